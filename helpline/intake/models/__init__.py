"""What the door remembers: contacts and their words, mailboxes, calls, danger declared."""

from helpline.intake.models.attachment import Attachment, SentKind
from helpline.intake.models.calls import (
    Answerers,
    Call,
    CallLeg,
    CallState,
    CameBack,
    LegPurpose,
    LegState,
    NotACase,
    Scene,
    WebhookAnswer,
)
from helpline.intake.models.contact import (
    Callback,
    CallbackState,
    CallbackTry,
    Channel,
    Contact,
    ContactState,
    Erasure,
    Mailbox,
    Message,
    Note,
    TryOutcome,
    TryState,
)
from helpline.intake.models.danger import DangerDeclaration, DangerSource
from helpline.intake.models.for_a_time import Announcement, ForATime, Surge
from helpline.intake.models.orders import (
    CallOrder,
    OrderKind,
    OrderOutcome,
    OrderState,
    ThirdKind,
)
from helpline.intake.models.phone_code import CodeGuesses, PhoneCode
from helpline.intake.models.voicemail import Voicemail, VoicemailState
