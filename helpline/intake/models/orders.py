"""What a handler asks for during a call, and how far it is."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from helpline.db import Model, Owned


class OrderKind(StrEnum):
    HOLD = "hold"
    UNHOLD = "unhold"
    CONSULT = "consult"
    """The caller is put on hold, and somebody is rung to speak with the handler first."""
    BRING_IN = "bring_in"
    """Somebody is rung into the talk."""
    TOGETHER = "together"
    """After consulting: the caller is back, and all hear one another."""
    TAKE_OUT = "take_out"
    LEAVE = "leave"
    """The handler goes; the caller stays with whoever was brought in."""
    LISTEN = "listen"
    WHISPER = "whisper"
    """A supervisor speaks to the handler, and the caller does not hear it."""


class ThirdKind(StrEnum):
    """Who may be brought into a call."""

    INTERPRETER = "interpreter"
    COLLEAGUE = "colleague"
    SERVICE = "service"
    POLICE = "police"


class OrderState(StrEnum):
    ASKED = "asked"
    UNDER_WAY = "under_way"
    """The carrier was asked; somebody's phone rings, or soon will."""
    DONE = "done"
    FAILED = "failed"


class OrderOutcome(StrEnum):
    """Why it did not come to pass."""

    BUSY = "busy"
    NO_ANSWER = "no_answer"
    DECLINED = "declined"
    NO_KEY = "no_key"
    """Something picked up and pressed nothing, as a voicemail does."""
    NO_PHONE = "no_phone"
    """We know of no phone to ring."""
    UNREACHED = "unreached"
    """The carrier could not ring it."""
    STOPPED = "stopped"
    """The handler called it off."""
    CARRIER = "carrier"
    """The carrier failed again and again."""
    GONE = "gone"
    """Whom it was about was not in the call any more."""
    UNHEARD = "unheard"
    """The caller could not be told, so nobody listens."""


class CallOrder(Owned, Model):
    """One wish of a handler during a call. No word of what is said, and no number."""

    __tablename__ = "call_order"

    call_id: Mapped[UUID] = mapped_column(ForeignKey("call.id", ondelete="CASCADE"), index=True)
    leg_id: Mapped[UUID]
    """The handler's leg: when it is gone, so is the wish."""
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    kind: Mapped[OrderKind]
    third: Mapped[ThirdKind | None]
    third_ref: Mapped[str | None] = mapped_column(String(140))
    """An account, a service, or the name of an interpreter: where the number is looked up."""
    third_name: Mapped[str | None] = mapped_column(String(200))
    third_leg_id: Mapped[UUID | None]
    """Whose phone rings for this, or who is taken out."""
    is_agreed: Mapped[bool] = mapped_column(default=False)
    """The caller said yes to the third hearing them. Only danger goes without."""
    state: Mapped[OrderState] = mapped_column(default=OrderState.ASKED)
    outcome: Mapped[OrderOutcome | None]
    tries: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime]
    heard_at: Mapped[datetime | None]
    """When the carrier fetched the words that tell the caller of a listener."""
    ended_at: Mapped[datetime | None]
