"""Whom to ring for a caller who waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

PAUSE: Final = timedelta(seconds=30)
"""A phone that nobody answered is not rung again for the same caller before this."""
AT_ONCE: Final = 5
"""Not more phones than this for one caller."""


class Finding(StrEnum):
    RUNG = "rung"
    BUSY = "busy"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answerer:
    """Somebody who works at the desk now."""

    id: UUID
    languages: tuple[str, ...]
    is_busy: bool
    """Talking, or being rung already."""
    rung_at: datetime | None
    """When they were last rung for this caller."""


@dataclass(frozen=True, slots=True)
class Ringing:
    found: Finding
    ring: tuple[UUID, ...] = ()


def decide_ringing(
    language: str,
    answerers: Sequence[Answerer],
    *,
    before: frozenset[str],
    moment: datetime,
) -> Ringing:
    """``before``: the languages of those who have waited longer; they come first."""
    able = [one for one in answerers if language in one.languages]
    if not able:
        return Ringing(Finding.NOBODY)
    free = [one for one in able if not one.is_busy and not before.intersection(one.languages)]
    ready = [one for one in free if one.rung_at is None or moment - one.rung_at >= PAUSE]
    ready.sort(key=lambda one: one.rung_at is not None)
    chosen = tuple(one.id for one in ready[:AT_ONCE])
    return Ringing(Finding.RUNG if free or _is_rung(able) else Finding.BUSY, chosen)


def _is_rung(able: Sequence[Answerer]) -> bool:
    return any(one.rung_at is not None for one in able)
