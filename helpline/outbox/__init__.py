"""Obligations: what is owed, kept in PostgreSQL until it is done; RQ only does the work."""

from helpline.outbox.actions import (
    HOUSE,
    Again,
    Duty,
    Wiring,
    acknowledge,
    announce,
    cancel,
    init_app,
    is_acknowledged,
    is_owed,
    owe,
)
from helpline.outbox.events import Event
from helpline.outbox.models import Obligation
