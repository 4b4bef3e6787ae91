"""Whom to ring for a caller who waits.

Those who have waited longer come first, and nobody's phone is kept from a caller by one who
has no use for it. Among people, whoever has talked least today comes first.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

PAUSE: Final = timedelta(seconds=30)
"""A phone that nobody answered is not rung again before this, for whomever."""
AT_ONCE: Final = 5
"""Not more phones than this ring for one caller."""
TOO_OFTEN: Final = 3
"""Whoever lets it ring so often in a row is set aside."""
ASIDE: Final = timedelta(minutes=10)


class Finding(StrEnum):
    RUNG = "rung"
    BUSY = "busy"
    NOBODY = "nobody"
    UNMATCHED = "unmatched"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A caller who waits, and with whom they can and would talk."""

    id: UUID
    language: str
    gender: str | None = None
    organisation: str | None = None
    refused_organisation: str | None = None
    first: UUID | None = None
    """Whom they were cut off from: alone, for the moment, if they can be rung at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answerer:
    """Somebody who works at the desk now."""

    id: UUID
    languages: tuple[str, ...]
    gender: str | None = None
    organisation: str | None = None
    is_busy: bool = False
    """Talking, or being rung already, or without a phone."""
    is_set_aside: bool = False
    rang_out_at: datetime | None = None
    """When their phone was last left ringing, by whomever it rang for."""
    talked: timedelta = timedelta()
    """Today."""
    talked_until: datetime | None = None
    """The end of their last talk."""


@dataclass(frozen=True, slots=True)
class Rung:
    """What was done so far for those who wait."""

    last: Mapping[tuple[UUID | None, UUID | None], datetime] = field(default_factory=dict)
    """For which caller whose phone was last rung, and when."""
    now: Mapping[UUID | None, int] = field(default_factory=dict)
    """How many phones ring for a caller at this moment."""


@dataclass(frozen=True, slots=True)
class Ringing:
    found: Finding
    ring: tuple[UUID, ...] = ()


def decide_ringing(
    caller: Waiting,
    callers: Sequence[Waiting],
    answerers: Sequence[Answerer],
    rung: Rung,
    *,
    moment: datetime,
) -> Ringing:
    """Whom to ring for one of these callers, who stand in the order of their waiting."""
    here = [one for one in answerers if not one.is_set_aside]
    able = [one for one in here if caller.language in one.languages]
    if not able:
        return Ringing(Finding.NOBODY)
    fitting = [one for one in able if fits(caller, one)]
    if not fitting:
        return Ringing(Finding.UNMATCHED)
    chosen = dict(_shared(callers, here, rung, moment))[caller.id]
    is_rung = chosen or rung.now.get(caller.id) or any(not one.is_busy for one in fitting)
    return Ringing(Finding.RUNG if is_rung else Finding.BUSY, chosen)


def fits(caller: Waiting, one: Answerer) -> bool:
    """Whether they can talk, and the caller would. A gender that nobody said is no match."""
    return (
        caller.language in one.languages
        and caller.gender in {None, one.gender}
        and caller.organisation in {None, one.organisation}
        and (one.organisation is None or one.organisation != caller.refused_organisation)
    )


def _shared(
    callers: Sequence[Waiting], here: Sequence[Answerer], rung: Rung, moment: datetime
) -> Iterator[tuple[UUID, tuple[UUID, ...]]]:
    """For each caller in turn, whom they get of those whom nobody before them takes.

    Where many wait, phones ring for many of them, and not all for the first.
    """
    free = [one for one in here if not one.is_busy]
    left = Counter(caller.language for caller in callers)
    for caller in callers:
        fitting = [one for one in free if fits(caller, one)]
        share = _share(len(fitting), rung.now.get(caller.id, 0), left[caller.language], caller)
        chosen = _first_of(caller, fitting, rung, moment)[:share]
        left[caller.language] -= 1
        free = [one for one in free if one not in chosen]
        yield caller.id, tuple(one.id for one in chosen)


def _share(fitting: int, ring_now: int, waiting: int, caller: Waiting) -> int:
    """How many more phones may ring for one of so many who wait in this language."""
    if caller.first is not None and ring_now:
        return 0
    return max(0, min(AT_ONCE, -(-(fitting + ring_now) // waiting)) - ring_now)


def _first_of(
    caller: Waiting, fitting: Sequence[Answerer], rung: Rung, moment: datetime
) -> list[Answerer]:
    ready = [one for one in fitting if _is_ready(caller, one, rung, moment)]
    known = [one for one in ready if one.id == caller.first]
    return known or sorted(ready, key=lambda one: _turn(caller, one, rung))


def _is_ready(caller: Waiting, one: Answerer, rung: Rung, moment: datetime) -> bool:
    rests_since = (rung.last.get((caller.id, one.id)), one.rang_out_at)
    return all(since is None or moment - since >= PAUSE for since in rests_since)


def _turn(caller: Waiting, one: Answerer, rung: Rung) -> tuple[bool, timedelta, float]:
    """Whoever was not tried yet; then who has talked least today; then who has rested longest."""
    until = one.talked_until.timestamp() if one.talked_until else 0.0
    return (caller.id, one.id) in rung.last, one.talked, until
