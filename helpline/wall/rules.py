"""The written list. What is not in it, nobody may do; a table that is missing fails a test.

Read a line as: this role may do these things, to these rows, in these columns.
"""

from dataclasses import dataclass
from typing import Final

from helpline.doors import Role

S, I, U, D = "SELECT", "INSERT", "UPDATE", "DELETE"  # noqa: E741  (read as columns of a table)

MINE: Final = "operator = current_setting('app.operator', true)"
MINE_OR_ALL: Final = "current_setting('app.operator', true) IN (operator, '*')"
MAILBOX: Final = "lookup = decode(nullif(current_setting('app.mailbox', true), ''), 'hex')"
CALL: Final = "nullif(current_setting('app.call', true), '')"
PARTNER: Final = "partner_id = nullif(current_setting('app.partner', true), '')::uuid"
IN_MY_MAILBOX: Final = "contact_id IN (SELECT id FROM contact)"
OF_MY_CALL: Final = "call_id IN (SELECT id FROM call)"
FROM_MY_NUMBER: Final = f"encode(number_hash, 'hex') = ANY (string_to_array({CALL}, ','))"
"""A text names the keyed hash of its sender: one for each key that is in use."""
DESKS: Final = (Role.HOTLINE, Role.ADVICE, Role.SUPPORT)


@dataclass(frozen=True, slots=True)
class Rule:
    """One role's right to one table."""

    role: Role
    can: tuple[str, ...]
    rows: str = MINE
    columns: tuple[str, ...] = ()
    """Only these columns; empty means all."""


def _own_desk(role: Role) -> str:
    return f"desk = '{role.value}' AND {MINE}"


def _of_desks(*can: str) -> tuple[Rule, ...]:
    """Each desk, on the rows of its own desk."""
    return tuple(Rule(role, can, _own_desk(role)) for role in DESKS)


def _to_desks(*can: str, columns: tuple[str, ...] = (), rows: str = MINE) -> tuple[Rule, ...]:
    """Each desk, on every row of the operator."""
    return tuple(Rule(role, can, rows, columns) for role in DESKS)


COLLEAGUE: Final = (
    "id", "operator", "username", "display_name", "desks", "languages", "is_supervisor",
)  # fmt: skip
REACHABLE: Final = (
    *COLLEAGUE, "ring_address", "rings", "browser_until", "text_number", "mail_address",
    "gender", "organisation", "disabled_at",
)  # fmt: skip
AT_WORK: Final = ("id", "operator", "account_id", "desk", "started_at", "seen_at", "ended_at")
SIGN_IN: Final = ("failed_sign_ins", "wait_until")
RED_BAR: Final = (
    "id", "operator", "state", "raised_at", "is_drill", "accepted_by", "accepted_at",
    "ending", "ended_at", "ended_by", "second_by", "second_at", "reviewed_at",
)  # fmt: skip
CONTACT_FROM_OUTSIDE: Final = (
    "id", "operator", "desk", "channel", "language", "wish", "state", "received_at",
    "last_activity_at", "closed_at", "held_until", "mailbox_id", "thread_for_mailbox",
    "desk_key_id",
)  # fmt: skip
VOICEMAIL_FROM_OUTSIDE: Final = (
    "id", "operator", "desk", "contact_id", "call_id", "state", "recording_ref", "seconds",
    "left_at",
)  # fmt: skip
REFERRAL_FOR_PARTNER: Final = (
    "id", "operator", "partner_id", "service_id", "service_name", "state", "made_at",
    "changed_at", "decline_code",
)  # fmt: skip
ON_ITS_WAY: Final = (
    "id", "operator", "medium", "template", "subject_id", "is_danger", "state", "tries",
    "created_at", "ended_at",
)  # fmt: skip
TRY_IN_CLEAR: Final = (
    "id", "operator", "contact_id", "desk", "callback_id", "account_id", "call_id", "leg_id",
    "state", "outcome", "started_at", "ended_at",
)  # fmt: skip
TEXT_IN_CLEAR: Final = (
    "id", "operator", "desk", "contact_id", "callback_id", "author_id", "is_reminder", "state",
    "created_at", "due_at", "ended_at",
)  # fmt: skip
STILL_OPEN: Final = (
    f"{PARTNER} AND {MINE} AND closed_at IS NULL AND (consent_id IS NULL OR EXISTS"
    " (SELECT 1 FROM consent c WHERE c.id = consent_id AND c.withdrawn_at IS NULL))"
)
THIS_CALL: Final = (
    f"{MINE} AND (carrier_ref = {CALL} OR id::text = {CALL}"
    " OR id IN (SELECT call_id FROM call_leg))"
)
THIS_LEG: Final = (
    f"{MINE} AND (carrier_ref = {CALL} OR id::text = {CALL} OR call_id::text = {CALL})"
)

