"""The phone's and the texts' part of the written list."""

from typing import Final

from helpline.doors import Role
from helpline.wall.words import (
    A_CODE_IS_KEYED,
    CALL,
    CALLS_TO_COUNT,
    CODE_UNSEEN,
    DESKS,
    FROM_MY_NUMBER,
    IN_MY_MAILBOX,
    KEYED_CODE,
    MINE,
    MINE_OR_ALL,
    OF_MY_CALL,
    OF_MY_CALLBACK,
    OF_MY_MAILBOX,
    TEXT_IN_CLEAR,
    THIS_CALL,
    THIS_LEG,
    TRY_IN_CLEAR,
    VOICEMAIL_FROM_OUTSIDE,
    D,
    I,
    Rule,
    S,
    U,
    of_desks,
    own_desk,
    to_desks,
)

PHONE: Final[dict[str, tuple[Rule, ...]]] = {
    "call": (
        Rule(Role.PUBLIC, (S, U), THIS_CALL),
        Rule(Role.PUBLIC, (I,)),
        *of_desks(S, I, U),
        Rule(Role.DANGER, (S, U), f"is_danger AND {MINE}"),
        Rule(Role.STAFF, (S,), columns=CALLS_TO_COUNT),
        Rule(Role.WORKER, (S, U, D), MINE_OR_ALL),
    ),
    "call_leg": (
        Rule(Role.PUBLIC, (S, U), THIS_LEG),
        *to_desks(S, I, U, rows=f"{MINE} AND {OF_MY_CALL}"),
        Rule(Role.DANGER, (S,), f"{MINE} AND (purpose = 'danger' OR {OF_MY_CALL})"),
        Rule(Role.DANGER, (I, U), f"purpose = 'danger' AND {MINE}"),
        Rule(Role.WORKER, (S, I, U, D), MINE_OR_ALL),
    ),
    "call_order": (
        Rule(Role.PUBLIC, (S,), f"{MINE} AND call_id::text = {CALL}"),
        Rule(Role.PUBLIC, (U,), f"{MINE} AND call_id::text = {CALL}", ("heard_at",)),
        *to_desks(S, I, rows=f"{MINE} AND {OF_MY_CALL}"),
        Rule(Role.DANGER, (S, I), f"{MINE} AND {OF_MY_CALL}"),
        Rule(Role.WORKER, (S, U, D), MINE_OR_ALL),
    ),
    "callback_try": (
        Rule(Role.PUBLIC, (S,), f"{MINE} AND {OF_MY_CALL}", TRY_IN_CLEAR),
        Rule(Role.PUBLIC, (U,), f"{MINE} AND {OF_MY_CALL}", ("state", "outcome")),
        *of_desks(I, D),
        *(Rule(role, (S,), own_desk(role), TRY_IN_CLEAR) for role in DESKS),
        *(Rule(role, (U,), own_desk(role), ("outcome",)) for role in DESKS),
        Rule(Role.WORKER, (S, U, D), MINE_OR_ALL),
    ),
    "voicemail": (
        Rule(Role.PUBLIC, (S,), f"{MINE} AND {OF_MY_CALL}", VOICEMAIL_FROM_OUTSIDE),
        Rule(Role.PUBLIC, (I,), f"{MINE} AND {OF_MY_CALL}"),
        Rule(
            Role.PUBLIC,
            (U,),
            f"{MINE} AND {OF_MY_CALL}",
            ("state", "recording_ref", "seconds", "left_at"),
        ),
        *of_desks(S, I, U, D),
    ),
    "webhook_answer": (
        Rule(Role.PUBLIC, (S, I), f"{MINE} AND call_ref = {CALL}"),
        Rule(Role.PUBLIC, (U,), f"{MINE} AND call_ref = {CALL}", ("answer",)),
        Rule(Role.WORKER, (S, D), MINE_OR_ALL),
    ),
    "enquirer_text": (
        *of_desks(I, D),
        *(Rule(role, (S,), own_desk(role), TEXT_IN_CLEAR) for role in DESKS),
        *(
            Rule(role, (U,), own_desk(role), ("state", "address", "words", "ended_at"))
            for role in DESKS
        ),
        Rule(
            Role.PUBLIC,
            (S,),
            f"{MINE} AND (id::text = {CALL} OR {OF_MY_CALLBACK})",
            ("id", "operator", "desk", "callback_id", "is_reminder", "state"),
        ),
        Rule(Role.PUBLIC, (U,), f"{MINE} AND id::text = {CALL}", ("state",)),
        Rule(
            Role.PUBLIC,
            (U,),
            f"{MINE} AND {OF_MY_CALLBACK}",
            ("state", "address", "words", "ended_at"),
        ),
        Rule(Role.WORKER, (S, U, D), MINE_OR_ALL),
    ),
    "text_opt_out": (
        Rule(Role.PUBLIC, (S, D), f"{MINE} AND {FROM_MY_NUMBER}"),
        Rule(Role.PUBLIC, (I,)),
        *to_desks(S),
        Rule(Role.WORKER, (S, I, D), MINE_OR_ALL),
    ),
    "carrier_text": (
        Rule(Role.PUBLIC, (I,)),
        Rule(Role.WORKER, (S, I, D), MINE_OR_ALL),
    ),
    "phone_code": (
        Rule(Role.PUBLIC, (S, D), f"{MINE} AND ({KEYED_CODE} OR {OF_MY_MAILBOX})"),
        Rule(Role.PUBLIC, (I,), f"{MINE} AND {OF_MY_MAILBOX} AND {IN_MY_MAILBOX}"),
        *(Rule(role, (S,), own_desk(role), CODE_UNSEEN) for role in DESKS),
        *of_desks(D),
        Rule(Role.WORKER, (S,), MINE_OR_ALL, ("id", "operator", "expires_at")),
        Rule(Role.WORKER, (D,), MINE_OR_ALL),
    ),
    "code_guesses": (
        Rule(Role.PUBLIC, (S, I), f"{MINE} AND {A_CODE_IS_KEYED}"),
        Rule(Role.PUBLIC, (U,), f"{MINE} AND {A_CODE_IS_KEYED}", ("wrong",)),
        Rule(Role.WORKER, (S, D), MINE_OR_ALL),
    ),
}
