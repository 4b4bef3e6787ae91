"""The names of the clauses that a notice is made of."""

from enum import StrEnum
from typing import Final, Literal

Medium = Literal["web", "form", "phone"]
"""Where a notice is given: on the public pages, beside the form, on the phone."""


class Code(StrEnum):
    """One promise, or one warning, each."""

    EMERGENCY = "emergency"
    WHO = "who"
    POLICE_INSIDE = "police_inside"
    NO_NAME = "no_name"
    NO_RECORDING = "no_recording"
    VOICEMAIL = "voicemail"
    LISTENING = "listening"
    NO_ADDRESS = "no_address"
    NUMBER = "number"
    REPEAT_CALLERS = "repeat_callers"
    POLICE = "police"
    POLICE_FIRST = "police_first"
    POLICE_CLIMBS = "police_climbs"
    HOURS = "hours"
    CLOSED_DAYS = "closed_days"
    AFTER_HOURS = "after_hours"
    CALLBACK = "callback"
    FIRST_ANSWER = "first_answer"
    OUTCOME = "outcome"
    RECEIPT_KEYED = "receipt_keyed"
    KEPT_SUPPORT = "kept_support"
    KEPT_HOTLINE_UNFOUNDED = "kept_hotline_unfounded"
    KEPT_HOTLINE = "kept_hotline"
    KEPT_ADVICE = "kept_advice"
    KEPT_DANGER = "kept_danger"
    KEPT_CALL_DETAIL = "kept_call_detail"
    KEPT_BY_CARRIER = "kept_by_carrier"
    KEPT_DRAFT = "kept_draft"
    DELETION = "deletion"
    DESK_SUPPORT = "desk_support"
    DESK_HOTLINE = "desk_hotline"
    DESK_ADVICE = "desk_advice"
    REFERRAL = "referral"


NOT_BY_PHONE: Final = frozenset(
    {
        Code.NO_ADDRESS,
        Code.VOICEMAIL,
        Code.CLOSED_DAYS,
        Code.FIRST_ANSWER,
        Code.KEPT_DRAFT,
        Code.DESK_SUPPORT,
        Code.DESK_HOTLINE,
        Code.DESK_ADVICE,
    }
)
NOT_BESIDE_THE_FORM: Final = frozenset(
    {
        Code.NO_RECORDING,
        Code.VOICEMAIL,
        Code.LISTENING,
        Code.CLOSED_DAYS,
        Code.REPEAT_CALLERS,
        Code.RECEIPT_KEYED,
        Code.KEPT_CALL_DETAIL,
        Code.KEPT_BY_CARRIER,
        Code.DESK_SUPPORT,
        Code.DESK_HOTLINE,
        Code.DESK_ADVICE,
    }
)
SPOKEN_ALWAYS: Final = (
    Code.EMERGENCY,
    Code.WHO,
    Code.NO_NAME,
    Code.NO_RECORDING,
    Code.POLICE,
    Code.HOURS,
    Code.AFTER_HOURS,
)
"""What no caller may miss (R20)."""
