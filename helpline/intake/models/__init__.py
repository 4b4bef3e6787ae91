"""What the door remembers: contacts and their words, mailboxes, calls, danger declared."""

from helpline.intake.models.calls import (
    Call,
    CallLeg,
    CallState,
    LegPurpose,
    LegState,
    WebhookAnswer,
)
from helpline.intake.models.contact import (
    Callback,
    CallbackState,
    Channel,
    Contact,
    ContactState,
    Erasure,
    Mailbox,
    Message,
    Note,
)
from helpline.intake.models.danger import DangerDeclaration, DangerSource
