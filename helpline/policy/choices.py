"""What an operator chooses among in its policy."""

from enum import StrEnum


class Answering(StrEnum):
    """Who the people are that a caller speaks with."""

    COUNSELLORS = "counsellors"
    VOLUNTEERS = "volunteers"
    OFFICIALS = "officials"
    POLICE = "police"
    """Better avoided (R04); where it is so, callers are told."""


class AfterHours(StrEnum):
    """Who answers and reads outside the hours. The most often hidden fact, so never optional."""

    NOBODY = "nobody"
    SERVICE = "service"
    POLICE = "police"


class NumberStorage(StrEnum):
    """When a caller's number is kept."""

    NEVER = "never"
    CALLBACK = "callback"
    """Only where a callback was agreed."""


class Listening(StrEnum):
    """Whether a supervisor may hear a call."""

    NEVER = "never"
    ANNOUNCED = "announced"
    """Never before the caller was told."""


class Threshold(StrEnum):
    """When the police are told."""

    SERIOUS_HARM = "serious_harm"
    SERIOUS_HARM_OR_CRIME = "serious_harm_or_crime"
    LEGAL_DUTY = "legal_duty"
    """Also where the law of the country obliges the people who answer."""


class Kept(StrEnum):
    """What is kept, each for its own time."""

    SUPPORT = "support"
    HOTLINE_UNFOUNDED = "hotline_unfounded"
    HOTLINE = "hotline"
    ADVICE = "advice"
    DANGER = "danger"
    CALL_DETAIL = "call_detail"
    DRAFT = "draft"


class Who(StrEnum):
    """Whom a rung of the danger ladder calls."""

    DUTY = "duty"
    SUPERVISORS = "supervisors"
    POLICE = "police"


class Channel(StrEnum):
    """How a rung calls them."""

    CONSOLE = "console"
    RING = "ring"
    TEXT = "text"
    MAIL = "mail"
