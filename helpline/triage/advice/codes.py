"""The codes of the advice desk. No code names a person or a place; they serve the figures."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from helpline.i18n import lazy_gettext as _l
from helpline.triage.advice.decisions import Looks

PROFESSIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "teaching": _l("Teaching"),
        "social_work": _l("Social work"),
        "youth_work": _l("Youth work"),
        "health": _l("Health care"),
        "authority": _l("Public authority"),
        "police_prison": _l("Police, prison, probation"),
        "faith": _l("Faith community"),
        "sport_culture": _l("Sport and culture"),
        "employer": _l("Employer"),
        "other": _l("Something else"),
    }
)
TOPICS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "signs": _l("What may and may not be a sign"),
        "talking": _l("How to talk about it"),
        "procedure": _l("Whom to involve, and in which order"),
        "law": _l("Duties and confidentiality"),
        "group": _l("A conflict in a group or class"),
        "material": _l("Symbols, music, posts, material"),
        "family": _l("Working with parents and relatives"),
        "own_safety": _l("Their own safety"),
        "training": _l("Training and material"),
        "other": _l("Something else"),
    }
)
SETTINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "school": _l("School"),
        "early_years": _l("Early years"),
        "university": _l("University, vocational school"),
        "youth_centre": _l("Youth centre, club"),
        "care": _l("Home or care"),
        "health": _l("Practice, hospital"),
        "prison": _l("Prison, probation"),
        "online": _l("Online"),
        "office": _l("Office, authority"),
        "other": _l("Somewhere else"),
    }
)
HINTS: Final[Mapping[Looks, str]] = MappingProxyType(
    {
        Looks.NAME: _l("somebody's name"),
        Looks.NUMBER: _l("a phone number or another long number"),
        Looks.MAIL: _l("an e-mail address"),
        Looks.BIRTH_DATE: _l("a date of birth"),
        Looks.ADDRESS: _l("a street and a house number"),
    }
)
