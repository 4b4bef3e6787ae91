"""The written list. What is not in it, nobody may do; a table that is missing fails a test.

Read a line as: this role may do these things, to these rows, in these columns.
"""

from typing import Final

from helpline.doors import Role
from helpline.wall.phone import PHONE
from helpline.wall.words import (
    ANNOUNCED,
    AT_WORK,
    CALL,
    COLLEAGUE,
    CONTACT_FROM_OUTSIDE,
    DESKS,
    FROM_MY_NUMBER,
    IN_MY_MAILBOX,
    MAILBOX,
    MINE,
    MINE_OR_ALL,
    OF_MY_MAILBOX,
    ON_ITS_WAY,
    PARTNER,
    REACHABLE,
    RED_BAR,
    REFERRAL_FOR_PARTNER,
    SENT_FROM_OUTSIDE,
    SIGN_IN,
    STAFF_CHANGES,
    STILL_OPEN,
    SURGE_FROM_OUTSIDE,
    D,
    I,
    Rule,
    S,
    U,
    of_desks,
    to_desks,
)

WALL: Final[dict[str, tuple[Rule, ...]]] = {
    # people
    "account": (
        Rule(Role.STAFF, (S,)),
        Rule(Role.STAFF, (U,), columns=STAFF_CHANGES),
        *to_desks(S, columns=COLLEAGUE),
        Rule(Role.DANGER, (S,), columns=REACHABLE),
        Rule(Role.WORKER, (S,), MINE_OR_ALL, REACHABLE),
        Rule(Role.WORKER, (U,), MINE_OR_ALL, ("rested_until",)),
    ),
    "staff_session": (
        Rule(Role.STAFF, (S, I, U)),
        Rule(Role.WORKER, (S,), MINE_OR_ALL, AT_WORK),
    ),
    "shift": (
        Rule(Role.STAFF, (S, I, U)),
        *to_desks(S),
        Rule(Role.DANGER, (S,)),
        Rule(Role.WORKER, (S,), MINE_OR_ALL),
    ),
    "surge": (
        Rule(Role.PUBLIC, (S,), columns=SURGE_FROM_OUTSIDE),
        Rule(Role.STAFF, (S, I)),
        Rule(Role.STAFF, (U,), columns=("ended_at", "ended_by")),
        *to_desks(S),
        Rule(Role.DANGER, (S,)),
    ),
    "announcement": (
        Rule(Role.PUBLIC, (S,), columns=ANNOUNCED),
        Rule(Role.STAFF, (S, I)),
        Rule(Role.STAFF, (U,), columns=("ended_at", "ended_by")),
    ),
    # what is owed, what was done
    "obligation": (
        Rule(Role.PUBLIC, (I,)),
        Rule(Role.PARTNER, (I,)),
        Rule(Role.STAFF, (S, I)),
        Rule(Role.STAFF, (U,), columns=("acknowledged_by", "acknowledged_at")),
        *of_desks(S, U),
        *to_desks(I),
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
        Rule(Role.PUBLIC, (U,), f"{MAILBOX} AND {MINE}", ("deletion_asked_at", "shut_at")),
        *to_desks(
            S,
            columns=("id", "operator", "public_key", "deletion_asked_at"),
            rows=f"{MINE} AND id IN (SELECT mailbox_id FROM contact)",
        ),
        Rule(Role.WORKER, (S,), MINE_OR_ALL, ("id", "operator", "created_at", "deletion_asked_at")),
        Rule(Role.WORKER, (D,), MINE_OR_ALL),
    ),
    "contact": (
        Rule(Role.PUBLIC, (S,), f"{MINE} AND {OF_MY_MAILBOX}", CONTACT_FROM_OUTSIDE),
        Rule(Role.PUBLIC, (I,)),
        Rule(
            Role.PUBLIC,
            (U,),
            f"{MINE} AND {OF_MY_MAILBOX}",
            ("state", "last_activity_at", "closed_at"),
        ),
        *of_desks(S, U),
        *to_desks(I),
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
        *of_desks(S, U, D),
        *to_desks(I),
    ),
    "note": of_desks(S, I, D),
    "attachment": (
        Rule(Role.PUBLIC, (S,), f"{MINE} AND {IN_MY_MAILBOX}", SENT_FROM_OUTSIDE),
        Rule(Role.PUBLIC, (I,), f"{MINE} AND {IN_MY_MAILBOX}"),
        *of_desks(S, D),
        *to_desks(I),
    ),
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
        *of_desks(S, I, U, D),
    ),
    "erasure": (
        *of_desks(S, I),
        Rule(Role.DANGER, (S, I), f"desk = 'danger' AND {MINE}"),
    ),
    **PHONE,
    # danger
    "danger_declaration": (
        *(Rule(role, (I,)) for role in (Role.PUBLIC, Role.STAFF)),
        *to_desks(I),
        Rule(Role.DANGER, (S, I, U)),
    ),
    "danger": (
        *(Rule(role, (I,)) for role in (Role.PUBLIC, Role.STAFF)),
        *to_desks(I),
        *to_desks(S, columns=RED_BAR),
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
