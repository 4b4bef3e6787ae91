"""Questions from professionals. No field here takes a person: there is no file to build."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from helpline.db import Model, Owned


class Question(Owned, Model):
    """What an adviser notes about a question: codes for the figures. Its id is the contact's."""

    __tablename__ = "advice_question"

    profession: Mapped[str]
    topic: Mapped[str]
    setting: Mapped[str]
    noted_by: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    noted_at: Mapped[datetime]
