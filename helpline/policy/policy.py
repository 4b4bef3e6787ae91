"""An operator's policy: what is promised, and what the house obeys."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from helpline.doors import Desk
from helpline.i18n import spoken_inside
from helpline.policy import executed, promise, steps
from helpline.policy.codes import Code, Medium
from helpline.policy.hours import Week
from helpline.policy.logos import Logo
from helpline.policy.reading import read
from helpline.policy.sentences.people import name_of
from helpline.policy.terms import Rung, Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy(Terms):
    """The terms, and the questions that routing, reminders and pages ask of them."""

    logos: Mapping[str, Logo] = field(default_factory=dict)
    """Of its front doors, by their slug."""

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read and check a file. Raises PolicyFaults, with every fault at once."""
        return cls(**read(path))

    @property
    def name(self) -> str:
        """The operator's name in the language that is spoken now."""
        return name_of(self)

    @property
    def desks(self) -> tuple[Desk, ...]:
        return tuple(self.hours)

    @property
    def every_language(self) -> tuple[str, ...]:
        """Those of the pages, then those that only the phone speaks."""
        return tuple(dict.fromkeys((*self.languages, *self.calls.languages)))

    @property
    def languages_inside(self) -> tuple[str, ...]:
        """Those of the pages in which colleagues and partners can work too."""
        return spoken_inside(self.languages)

    def open_at(self, desk: Desk, moment: datetime) -> bool:
        return self._week(desk).open_at(moment)

    def next_opening(self, desk: Desk, moment: datetime) -> datetime | None:
        """The first moment from this one on when the desk is staffed: this one, if it is now."""
        return self._week(desk).next_opening(moment)

    def callback_allowed(self, desk: Desk, moment: datetime) -> bool:
        """Whether a callback may be promised: its whole window is within staffed hours (R21)."""
        window = timedelta(minutes=self.callback.window_minutes)
        return self.callback.offered and self._week(desk).open_throughout(moment, window)

    def answer_due(self, desk: Desk, moment: datetime) -> datetime:
        """When a message of this moment must have been answered by a person."""
        feedback = self.feedback
        outer = moment + feedback.first_answer_at_most
        closing = self._week(desk).end_of_open_day(moment, feedback.first_answer_open_days)
        return min(outer, closing) if closing else outer

    def _week(self, desk: Desk) -> Week:
        """A desk that this operator does not have is never staffed."""
        return self.hours.get(desk) or Week(days=((),) * 7, zone=self.time_zone)

    def ladder_step(self, number: int) -> tuple[Rung, timedelta]:
        """The rung of a step, from 0, and its time since the danger. It goes round for ever."""
        rounds, place = divmod(number, len(self.ladder))
        one_round = self.ladder[-1].after + self.danger.goes_round_after
        return self.ladder[place], rounds * one_round + self.ladder[place].after

    def notice(self, medium: Medium, only: Collection[str] = ()) -> tuple[promise.Clause, ...]:
        """What is said in this medium, in the language spoken now, and is carried out (R20).

        ``only``: of these codes; each clause takes its time to be put into words.
        """
        return promise.notice(self, medium, executed.registered(), only)

    def spoken_notice(self) -> tuple[promise.Clause, ...]:
        """The short notice that a caller hears before any question (R20)."""
        return promise.spoken_notice(self, executed.registered())

    def what_happens(self) -> tuple[steps.Step, ...]:
        """The steps of the public page, made from the same promises (R08)."""
        return steps.what_happens(self, executed.registered())

    def may_climb_to_police(self) -> bool:
        """Whether the ladder may reach the police without a person: only if callers are told."""
        told = {clause.code for clause in self.spoken_notice()}
        return self.police.climbs_without_person and Code.POLICE_CLIMBS in told

    def check_promises(self, registered: Collection[str]) -> tuple[str, ...]:
        """What this policy says and nothing carries out, so that it cannot be printed."""
        return tuple(
            f"{unkept.code}: nothing carries out {unkept.carried_out_by}"
            for unkept in promise.not_carried_out(self, registered)
        )
