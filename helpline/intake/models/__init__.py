"""What the door remembers: contacts and their words, mailboxes, calls, danger declared."""

from helpline.intake.models.calls import (
    Answerers,
    Call,
    CallLeg,
    CallState,
    LegPurpose,
    LegState,
    Scene,
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
from helpline.intake.models.voicemail import Voicemail, VoicemailState
