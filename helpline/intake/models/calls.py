"""The flow of a call: states and references, never a number, never a word."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from helpline.db import Model, Owned
from helpline.doors import Desk
from helpline.intake.models.orders import ThirdKind
from helpline.people.models import Gender


class CallState(StrEnum):
    MENU = "menu"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    """A handler said yes; the two are being joined."""
    TALKING = "talking"
    CALLING_BACK = "calling_back"
    """We ring them, as we promised: our own person first."""
    ENDED = "ended"


class Scene(StrEnum):
    """Where in the conversation with the machine a caller is."""

    LANGUAGE = "language"
    DESK = "desk"
    WAITING = "waiting"
    OFFER = "offer"
    """Nobody is there, or nobody came: a callback, the web form, or waiting on."""
    DANGER = "danger"
    """The emergency number was said; a second key would call us."""
    AFTER = "after"
    """The person they talked with has left."""
    CODE = "code"
    """The short code from our web page is being keyed."""
    RECEIPT_RISK = "receipt_risk"
    """They were told what keying a receipt gives away."""
    RECEIPT = "receipt"
    GENDER = "gender"
    """With whom they would rather talk."""
    ORGANISATION = "organisation"
    UNMATCHED = "unmatched"
    """There are people, and none whom they asked for."""
    WHEN = "when"
    """When they want to be called back."""
    WHICH_NUMBER = "which_number"
    NUMBER = "number"
    """Another number is being keyed."""
    NUMBER_CHECK = "number_check"
    """It is read back to them."""
    VOICEMAIL = "voicemail"


class Answerers(StrEnum):
    """What was found when somebody was looked for who could take the call."""

    RUNG = "rung"
    BUSY = "busy"
    """There are some, and all of them talk or are being rung."""
    NOBODY = "nobody"
    """Nobody on duty at this desk speaks the language."""
    UNMATCHED = "unmatched"
    """Some do, and none of them is whom the caller asked for."""


class CameBack(StrEnum):
    """What a caller keyed to go on with an earlier contact."""

    CODE = "code"
    RECEIPT = "receipt"


class NotACase(StrEnum):
    """What a call turned out to be that is nobody's worry (R27)."""

    SILENT = "silent"
    WRONG_NUMBER = "wrong_number"
    PRANK = "prank"
    ABUSE = "abuse"
    THANKS = "thanks"
    COMPLAINT = "complaint"


class Call(Owned, Model):
    """One caller on the line."""

    __tablename__ = "call"

    carrier_ref: Mapped[str] = mapped_column(String(140), unique=True)
    room: Mapped[str] = mapped_column(unique=True)
    """The opaque name of its queue and its conference."""
    line: Mapped[str | None] = mapped_column(String(16))
    """Our own number that was dialled, where the policy knows it."""
    language: Mapped[str | None] = mapped_column(String(8))
    desk: Mapped[Desk | None] = mapped_column(index=True)
    wish: Mapped[str | None]
    wanted_gender: Mapped[Gender | None]
    wanted_organisation: Mapped[str | None] = mapped_column(String(60))
    """Slug of the one whose people they would rather talk with."""
    refused_organisation: Mapped[str | None] = mapped_column(String(60))
    """Slug of the one whose people they would rather not talk with."""
    waits_for_wish: Mapped[bool] = mapped_column(default=False)
    """They know that nobody of that kind is free, and wait all the same."""
    state: Mapped[CallState] = mapped_column(default=CallState.MENU, index=True)
    scene: Mapped[Scene] = mapped_column(default=Scene.LANGUAGE)
    back_to: Mapped[Scene | None]
    """Where they return to from the question whether there is danger."""
    step: Mapped[int] = mapped_column(default=0)
    """Counts the entries they made; each is asked for at an address of its own."""
    tries: Mapped[int] = mapped_column(default=0)
    """Entries at this scene that meant nothing."""
    page: Mapped[int] = mapped_column(default=0)
    """Of the language menu."""
    has_keyed: Mapped[bool] = mapped_column(default=False)
    """Any key at all: a call without one that ends in the menus is nobody's contact (R27)."""
    came_back_by: Mapped[CameBack | None]
    wrong_codes: Mapped[int] = mapped_column(default=0)
    """Entries that opened no earlier contact: not more than a few in one call."""
    call_at: Mapped[datetime | None]
    """The time they chose for a callback, until it is agreed."""
    typed: Mapped[str | None] = mapped_column(Text)
    """A number that was keyed and is read back to them: sealed with the public face's own
    secret, for minutes, and gone with the answer or the call."""
    notice_version: Mapped[str | None]
    contact_id: Mapped[UUID | None] = mapped_column(ForeignKey("contact.id"))
    is_danger: Mapped[bool] = mapped_column(default=False)
    accepted_leg_id: Mapped[UUID | None]
    """First accept wins: set once, by compare-and-set."""
    started_at: Mapped[datetime]
    waiting_since: Mapped[datetime | None]
    patient_until: Mapped[datetime | None]
    """From then on they are told that nobody came, and offered something else."""
    answerers: Mapped[Answerers | None]
    """Unknown until somebody was looked for."""
    ahead: Mapped[int] = mapped_column(default=0)
    """How many waited before them, for the same desk and language, when last counted."""
    usual_minutes: Mapped[int | None]
    """How long callers usually wait here, where enough have lately done so to say."""
    joined_at: Mapped[datetime | None]
    conference: Mapped[str | None]
    """The opaque name of the conference they are brought to; a new one for each handler."""
    conference_ref: Mapped[str | None] = mapped_column(String(140))
    """The carrier's, once it has told us."""
    conference_order: Mapped[int] = mapped_column(default=-1)
    """The newest event about the caller in there; older ones change nothing."""
    is_held: Mapped[bool] = mapped_column(default=False)
    """What the carrier last did or said."""
    hold_wanted: Mapped[bool] = mapped_column(default=False)
    """What the handler last wished; the two are brought together."""
    held_since: Mapped[datetime | None]
    rings_first_id: Mapped[UUID | None]
    """Whoever was cut off from them: rung before all others for a while."""
    rings_first_until: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ending: Mapped[str | None]
    """How it ended: talked, quiet_exit, hung_up, nobody, callback, voicemail, silent."""
    marked: Mapped[NotACase | None]
    """What a handler says that it was."""
    forgetting_owed: Mapped[bool] = mapped_column(default=False)
    """The carrier's record of it is to be deleted: owed from then on, until it is gone."""


