"""What the form asks, in one place: the mailbox and the desks show answers under these words."""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final

from helpline.doors import Desk
from helpline.i18n import lazy_gettext as _l

WORDS: Final = "words"
MYSELF: Final = "myself"

QUESTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "danger_yes": _l("Is anyone in danger right now?"),
        "danger_unsure": _l("Is anyone in danger right now?"),
        "relationship": _l("Who are you to this person?"),
        "worries": _l("What worries you?"),
        "reach_safely": _l("What should we know to reach you safely?"),
        "wish_changed": _l("What would you like?"),
    }
)
"""By a message's kind. What was written freely has the kind ``words`` and no question."""

WISHES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "someone_close": _l("I want help for us, with someone close to me"),
        MYSELF: _l("I worry about myself"),
        "question": _l("I work with people and have a question"),
        "concern": _l("I want to report a concern about someone"),
    }
)

RELATIONSHIPS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "parent": _l("Mother or father"),
        "sibling": _l("Sister or brother"),
        "partner": _l("Wife, husband or partner"),
        "relative": _l("Somebody else of the family"),
        "friend": _l("A friend"),
        "professional": _l("I know this person from my work"),
        "public": _l("Somebody else"),
    }
)
"""Of an enquirer to the person whom they worry about."""

_DESKS: Final[Mapping[str, Desk]] = MappingProxyType(
    {
        "someone_close": Desk.SUPPORT,
        MYSELF: Desk.SUPPORT,
        "question": Desk.ADVICE,
        "concern": Desk.HOTLINE,
    }
)


def question_of(kind: str) -> str:
    """The question that a message of this kind answers; nothing for free words."""
    return str(QUESTIONS.get(kind, ""))


def desk_for(wish: str, desks: Collection[Desk], *, in_doubt: Desk = Desk.SUPPORT) -> Desk:
    """The desk that was chosen, by what people want; in doubt support (R01).

    Who worries about themselves is never a signal (R85): not even where nobody gives support.
    """
    wanted = _DESKS.get(wish, in_doubt)
    others = [desk for desk in desks if wish != MYSELF or desk is not Desk.HOTLINE]
    return wanted if wanted in desks else next(iter(others), wanted)


def is_about_somebody(wish: str) -> bool:
    """Whether there is a person whom they worry about; on a question from work none is named."""
    return wish not in {MYSELF, "question"}


def wishes_for(desks: Collection[Desk]) -> dict[str, str]:
    """The wishes that this operator can meet, in the order in which they are asked."""
    return {wish: words for wish, words in WISHES.items() if _DESKS[wish] in desks}
