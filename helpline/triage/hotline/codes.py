"""The words that an assessment is made of. Pure, so that decisions may use them."""

from enum import StrEnum
from typing import Final


class Level(StrEnum):
    INDIVIDUAL = "individual"
    FAMILY = "family"
    SOCIAL = "social"
    MOTIVATIONAL = "motivational"
    IDEOLOGICAL_CULTURAL = "ideological_cultural"


class Side(StrEnum):
    RISK = "risk"
    PROTECTIVE = "protective"


class Presence(StrEnum):
    """How strongly something is there. Never added up, never compared between factors."""

    NONE = "0"
    SLIGHT = "1"
    SOME = "2"
    CLEAR = "3"
    STRONG = "4"
    UNKNOWN = "unknown"
    """Somebody asked, and it is not known."""
    NOT_RELEVANT = "not_relevant"


THERE: Final = frozenset({Presence.SLIGHT, Presence.SOME, Presence.CLEAR, Presence.STRONG})


class Trend(StrEnum):
    WORSE = "worse"
    SAME = "same"
    BETTER = "better"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """How we know it."""

    SEEN_BY_INFORMANT = "seen_by_informant"
    SAID_BY_PERSON = "said_by_person"
    HEARD = "heard"
    SEEN_BY_STAFF = "seen_by_staff"
    DOCUMENT = "document"


class Confidence(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Outcome(StrEnum):
    NO_CONCERN = "no_concern"
    MONITOR = "monitor"
    MULTI_AGENCY = "multi_agency"
    POLICE = "police"


class About(StrEnum):
    PERSON = "person"
    GROUP = "group"


class Severity(StrEnum):
    SERIOUS_HARM = "serious_harm"
    SERIOUS_CRIME = "serious_crime"
    OTHER_HARM = "other_harm"


class Likelihood(StrEnum):
    POSSIBLE = "possible"
    LIKELY = "likely"
    VERY_LIKELY = "very_likely"


class Nearness(StrEnum):
    DAYS = "days"
    WEEKS = "weeks"
    LATER = "later"
    UNKNOWN = "unknown"


class Consent(StrEnum):
    GIVEN = "given"
    REFUSED = "refused"
    NOT_ASKED = "not_asked"


class ToldFirst(StrEnum):
    """Whether the person was told before the police are."""

    TOLD = "told"
    UNREACHABLE = "unreachable"
    TOO_DANGEROUS = "too_dangerous"


class Answer(StrEnum):
    """What somebody says whom we asked without naming anybody (R42)."""

    ADVICE = "advice"
    PLEASE_NAME = "please_name"
    NOT_FOR_US = "not_for_us"