class LegPurpose(StrEnum):
    HANDLER = "handler"
    DANGER = "danger"
    CALLBACK = "callback"
    CONSULT = "consult"
    """Somebody whom the handler brings in."""
    LISTEN = "listen"
    """A supervisor who listens, or whispers to the handler."""


class LegState(StrEnum):
    OWED = "owed"
    RINGING = "ringing"
    ACCEPTED = "accepted"
    JOINED = "joined"
    ENDED = "ended"


class CallLeg(Owned, Model):
    """A phone of ours that rings for somebody. Its id in the webhook's path is the capability."""

    __tablename__ = "call_leg"

    call_id: Mapped[UUID | None] = mapped_column(ForeignKey("call.id"), index=True)
    danger_id: Mapped[UUID | None] = mapped_column(index=True)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    """Nobody: the police contact, where the policy lets the danger ladder reach it."""
    purpose: Mapped[LegPurpose]
    language: Mapped[str] = mapped_column(String(8))
    carrier_ref: Mapped[str | None] = mapped_column(String(140), unique=True)
    state: Mapped[LegState] = mapped_column(default=LegState.OWED)
    sequence: Mapped[int] = mapped_column(default=-1)
    """The newest status callback seen; older ones change nothing."""
    third: Mapped[ThirdKind | None]
    third_name: Mapped[str | None] = mapped_column(String(200))
    coaches: Mapped[str | None] = mapped_column(String(140))
    """The carrier's reference of the only leg that hears this one."""
    conference_order: Mapped[int] = mapped_column(default=-1)
    is_held: Mapped[bool] = mapped_column(default=False)
    is_muted: Mapped[bool] = mapped_column(default=False)
    is_sent_out: Mapped[bool] = mapped_column(default=False)
    """Taken out by us, so that leaving the conference means nothing else."""
    declined_at: Mapped[datetime | None]
    fate: Mapped[str | None]
    """The carrier's last word on it: busy, no_answer, failed, cancelled or completed."""
    created_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    joined_at: Mapped[datetime | None]
    """The carrier said so: in the conference."""
    left_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    rang_out: Mapped[bool] = mapped_column(default=False)
    """It rang to its end, or a machine picked up: nobody said yes or no."""
    forgetting_owed: Mapped[bool] = mapped_column(default=False)
    """As for a call: the carrier keeps a record of every leg."""


class WebhookAnswer(Owned, Model):
    """What we answered a webhook: the same request gets the same answer and does nothing twice."""

    __tablename__ = "webhook_answer"

    key: Mapped[str] = mapped_column(String(200), unique=True)
    call_ref: Mapped[str] = mapped_column(String(140), index=True)
    answer: Mapped[str] = mapped_column(Text)
    answered_at: Mapped[datetime]
