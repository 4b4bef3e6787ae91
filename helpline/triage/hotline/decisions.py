"""Reading observations as a picture, and two assessors as one decision.

Nothing is added up: there is no score, no sum and no colour for a person. What nobody
knows stands beside what worries and what protects.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from helpline.triage.hotline.codes import THERE, Level, Outcome, Presence, Side

ASSESSORS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An observation, as far as the picture needs it."""

    id: UUID
    level: Level
    side: Side
    factor: str
    presence: Presence
    recorded_at: datetime
    valid_until: date

    def stands(self, today: date) -> Presence:
        """What it says today: what is stale counts as unknown."""
        is_stale = today > self.valid_until and self.presence is not Presence.NOT_RELEVANT
        return Presence.UNKNOWN if is_stale else self.presence

    def is_stale(self, today: date) -> bool:
        return self.presence is not self.stands(today)


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelPicture:
    """One level, in the only form in which it is shown."""

    level: Level
    worries: tuple[Seen, ...]
    protects: tuple[Seen, ...]
    not_known: tuple[Seen, ...]
    absent: tuple[Seen, ...]
    """Looked at, and not there."""
    changed: frozenset[UUID]
    """Said otherwise than before, since the last weighing."""
    looked_at: frozenset[Side]


def newest(observations: Iterable[Seen]) -> list[Seen]:
    """What stands of each factor; earlier observations are history."""
    latest: dict[str, Seen] = {}
    for seen in sorted(observations, key=lambda seen: seen.recorded_at):
        latest[seen.factor] = seen
    return list(latest.values())


def picture(
    observations: Collection[Seen], today: date, since: datetime | None
) -> tuple[LevelPicture, ...]:
    """All five levels, also those where nobody has looked."""
    standing = newest(observations)
    changed = _changed(observations, since)
    return tuple(
        _level([seen for seen in standing if seen.level is level], level, today, changed)
        for level in Level
    )


def _level(
    standing: Sequence[Seen], level: Level, today: date, changed: frozenset[UUID]
) -> LevelPicture:
    def those(side: Side, presences: Collection[Presence]) -> tuple[Seen, ...]:
        return tuple(
            seen for seen in standing if seen.side is side and seen.stands(today) in presences
        )

    unknown = {Presence.UNKNOWN}
    gone = {Presence.NONE, Presence.NOT_RELEVANT}
    return LevelPicture(
        level=level,
        worries=those(Side.RISK, THERE),
        protects=those(Side.PROTECTIVE, THERE),
        not_known=those(Side.RISK, unknown) + those(Side.PROTECTIVE, unknown),
        absent=those(Side.RISK, gone) + those(Side.PROTECTIVE, gone),
        changed=changed & {seen.id for seen in standing},
        looked_at=frozenset(seen.side for seen in standing if not seen.is_stale(today)),
    )


def _changed(observations: Collection[Seen], since: datetime | None) -> frozenset[UUID]:
    if since is None:
        return frozenset()
    before = {seen.factor: seen for seen in newest(_until(observations, since))}
    return frozenset(
        seen.id
        for seen in newest(observations)
        if seen.recorded_at > since
        and (seen.factor not in before or before[seen.factor].presence is not seen.presence)
    )


def _until(observations: Iterable[Seen], moment: datetime) -> Iterable[Seen]:
    return (seen for seen in observations if seen.recorded_at <= moment)


class Unbalanced(StrEnum):
    """Why a picture cannot be closed yet."""

    EMPTY = "empty"
    NO_PROTECTIVE_SIDE = "no_protective_side"
    """Worries were written down somewhere, and nobody looked at what protects there."""


def balance(levels: Sequence[LevelPicture]) -> Unbalanced | None:
    """The balance rule: where worries are looked at, what protects is looked at as well."""
    looked_at = [level.looked_at for level in levels if level.looked_at]
    if not looked_at:
        return Unbalanced.EMPTY
    if any(Side.PROTECTIVE not in sides for sides in looked_at):
        return Unbalanced.NO_PROTECTIVE_SIDE
    return None


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one assessor concludes."""

    assessor_id: UUID
    outcome: Outcome
    monitor_until: date | None


@dataclass(frozen=True, slots=True)
class Agreed:
    """Two different assessors said the same."""

    outcome: Outcome
    monitor_until: date | None


class Open(StrEnum):
    """No decision yet."""

    ANOTHER_ASSESSOR = "another_assessor"
    DISAGREED = "disagreed"
    """They talk, and weigh anew in the next round."""


def decide(opinions: Sequence[Opinion]) -> Agreed | Open:
    """Whether this round has a decision. Of two dates to look again, the earlier one."""
    by_person = {opinion.assessor_id: opinion for opinion in opinions}
    if len(by_person) < ASSESSORS:
        return Open.ANOTHER_ASSESSOR
    if len({opinion.outcome for opinion in by_person.values()}) > 1:
        return Open.DISAGREED
    dates = [opinion.monitor_until for opinion in by_person.values() if opinion.monitor_until]
    return Agreed(opinions[0].outcome, min(dates, default=None))
