"""The door: calls, forms and the mailbox. Everything else learns of a contact from here."""

from helpline.intake.calls.queries import CallNow, call_of
from helpline.intake.models import (
    Call,
    Callback,
    CallLeg,
    CallOrder,
    Channel,
    Contact,
    ContactState,
    DangerDeclaration,
    DangerSource,
    Mailbox,
    Message,
    Note,
)
