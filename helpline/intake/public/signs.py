"""What may be a reason to worry about somebody, and what is none (R93): cards with their sources.

Nothing here asks about faith, opinion or origin: they are never weighed. No card counts alone, and
none is added to another.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from flask import current_app

from helpline.i18n import lazy_gettext as _l
from helpline.policy import current_policy


class Source(IntEnum):
    """What a card rests on, as the page counts them."""

    REVIEW = 1
    LOCAL = 2
    SPOTLIGHT = 3
    OURS = 4


PUBLISHED: Final = {
    Source.REVIEW: "Wolfowicz and others: Cognitive and behavioral radicalization: A systematic"
    " review of the putative risk and protective factors. Campbell Systematic Reviews, 2021.",
    Source.LOCAL: "Ranstorp: Developing local prevention frameworks. Radicalisation Awareness"
    " Network (RAN), Centre of Excellence.",
    Source.SPOTLIGHT: "Radicalisation Awareness Network (RAN): Practitioners Spotlight,"
    " Rehabilitation and Reintegration, April 2024.",
}
"""In the language they were published in."""


@dataclass(frozen=True, slots=True)
class Card:
    """One thing that people may have seen."""

    title: str
    words: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Cards of one kind."""

    title: str
    words: str
    cards: tuple[Card, ...]


_WORRIES: Final = Part(
    _l("What may be a reason to worry"),
    _l("Above all where several of these come together, and where somebody changes."),
    (
        Card(
            _l("Others count as less than human"),
            _l("They speak of a whole group of people as vermin, as enemies, as worth nothing."),
            (Source.REVIEW, Source.LOCAL),
        ),
        Card(
            _l("Violence becomes right"),
            _l("They say that hurting or killing is allowed or a duty, or admire who did it."),
            (Source.REVIEW, Source.LOCAL),
        ),
        Card(
            _l("Only us or them"),
            _l("There is one truth and one group left, and whoever doubts is a traitor."),
            (Source.LOCAL,),
        ),
        Card(
            _l("A closed group takes all the room"),
            _l(
                "Old friends, school, work and hobbies go, for a few people whom nobody may meet,"
                " often online."
            ),
            (Source.REVIEW, Source.LOCAL),
        ),
        Card(
            _l("Somebody pulls at them"),
            _l("They are given tasks, gifts or secrets, or told to break with you."),
            (Source.LOCAL,),
        ),
        Card(
            _l("They want to pay something back"),
            _l("After a loss, a humiliation or an attack they speak of revenge."),
            (Source.REVIEW, Source.LOCAL),
        ),
    ),
)
_NO_SIGNS: Final = Part(
    _l("What is no sign"),
    _l("Not alone, and not together with others of this list."),
    (
        Card(
            _l("Faith"),
            _l(
                "To pray, to fast, to wear a headscarf or a beard, to find a religion or leave one."
            ),
            (Source.SPOTLIGHT, Source.OURS),
        ),
        Card(
            _l("Opinions"),
            _l("Strong political views, anger at injustice or at a war, going to a protest."),
            (Source.SPOTLIGHT, Source.OURS),
        ),
        Card(
            _l("Where somebody comes from"),
            _l("Language, skin, name, passport, being poor. Research finds that these say least."),
            (Source.REVIEW, Source.OURS),
        ),
        Card(
            _l("Growing up"),
            _l(
                "A closed door, bad moods, quarrels at home, other clothes, other music: most young"
                " people go through this."
            ),
            (Source.SPOTLIGHT,),
        ),
    ),
)
_PROTECTS: Final = Part(
    _l("What protects"),
    _l("Much of this may be there already, and can be made stronger."),
    (
        Card(
            _l("Somebody who stays"),
            _l("At least one grown-up whom they trust, and who stays in touch whatever happens."),
            (Source.REVIEW, Source.LOCAL),
        ),
        Card(
            _l("A place outside"),
            _l("School, work, a club, friends who think otherwise."),
            (Source.REVIEW, Source.LOCAL),
        ),
        Card(
            _l("Doubt"),
            _l(
                "They are disappointed, ask questions, or can live with people who think otherwise."
            ),
            (Source.LOCAL,),
        ),
    ),
)
PARTS: Final = (_WORRIES, _NO_SIGNS, _PROTECTS)


def are_shown() -> bool:
    """Only where the operator's experts have read these cards; in demonstrations as a draft."""
    config = current_app.extensions["helpline.config"]
    return current_policy().signs is not None or config.demonstration
