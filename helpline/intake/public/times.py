"""When somebody may be called: the days and times that are offered, and what was chosen (R21)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from operator import itemgetter
from typing import Final
from zoneinfo import ZoneInfo

from helpline.clock import now
from helpline.doors import Desk
from helpline.i18n import city_of, format_date
from helpline.i18n import gettext as _
from helpline.intake.safe_times import SafeTimes
from helpline.policy import NumberStorage, Policy, current_policy

DAYS_AHEAD: Final = 8
HALF_HOUR: Final = timedelta(minutes=30)
LONGEST_SEARCH: Final = 400
"""Tries, from one opening to the next, before we say that nobody can call."""
CITIES: Final = (
    "Europe/London", "Europe/Berlin", "Europe/Helsinki", "Europe/Istanbul", "Europe/Kyiv",
    "Europe/Moscow", "Africa/Casablanca", "Africa/Lagos", "Africa/Cairo", "Africa/Mogadishu",
    "Asia/Beirut", "Asia/Damascus", "Asia/Baghdad", "Asia/Dubai", "Asia/Tehran", "Asia/Kabul",
    "Asia/Karachi", "Asia/Kolkata", "Asia/Dhaka", "Asia/Jakarta", "Asia/Shanghai",
    "Australia/Sydney", "America/Sao_Paulo", "America/New_York", "America/Chicago",
    "America/Denver", "America/Los_Angeles",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A day and a time on somebody's own clock; either may be left open."""

    day: str
    time: str
    zone: str

    def earliest(self, moment: datetime) -> tuple[datetime, datetime]:
        """From when to when it may be. Raises ValueError for what is no day or time."""
        zone = ZoneInfo(self.zone)
        if not self.day:
            return moment, moment + timedelta(days=DAYS_AHEAD)
        at = time.fromisoformat(self.time) if self.time else time()
        start = datetime.combine(date.fromisoformat(self.day), at, tzinfo=zone)
        if self.time:
            return start, start
        return max(start, moment), start + timedelta(days=1) - HALF_HOUR


def calls_are_offered() -> bool:
    """Not where a number may never be kept, not even for a call."""
    policy = current_policy()
    return policy.callback.offered and policy.number_storage is NumberStorage.CALLBACK


def moment_for(wanted: Wanted, desk: Desk, safe: SafeTimes | None = None) -> datetime | None:
    """The first moment that was wanted, is safe and can be promised; None if there is none."""
    moment = now()
    first, last = wanted.earliest(moment)
    if first < moment:
        return None
    if safe is None or safe.allow(first):
        found = _promised(current_policy(), desk, first, last)
        if found is None or safe is None or safe.allow(found):
            return found
    found = safe.next_from(first, lambda at: current_policy().callback_allowed(desk, at))
    return found if found is not None and found <= last else None


def safe_times(answers: Mapping[str, str]) -> SafeTimes:
    """When it is safe, as it was picked. Raises ValueError for what was not offered."""
    return SafeTimes(
        zone=ZoneInfo(answers.get("zone") or current_policy().time_zone.key),
        days=answers.get("safe_days", ""),
        from_=_minutes(answers.get("safe_from", "")),
        until=_minutes(answers.get("safe_until", "")),
    )


def _minutes(clock: str) -> int | None:
    if not clock:
        return None
    at = time.fromisoformat(clock)
    return at.hour * 60 + at.minute


def safe_days() -> dict[str, str]:
    """Numbers of weekdays, as they are kept."""
    return {"": _("Any day"), "01234": _("Monday to Friday"), "56": _("Saturday and Sunday")}


def safe_hours() -> dict[str, str]:
    return hours_of_day() | {"": _("It does not matter")}


def _promised(policy: Policy, desk: Desk, first: datetime, last: datetime) -> datetime | None:
    candidate: datetime | None = first
    for _try in range(LONGEST_SEARCH):
        if candidate is None or candidate > last:
            return None
        if policy.callback_allowed(desk, candidate):
            return candidate
        candidate = policy.next_opening(desk, candidate + HALF_HOUR)
    return None


def days() -> dict[str, str]:
    """Today and the days after it, where we are; the first answer is "as soon as possible"."""
    today = now().astimezone(current_policy().time_zone).date()
    ahead = [today + timedelta(days=number) for number in range(DAYS_AHEAD)]
    return {"": _("As soon as possible")} | {day.isoformat(): _named(day, today) for day in ahead}


def _named(day: date, today: date) -> str:
    written = format_date(day, style="full")
    if day == today:
        return _("Today: %(day)s", day=written)
    if day == today + timedelta(days=1):
        return _("Tomorrow: %(day)s", day=written)
    return written


def hours_of_day() -> dict[str, str]:
    """Every half hour, on a clock of 24 hours."""
    clock = [f"{half // 2:02}:{half % 2 * 30:02}" for half in range(48)]
    return {"": _("Any time")} | {at: at for at in clock}


def zones() -> dict[str, str]:
    """Cities by name, our own first: people know their city, not their zone."""
    home = current_policy().time_zone.key
    cities = {zone: city_of(ZoneInfo(zone)) for zone in CITIES if zone != home}
    return {home: city_of(ZoneInfo(home))} | dict(sorted(cities.items(), key=itemgetter(1)))
