"""When it is safe to ring somebody, on their own clock. Nothing said: any time is (R28)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

MIDNIGHT: Final = 24 * 60
_STEP: Final = timedelta(minutes=15)
_AHEAD: Final = timedelta(days=15)
_EARLY: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeTimes:
    """Days of the week, and a part of the day; one over midnight belongs to its first day."""

    zone: ZoneInfo
    days: str = ""
    """0 for Monday to 6; none: every day."""
    from_: int | None = None
    until: int | None = None
    """In minutes after midnight."""

    @property
    def is_said(self) -> bool:
        return bool(self.days) or self.from_ is not None or self.until is not None

    def allow(self, moment: datetime) -> bool:
        there = moment.astimezone(self.zone)
        minute, day = there.hour * 60 + there.minute, there.weekday()
        begins, ends = self.from_ or 0, MIDNIGHT if self.until is None else self.until
        if begins <= ends:
            return begins <= minute < ends and self._has(day)
        if minute >= begins:
            return self._has(day)
        return minute < ends and self._has((day - 1) % 7)

    def next_from(
        self, moment: datetime, is_staffed: Callable[[datetime], bool]
    ) -> datetime | None:
        """The first quarter of an hour that is safe, and when somebody is here to call."""
        candidate, last = _rounded(moment), moment + _AHEAD
        while candidate < last:
            if self.allow(candidate) and is_staffed(candidate):
                return candidate
            candidate += _STEP
        return None

    def _has(self, day: int) -> bool:
        return not self.days or str(day) in self.days


def is_too_early(safe: SafeTimes, wanted_at: datetime, moment: datetime) -> bool:
    """Where they named one time and said nothing of others, no other time before it is safe."""
    return not safe.is_said and moment < wanted_at - _EARLY


def _rounded(moment: datetime) -> datetime:
    over = timedelta(
        minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond
    )
    return moment if not over else moment + _STEP - over
