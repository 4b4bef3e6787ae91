"""The words that the wall is written in: whose rows, which columns."""

from dataclasses import dataclass
from typing import Final

from helpline.doors import Role

S, I, U, D = "SELECT", "INSERT", "UPDATE", "DELETE"  # noqa: E741  (read as columns of a table)

MINE: Final = "operator = current_setting('app.operator', true)"
MINE_OR_ALL: Final = "current_setting('app.operator', true) IN (operator, '*')"
MAILBOX: Final = "lookup = decode(nullif(current_setting('app.mailbox', true), ''), 'hex')"
CALL: Final = "nullif(current_setting('app.call', true), '')"
PARTNER: Final = "partner_id = nullif(current_setting('app.partner', true), '')::uuid"
# As arrays, which PostgreSQL looks up first: for IN it would read all contacts at every post.
IN_MY_MAILBOX: Final = "contact_id = ANY (ARRAY(SELECT id FROM contact))"
A_CODE_IS_KEYED: Final = "nullif(current_setting('app.mailbox', true), '') IS NOT NULL"
"""Only then is it counted, so only then is the count seen."""
OF_MY_MAILBOX: Final = "mailbox_id = ANY (ARRAY(SELECT id FROM mailbox))"
KEYED_CODE: Final = "code_hash = decode(nullif(current_setting('app.mailbox', true), ''), 'hex')"
OF_MY_CALL: Final = "call_id IN (SELECT id FROM call)"
OF_MY_CALLBACK: Final = "callback_id IN (SELECT id FROM callback)"
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


def own_desk(role: Role) -> str:
    return f"desk = '{role.value}' AND {MINE}"


def of_desks(*can: str) -> tuple[Rule, ...]:
    """Each desk, on the rows of its own desk."""
    return tuple(Rule(role, can, own_desk(role)) for role in DESKS)


def to_desks(*can: str, columns: tuple[str, ...] = (), rows: str = MINE) -> tuple[Rule, ...]:
    """Each desk, on every row of the operator."""
    return tuple(Rule(role, can, rows, columns) for role in DESKS)


COLLEAGUE: Final = (
    "id", "operator", "username", "display_name", "desks", "languages", "is_supervisor",
)  # fmt: skip
REACHABLE: Final = (
    *COLLEAGUE, "ring_address", "rings", "browser_until", "rested_until", "text_number",
    "mail_address", "gender", "organisation", "disabled_at",
)  # fmt: skip
AT_WORK: Final = ("id", "operator", "account_id", "desk", "started_at", "seen_at", "ended_at")
SIGN_IN: Final = ("failed_sign_ins", "wait_until")
STAFF_CHANGES: Final = (*SIGN_IN, "password_hash", "rings", "browser_until", "rested_until")
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
SENT_FROM_OUTSIDE: Final = ("id", "operator", "contact_id", "desk", "kind", "written_at")
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
CODE_UNSEEN: Final = ("id", "operator", "contact_id", "desk")
CALLS_TO_COUNT: Final = (
    "id", "operator", "language", "desk", "state", "started_at", "ended_at", "ending", "marked",
)  # fmt: skip
ANNOUNCED: Final = ("id", "operator", "words", "begun_at", "ends_at", "ended_at")
SURGE_FROM_OUTSIDE: Final = ("id", "operator", "level", "begun_at", "ends_at", "ended_at")
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
