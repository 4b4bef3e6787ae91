"""What we decide about handing on: which services come first, what may be told, when to remind."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

EVERYWHERE: Final = "*"
WEIGHTS: Final = {"need": 8, "language": 4, "place": 2, "everywhere": 1, "capacity": 1}
"""A wrong need helps nobody; a missing language can be bridged by an interpreter."""
PATIENCE: Final = {
    "requested": timedelta(days=2),
    "accepted": timedelta(days=7),
    "in-progress": timedelta(days=90),
}
"""How long each state may last before the partner is reminded (R52)."""

MAY_FOLLOW: Final = {
    "accepted": ("requested",),
    "rejected": ("requested", "accepted"),
    "in-progress": ("accepted",),
    "completed": ("in-progress",),
}
"""From which states a partner may come to this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A service as the directory knows it today."""

    service_id: UUID
    name: str
    needs: frozenset[str]
    languages: frozenset[str]
    places: frozenset[str]
    capacity: str
    waiting_days: int | None
    is_vetted: bool
    has_agreement: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """What a family is looking for. Empty means: anything."""

    need: str = ""
    language: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A service, why it stands where it stands, and what to think of before choosing it."""

    offer: Offer
    score: int
    reasons: tuple[str, ...]
    warnings: tuple[str, ...]


def rank_services(offers: Iterable[Offer], wish: Wish) -> tuple[Match, ...]:
    """The best first. Nothing is hidden: what does not fit says so and stands further down."""
    matches = [_match(offer, wish) for offer in offers]
    return tuple(sorted(matches, key=_order))


def _match(offer: Offer, wish: Wish) -> Match:
    reasons = (*_need(offer, wish), *_language(offer, wish), *_place(offer, wish))
    if offer.capacity == "open":
        reasons = (*reasons, "capacity")
    return Match(
        offer,
        score=sum(WEIGHTS.get(reason, 0) for reason in reasons),
        reasons=reasons,
        warnings=_warnings(offer),
    )


def _order(match: Match) -> tuple[bool, int, int, int, str]:
    offer = match.offer
    may_be_told = "no_agreement" not in match.warnings
    waiting = 365 if offer.waiting_days is None else offer.waiting_days
    return (not may_be_told, -match.score, len(match.warnings), waiting, offer.name)


def _need(offer: Offer, wish: Wish) -> tuple[str, ...]:
    if not wish.need:
        return ()
    return ("need",) if wish.need in offer.needs else ("no_need",)


def _language(offer: Offer, wish: Wish) -> tuple[str, ...]:
    if not wish.language:
        return ()
    return ("language",) if wish.language in offer.languages else ("no_language",)


def _place(offer: Offer, wish: Wish) -> tuple[str, ...]:
    if not wish.place:
        return ()
    if wish.place.casefold() in {place.casefold() for place in offer.places}:
        return ("place",)
    return ("everywhere",) if EVERYWHERE in offer.places else ("no_place",)


def _warnings(offer: Offer) -> tuple[str, ...]:
    found = []
    if not offer.has_agreement:
        found.append("no_agreement")
    if not offer.is_vetted:
        found.append("unvetted")
    if offer.capacity != "open":
        found.append(offer.capacity)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Release:
    """What would be told, and what nobody allowed: a field is never dropped in silence."""

    fields: dict[str, str]
    outside_consent: tuple[str, ...]
    outside_agreement: tuple[str, ...]


def decide_release(
    written: dict[str, str], *, consented: Collection[str], agreed: Collection[str]
) -> Release:
    """Exactly the fields that family and agreement allow, of those that somebody filled in."""
    filled = {code: text.strip() for code, text in written.items() if text.strip()}
    allowed = set(consented) & set(agreed)
    return Release(
        fields={code: text for code, text in filled.items() if code in allowed},
        outside_consent=tuple(sorted(filled.keys() - set(consented))),
        outside_agreement=tuple(sorted(filled.keys() - set(agreed))),
    )


class Nudge(StrEnum):
    WAIT = "wait"
    REMIND = "remind"
    GIVE_BACK = "give_back"
    """The partner was reminded and still says nothing: a counsellor decides."""
    DONE = "done"


def decide_nudge(
    *, state: str, changed_at: datetime, reminded_at: datetime | None, moment: datetime
) -> tuple[Nudge, datetime]:
    """What a silent partner needs now, and when to look again."""
    patience = PATIENCE.get(state)
    if patience is None:
        return Nudge.DONE, moment
    reminded = reminded_at is not None and reminded_at >= changed_at
    since = reminded_at if reminded and reminded_at is not None else changed_at
    due = since + patience
    if moment < due:
        return Nudge.WAIT, due
    return (Nudge.GIVE_BACK if reminded else Nudge.REMIND), moment + patience
