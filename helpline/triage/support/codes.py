"""The codes of the support desk, each with its plain words."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from helpline.i18n import lazy_gettext as _l

WARNING_SIGNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "none_known": _l("Asked: nothing of the kind is known"),
        "unknown": _l("Not known yet"),
        "present": _l("Yes, there are signs"),
    }
)
OUTCOMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "no_concern": _l("Ordinary growing up: no concern"),
        "advice_enough": _l("The talk was enough for now"),
        "further_talks": _l("Further talks with us"),
        "referral": _l("Help from a partner"),
    }
)
NEEDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "family-counselling": _l("Counselling for families"),
        "parenting": _l("Help with raising children"),
        "exit": _l("Help to leave an extremist group"),
        "mentoring": _l("A mentor for a young person"),
        "youth-work": _l("Youth work"),
        "mental-health": _l("Mental health care"),
        "religious-counselling": _l("Religious counselling"),
        "social-help": _l("Help with housing, money or work"),
        "legal-advice": _l("Legal advice"),
        "child-protection": _l("Protection of a child"),
    }
)
"""What a family may be looking for; the directory's services name the same codes."""
CAME_BACK: Final[Mapping[str, str]] = MappingProxyType(
    {
        "requested": _l("Sent, no answer yet"),
        "accepted": _l("The partner said yes"),
        "declined": _l("The partner cannot take it: look for another"),
        "first_contact": _l("They have spoken with each other"),
        "completed": _l("The partner has finished"),
        "withdrawn": _l("The family took their consent back"),
        "expired": _l("The family's consent has run out"),
        "unanswered": _l("The partner does not answer: ask them, or look for another"),
        "ended": _l("Ended by us"),
    }
)
