"""The codes of this room, each with the plain words that people read."""

from collections.abc import Mapping
from typing import Any, Final

from helpline.i18n import lazy_gettext as _l

FIELD_NAMES: Final[dict[str, str]] = {
    "language": _l("Language"),
    "need": _l("Kind of help"),
    "place": _l("Town or district"),
    "reason": _l("Why they contacted us"),
    "words": _l("In their own words"),
    "reach": _l("How to reach them"),
    "name": _l("Name to use"),
    "children": _l("Children in the household"),
    "safety": _l("Safety: what to watch out for"),
}
"""The same, as staff and partners read them."""

POLICE_FIELDS: Final[dict[str, str]] = {
    "said": _l("What was said, as close to the words as possible"),
    "known_how": _l("How the informant knows it"),
    "not_known": _l("What is not known"),
    "persons": _l("Persons, only those who are needed"),
    "place": _l("Place"),
    "time": _l("Time"),
    "means": _l("Means and target"),
    "responders": _l("Danger to those who go there"),
    "children": _l("Children present"),
    "health": _l("Health needs, if they are vital"),
    "limits": _l("The informant's limits: what they asked us not to do or say"),
    "held_back_why": _l("What was held back, and why"),
    "basis": _l("On what basis we tell this"),
    "answering": _l("Who answers questions, and where"),
}
POLICE_NAMES: Final[dict[str, str]] = {
    "said": _l("What was said"),
    "known_how": _l("How the informant knows it"),
    "not_known": _l("What is not known"),
    "persons": _l("Persons"),
    "place": _l("Place"),
    "time": _l("Time"),
    "means": _l("Means and target"),
    "responders": _l("Danger to those who go there"),
    "children": _l("Children present"),
    "health": _l("Health needs"),
    "limits": _l("Limits that the informant set"),
    "held_back_why": _l("What was held back, and why"),
    "basis": _l("On what basis this is told"),
    "answering": _l("Who answers questions, and where"),
}
"""The same, as the police read them."""
POLICE_FACTS: Final = ("persons", "place", "time", "means", "responders", "children", "health")
"""Of these a reader is told when nothing was said."""
POLICE_NEEDED: Final = ("said", "known_how", "not_known", "basis", "answering")
"""Without these a package to the police is not sent."""

DECLINES: Final[dict[str, str]] = {
    "full": _l("We have no free place"),
    "language": _l("We do not have this language now"),
    "place": _l("This place is outside our area"),
    "need": _l("Another kind of service fits better"),
    "conflict": _l("We already work with somebody on the other side"),
    "safety": _l("We cannot do this safely"),
    "other": _l("Another reason, written below"),
}

HOW_GIVEN: Final[dict[str, str]] = {
    "mailbox": _l("They wrote it in their mailbox"),
    "phone": _l("They said it on the phone"),
    "in_person": _l("They said it face to face"),
}

CAPACITIES: Final[dict[str, str]] = {
    "open": _l("Free places"),
    "limited": _l("Few places"),
    "full": _l("No free place"),
}

STATES: Final[dict[str, str]] = {
    "requested": _l("Waiting for their answer"),
    "accepted": _l("Accepted"),
    "rejected": _l("Declined"),
    "in-progress": _l("First contact was made"),
    "completed": _l("Completed"),
    "cancelled": _l("Ended before it was completed"),
    "acknowledged": _l("Received and acknowledged"),
    "call_us": _l("They ask to be called"),
    "report": _l("Report"),
}

WARNINGS: Final[dict[str, str]] = {
    "unvetted": _l("Not vetted, or the vetting has run out"),
    "no_agreement": _l("No agreement in force: nothing may be told to them"),
    "full": _l("No free place at the moment"),
    "limited": _l("Few free places"),
}

REASONS: Final[dict[str, str]] = {
    "language": _l("Speaks the language"),
    "place": _l("Works in this place"),
    "everywhere": _l("Works everywhere, by phone or online"),
    "need": _l("Offers this kind of help"),
    "capacity": _l("Has free places"),
    "no_language": _l("Does not speak the language"),
    "no_place": _l("Does not work in this place"),
    "no_need": _l("Does not offer this kind of help"),
}


def words_for(codes: Mapping[str, str], code: str) -> str:
    """The plain words for a code; a code that nobody named here is shown as it is."""
    return str(codes.get(code, code))


def choosing(codes: Mapping[Any, str]) -> Any:  # noqa: ANN401  (wtforms says nothing more exact)
    """Codes as the choices of a form, in the language of whoever chooses."""
    return lambda: {code: str(words) for code, words in codes.items()}
