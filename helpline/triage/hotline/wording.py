"""The codes of an assessment, in words."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from helpline.i18n import lazy_gettext as _l
from helpline.triage.hotline.codes import (
    About,
    Answer,
    Basis,
    Confidence,
    Consent,
    Level,
    Likelihood,
    Nearness,
    Outcome,
    Presence,
    Severity,
    Side,
    ToldFirst,
    Trend,
)

LEVELS: Final[Mapping[Level, str]] = MappingProxyType(
    {
        Level.INDIVIDUAL: _l("The person"),
        Level.FAMILY: _l("Family"),
        Level.SOCIAL: _l("Friends, school, work"),
        Level.MOTIVATIONAL: _l("What drives them"),
        Level.IDEOLOGICAL_CULTURAL: _l("How they see others"),
    }
)
SIDES: Final[Mapping[Side, str]] = MappingProxyType(
    {Side.RISK: _l("Worries"), Side.PROTECTIVE: _l("Protects")}
)
PRESENCES: Final[Mapping[Presence, str]] = MappingProxyType(
    {
        Presence.UNKNOWN: _l("Not known"),
        Presence.NONE: _l("Not there"),
        Presence.SLIGHT: _l("Slightly there"),
        Presence.SOME: _l("Somewhat there"),
        Presence.CLEAR: _l("Clearly there"),
        Presence.STRONG: _l("Strongly there"),
        Presence.NOT_RELEVANT: _l("Does not matter here"),
    }
)
TRENDS: Final[Mapping[Trend, str]] = MappingProxyType(
    {
        Trend.UNKNOWN: _l("Direction not known"),
        Trend.WORSE: _l("Getting worse"),
        Trend.SAME: _l("As before"),
        Trend.BETTER: _l("Getting better"),
    }
)
BASES: Final[Mapping[Basis, str]] = MappingProxyType(
    {
        Basis.SEEN_BY_INFORMANT: _l("Seen by the person who told us"),
        Basis.SAID_BY_PERSON: _l("Said by the person themselves"),
        Basis.HEARD: _l("Heard from others"),
        Basis.SEEN_BY_STAFF: _l("Seen by one of us"),
        Basis.DOCUMENT: _l("In a document"),
    }
)
CONFIDENCES: Final[Mapping[Confidence, str]] = MappingProxyType(
    {
        Confidence.LOW: _l("Rather unsure"),
        Confidence.MEDIUM: _l("Fairly sure"),
        Confidence.HIGH: _l("Sure"),
    }
)
OUTCOMES: Final[Mapping[Outcome, str]] = MappingProxyType(
    {
        Outcome.NO_CONCERN: _l("No concern"),
        Outcome.MONITOR: _l("Look again on a set day"),
        Outcome.MULTI_AGENCY: _l("Several agencies together"),
        Outcome.POLICE: _l("Police"),
    }
)
ABOUTS: Final[Mapping[About, str]] = MappingProxyType(
    {About.PERSON: _l("One person"), About.GROUP: _l("A group")}
)
SEVERITIES: Final[Mapping[Severity, str]] = MappingProxyType(
    {
        Severity.SERIOUS_HARM: _l("Somebody may be killed or badly hurt"),
        Severity.SERIOUS_CRIME: _l("A serious crime"),
        Severity.OTHER_HARM: _l("Other harm"),
    }
)
LIKELIHOODS: Final[Mapping[Likelihood, str]] = MappingProxyType(
    {
        Likelihood.POSSIBLE: _l("Possible"),
        Likelihood.LIKELY: _l("Likely"),
        Likelihood.VERY_LIKELY: _l("Very likely"),
    }
)
NEARNESSES: Final[Mapping[Nearness, str]] = MappingProxyType(
    {
        Nearness.DAYS: _l("Within days"),
        Nearness.WEEKS: _l("Within weeks"),
        Nearness.LATER: _l("Later"),
        Nearness.UNKNOWN: _l("Not known"),
    }
)
CONSENTS: Final[Mapping[Consent, str]] = MappingProxyType(
    {
        Consent.GIVEN: _l("Given by whoever told us"),
        Consent.REFUSED: _l("Refused"),
        Consent.NOT_ASKED: _l("Not asked; the reasons say why"),
    }
)
TOLD_FIRST: Final[Mapping[ToldFirst, str]] = MappingProxyType(
    {
        ToldFirst.TOLD: _l("Yes, whoever told us knows of it"),
        ToldFirst.UNREACHABLE: _l("No: we cannot reach them"),
        ToldFirst.TOO_DANGEROUS: _l("No: it would endanger somebody"),
    }
)
ANSWERS: Final[Mapping[Answer, str]] = MappingProxyType(
    {
        Answer.ADVICE: _l("Advice, no name needed"),
        Answer.PLEASE_NAME: _l("Please name the person"),
        Answer.NOT_FOR_US: _l("Not for us"),
    }
)
EVERYTHING: Final[Mapping[str, object]] = MappingProxyType(
    {
        "levels": LEVELS,
        "sides": SIDES,
        "presences": PRESENCES,
        "trends": TRENDS,
        "bases": BASES,
        "confidences": CONFIDENCES,
        "outcomes": OUTCOMES,
        "abouts": ABOUTS,
        "severities": SEVERITIES,
        "likelihoods": LIKELIHOODS,
        "nearnesses": NEARNESSES,
        "consents": CONSENTS,
        "told_first_words": TOLD_FIRST,
        "answers": ANSWERS,
    }
)