WALL: Final[dict[str, tuple[Rule, ...]]] = {
    # people
    "account": (
        Rule(Role.STAFF, (S,)),
        Rule(Role.STAFF, (U,), columns=(*SIGN_IN, "password_hash", "rings", "browser_until")),
        *_to_desks(S, columns=COLLEAGUE),
        Rule(Role.DANGER, (S,), columns=REACHABLE),
        Rule(Role.WORKER, (S,), MINE_OR_ALL, REACHABLE),
    ),
    "staff_session": (
        Rule(Role.STAFF, (S, I, U)),
        Rule(Role.WORKER, (S,), MINE_OR_ALL, AT_WORK),
    ),
    "shift": (
        Rule(Role.STAFF, (S, I, U)),
        *_to_desks(S),
        Rule(Role.DANGER, (S,)),
        Rule(Role.WORKER, (S,), MINE_OR_ALL),
    ),
    # what is owed, what was done
    "obligation": (
        Rule(Role.PUBLIC, (I,)),
        Rule(Role.PARTNER, (I,)),
        Rule(Role.STAFF, (S, I)),
        Rule(Role.STAFF, (U,), columns=("acknowledged_by", "acknowledged_at")),
        *_of_desks(S, U),
        *_to_desks(I),
        Rule(Role.DANGER, (S, U), f"desk = 'danger' AND {MINE}"),
        Rule(Role.DANGER, (I,)),
        Rule(Role.WORKER, (S, I, U, D), MINE_OR_ALL),
    ),
    "audit_entry": (
        *(Rule(role, (I,)) for role in Role if role is not Role.STAFF),
        Rule(Role.STAFF, (S, I)),
    ),
    "outgoing": (
        *(Rule(role, (I,)) for role in (*DESKS, Role.DANGER, Role.STAFF)),
        Rule(Role.DANGER, (S,), f"is_danger AND {MINE}", ON_ITS_WAY),
        Rule(Role.PUBLIC, (S, U), f"{MINE} AND id::text = {CALL}", ("id", "operator", "state")),
        Rule(Role.STAFF, (S,), columns=ON_ITS_WAY),
        Rule(Role.STAFF, (U,), columns=("state", "ended_at")),
        Rule(Role.WORKER, (S, I, U, D), MINE_OR_ALL),
    ),
    # the door
    "mailbox": (
        Rule(Role.PUBLIC, (S,), f"{MAILBOX} AND {MINE}"),
        Rule(Role.PUBLIC, (I,)),
        Rule(Role.PUBLIC, (U,), f"{MAILBOX} AND {MINE}", ("deletion_asked_at",)),
        *_to_desks(
            S,
            columns=("id", "operator", "public_key", "deletion_asked_at"),
            rows=f"{MINE} AND id IN (SELECT mailbox_id FROM contact)",
        ),
        Rule(Role.WORKER, (S,), MINE_OR_ALL, ("id", "operator", "created_at", "deletion_asked_at")),
        Rule(Role.WORKER, (D,), MINE_OR_ALL),
    ),
    "contact": (
        Rule(
            Role.PUBLIC,
            (S,),
            f"{MINE} AND mailbox_id IN (SELECT id FROM mailbox)",
            CONTACT_FROM_OUTSIDE,
        ),
        Rule(Role.PUBLIC, (I,)),
        Rule(
            Role.PUBLIC,
            (U,),
            f"{MINE} AND mailbox_id IN (SELECT id FROM mailbox)",
            ("state", "last_activity_at", "closed_at"),
        ),
        *_of_desks(S, U),
        *_to_desks(I),
    ),
    "message": (
        Rule(Role.PUBLIC, (S,), f"{MINE} AND {IN_MY_MAILBOX}"),
        Rule(
            Role.PUBLIC,
            (I,),
            f"{MINE} AND NOT from_us"
            f" AND ({IN_MY_MAILBOX} OR contact_id IN (SELECT contact_id FROM callback))",
        ),
        Rule(Role.PUBLIC, (U,), f"{MINE} AND from_us AND {IN_MY_MAILBOX}", ("read_at",)),
        *_of_desks(S, U, D),
        *_to_desks(I),
    ),
    "note": _of_desks(S, I, D),
    "callback": (
        Rule(Role.PUBLIC, (S,), f"{MINE} AND {IN_MY_MAILBOX}"),
        Rule(
            Role.PUBLIC,
            (S,),
            f"{MINE} AND texts_allowed AND {FROM_MY_NUMBER}",
        ),
        Rule(
            Role.PUBLIC,
            (I,),
            f"{MINE} AND ({IN_MY_MAILBOX} OR contact_id IN (SELECT contact_id FROM call))",
        ),
        Rule(
            Role.PUBLIC,
            (U,),
            f"{MINE} AND {IN_MY_MAILBOX}",
            ("state", "number", "name_to_say", "code_word", "number_hash", "ended_at"),
        ),
        *_of_desks(S, I, U, D),
    ),
    "callback_try": (
        Rule(Role.PUBLIC, (S,), f"{MINE} AND {OF_MY_CALL}", TRY_IN_CLEAR),
        Rule(Role.PUBLIC, (U,), f"{MINE} AND {OF_MY_CALL}", ("state", "outcome")),
        *_of_desks(I, D),
        *(Rule(role, (S,), _own_desk(role), TRY_IN_CLEAR) for role in DESKS),
        *(Rule(role, (U,), _own_desk(role), ("outcome",)) for role in DESKS),
        Rule(Role.WORKER, (S, U, D), MINE_OR_ALL),
    ),
    "enquirer_text": (
        *_of_desks(I, D),
        *(Rule(role, (S,), _own_desk(role), TEXT_IN_CLEAR) for role in DESKS),
        *(
            Rule(role, (U,), _own_desk(role), ("state", "address", "words", "ended_at"))
            for role in DESKS
        ),
        Rule(
            Role.PUBLIC,
            (S,),
            f"{MINE} AND id::text = {CALL}",
            ("id", "operator", "desk", "state"),
        ),
        Rule(Role.PUBLIC, (U,), f"{MINE} AND id::text = {CALL}", ("state",)),
        Rule(Role.WORKER, (S, U, D), MINE_OR_ALL),
    ),
    "text_opt_out": (
        Rule(Role.PUBLIC, (S, D), f"{MINE} AND {FROM_MY_NUMBER}"),
        Rule(Role.PUBLIC, (I,)),
        *_to_desks(S),
        Rule(Role.WORKER, (S, I, D), MINE_OR_ALL),
    ),
    "carrier_text": (
        Rule(Role.PUBLIC, (I,)),
        Rule(Role.WORKER, (S, I, D), MINE_OR_ALL),
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
        *_of_desks(S, U, D),
    ),
    "erasure": (
        *_of_desks(S, I),
        Rule(Role.DANGER, (S, I), f"desk = 'danger' AND {MINE}"),
    ),
    "call": (
        Rule(Role.PUBLIC, (S, U), THIS_CALL),
        Rule(Role.PUBLIC, (I,)),
        *_of_desks(S, I, U),
        Rule(Role.DANGER, (S, U), f"is_danger AND {MINE}"),
        Rule(Role.WORKER, (S, U, D), MINE_OR_ALL),
    ),
    "call_leg": (
        Rule(Role.PUBLIC, (S, U), THIS_LEG),
        *_to_desks(S, U, rows=f"{MINE} AND {OF_MY_CALL}"),
        *_to_desks(I),
        Rule(Role.DANGER, (S,), f"{MINE} AND (purpose = 'danger' OR {OF_MY_CALL})"),
        Rule(Role.DANGER, (I, U), f"purpose = 'danger' AND {MINE}"),
        Rule(Role.WORKER, (S, I, U, D), MINE_OR_ALL),
    ),
    "call_order": (
        Rule(Role.PUBLIC, (S,), f"{MINE} AND call_id::text = {CALL}"),
        Rule(Role.PUBLIC, (U,), f"{MINE} AND call_id::text = {CALL}", ("heard_at",)),
        *_to_desks(S, I, rows=f"{MINE} AND {OF_MY_CALL}"),
        Rule(Role.DANGER, (S, I), f"{MINE} AND {OF_MY_CALL}"),
        Rule(Role.WORKER, (S, U, D), MINE_OR_ALL),
    ),
    "webhook_answer": (
        Rule(Role.PUBLIC, (S, I), f"{MINE} AND call_ref = {CALL}"),
        Rule(Role.PUBLIC, (U,), f"{MINE} AND call_ref = {CALL}", ("answer",)),
        Rule(Role.WORKER, (S, D), MINE_OR_ALL),
    ),
    # danger
    "danger_declaration": (
        *(Rule(role, (I,)) for role in (Role.PUBLIC, Role.STAFF)),
        *_to_desks(I),
        Rule(Role.DANGER, (S, I, U)),
    ),
    "danger": (
        *(Rule(role, (I,)) for role in (Role.PUBLIC, Role.STAFF)),
        *_to_desks(I),
        *_to_desks(S, columns=RED_BAR),
        Rule(Role.STAFF, (S,), columns=RED_BAR),
        Rule(Role.DANGER, (S, I, U)),
    ),
    "danger_note": (Rule(Role.DANGER, (S, I, D)),),
    "ladder_step": (Rule(Role.DANGER, (S, I, U, D)),),
    # the three desks
    "hotline_signal": (Rule(Role.HOTLINE, (S, I, U, D)),),
    "hotline_observation": (Rule(Role.HOTLINE, (S, I, U, D)),),
    "hotline_weighing": (Rule(Role.HOTLINE, (S, I, D)),),
    "hotline_asked": (Rule(Role.HOTLINE, (S, I, D)),),
    "hotline_disclosure": (Rule(Role.HOTLINE, (S, I, U, D)),),
    "advice_question": (Rule(Role.ADVICE, (S, I, U, D)),),
    "support_clearing": (Rule(Role.SUPPORT, (S, I, U, D)),),
    "support_referral_wanted": (Rule(Role.SUPPORT, (S, I, U, D)),),
    # partners
    "partner": (
        *(Rule(role, (S,)) for role in (Role.STAFF, Role.SUPPORT, Role.HOTLINE, Role.DANGER)),
        Rule(Role.WORKER, (S,), MINE_OR_ALL),
        Rule(Role.PARTNER, (S,), "id = nullif(current_setting('app.partner', true), '')::uuid"),
    ),
    "service": (
        Rule(Role.SUPPORT, (S,)),
        Rule(Role.PARTNER, (S,), f"{PARTNER} AND {MINE}"),
        Rule(Role.PARTNER, (U,), f"{PARTNER} AND {MINE}", ("capacity", "waiting_days")),
    ),
    "agreement": tuple(Rule(role, (S,)) for role in (Role.SUPPORT, Role.HOTLINE, Role.DANGER)),
    "consent": (
        Rule(Role.SUPPORT, (S, I, U, D)),
        Rule(Role.PUBLIC, (S,), f"{MINE} AND {IN_MY_MAILBOX}"),
        Rule(Role.PUBLIC, (U,), f"{MINE} AND {IN_MY_MAILBOX}", ("withdrawn_at",)),
        Rule(
            Role.PARTNER,
            (S,),
            f"{PARTNER} AND {MINE}",
            ("id", "operator", "partner_id", "withdrawn_at", "until", "what"),
        ),
    ),
    "referral": (
        Rule(Role.SUPPORT, (S, I, U, D)),
        Rule(Role.PUBLIC, (S,), f"{MINE} AND {IN_MY_MAILBOX}"),
        Rule(Role.PARTNER, (S,), f"{PARTNER} AND {MINE}", REFERRAL_FOR_PARTNER),
        Rule(
            Role.PARTNER,
            (U,),
            f"{PARTNER} AND {MINE}",
            ("state", "changed_at", "decline_code"),
        ),
    ),
    "package": (
        *(
            Rule(role, (S, I, U, D), f"origin = '{role.value}' AND {MINE}")
            for role in (Role.SUPPORT, Role.HOTLINE, Role.DANGER)
        ),
        Rule(Role.PARTNER, (S,), STILL_OPEN),
        Rule(Role.PARTNER, (U,), STILL_OPEN, ("opened_at", "acknowledged_at")),
    ),
    "partner_report": (
        *(
            Rule(role, (S, D), f"origin = '{role.value}' AND {MINE}")
            for role in (Role.SUPPORT, Role.HOTLINE, Role.DANGER)
        ),
        Rule(Role.PARTNER, (S, I), f"{PARTNER} AND {MINE}"),
    ),
    "partner_account": (
        Rule(Role.PARTNER, (S,)),
        Rule(Role.PARTNER, (U,), columns=(*SIGN_IN, "password_hash")),
    ),
    "partner_session": (Rule(Role.PARTNER, (S, I, U)),),
}
