"""An operator's policy: what is promised, and what the house obeys."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from helpline.doors import Desk
from helpline.i18n import current_language
from helpline.policy.reading import read
from helpline.policy.terms import Rung, Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy(Terms):
    """The terms, and the questions that routing, reminders and pages ask of them."""

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read and check a file. Raises PolicyFaults, with every fault at once."""
        return cls(**read(path))

    @property
    def name(self) -> str:
        """The operator's name in the language that is spoken now."""
        return self.names.get(current_language()) or self.names[self.languages[0]]

    @property
    def desks(self) -> tuple[Desk, ...]:
        return tuple(self.hours)

    def open_at(self, desk: Desk, moment: datetime) -> bool:
        return self.hours[desk].open_at(moment)

    def next_opening(self, desk: Desk, moment: datetime) -> datetime | None:
        """The first moment from this one on when the desk is staffed: this one, if it is now."""
        return self.hours[desk].next_opening(moment)

    def callback_allowed(self, desk: Desk, moment: datetime) -> bool:
        """Whether a callback may be promised: its whole window is within staffed hours (R21)."""
        window = timedelta(minutes=self.callback.window_minutes)
        return self.callback.offered and self.hours[desk].open_throughout(moment, window)

    def answer_due(self, desk: Desk, moment: datetime) -> datetime:
        """When a message of this moment must have been answered by a person."""
        feedback = self.feedback
        outer = moment + feedback.first_answer_at_most
        closing = self.hours[desk].end_of_open_day(moment, feedback.first_answer_working_days)
        return min(outer, closing) if closing else outer

    def ladder_step(self, number: int) -> tuple[Rung, timedelta]:
        """The rung of a step, from 0, and its time since the danger. It goes round for ever."""
        rounds, place = divmod(number, len(self.ladder))
        one_round = self.ladder[-1].after + self.danger.goes_round_after
        return self.ladder[place], rounds * one_round + self.ladder[place].after
