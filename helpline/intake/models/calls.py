"""The flow of a call: states and references, never a number, never a word."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from helpline.db import Model, Owned
from helpline.doors import Desk


class CallState(StrEnum):
    MENU = "menu"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    """A handler said yes; the two are being joined."""
    TALKING = "talking"
    ENDED = "ended"


class Call(Owned, Model):
    """One caller on the line."""

    __tablename__ = "call"

    carrier_ref: Mapped[str] = mapped_column(String(140), unique=True)
    room: Mapped[str] = mapped_column(unique=True)
    """The opaque name of its queue and its conference."""
    language: Mapped[str | None] = mapped_column(String(8))
    desk: Mapped[Desk | None] = mapped_column(index=True)
    wish: Mapped[str | None]
    state: Mapped[CallState] = mapped_column(default=CallState.MENU, index=True)
    notice_version: Mapped[str | None]
    contact_id: Mapped[UUID | None] = mapped_column(ForeignKey("contact.id"))
    is_danger: Mapped[bool] = mapped_column(default=False)
    accepted_leg_id: Mapped[UUID | None]
    """First accept wins: set once, by compare-and-set."""
    started_at: Mapped[datetime]
    waiting_since: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ending: Mapped[str | None]
    """How it ended: talked, quiet_exit, hung_up, nobody, callback, silent."""


class LegPurpose(StrEnum):
    HANDLER = "handler"
    DANGER = "danger"
    CALLBACK = "callback"


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
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    """Nobody: the police contact, where the policy lets the danger ladder reach it."""
    purpose: Mapped[LegPurpose]
    language: Mapped[str] = mapped_column(String(8))
    carrier_ref: Mapped[str | None] = mapped_column(String(140), unique=True)
    state: Mapped[LegState] = mapped_column(default=LegState.OWED)
    sequence: Mapped[int] = mapped_column(default=-1)
    """The newest status callback seen; older ones change nothing."""
    created_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class WebhookAnswer(Owned, Model):
    """What we answered a webhook: the same request gets the same answer and does nothing twice."""

    __tablename__ = "webhook_answer"

    key: Mapped[str] = mapped_column(String(200), unique=True)
    call_ref: Mapped[str] = mapped_column(String(140), index=True)
    answer: Mapped[str] = mapped_column(Text)
    answered_at: Mapped[datetime]
