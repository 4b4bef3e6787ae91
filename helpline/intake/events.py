"""What happened at the door."""

from dataclasses import dataclass

from helpline.outbox import Event


@dataclass(frozen=True, slots=True)
class ContactArrived(Event):
    """A new contact stands in a desk's queue. Subject: the contact."""


@dataclass(frozen=True, slots=True)
class EnquirerWrote(Event):
    """Somebody came back to their mailbox and wrote. Subject: the contact."""


@dataclass(frozen=True, slots=True)
class ReplyWritten(Event):
    """We answered. Subject: the contact."""


@dataclass(frozen=True, slots=True)
class ContactClosed(Event):
    """A contact was closed; its retention begins. Subject: the contact."""


@dataclass(frozen=True, slots=True)
class DeletionAsked(Event):
    """An enquirer wants everything deleted. Subject: the contact."""


@dataclass(frozen=True, slots=True)
class ContactErased(Event):
    """A contact's keys and words are destroyed at this moment. Subject: the contact.

    Rooms ahead that keep rows of their own about a contact (clearings, signals, questions,
    referrals) react AT_ONCE, through the door of the contact's desk, and delete them.
    """


@dataclass(frozen=True, slots=True)
class CallbackAsked(Event):
    """An enquirer wants to be called. Subject: the callback."""


@dataclass(frozen=True, slots=True)
class CallbackAgreed(Event):
    """A handler promised to call. Subject: the callback."""


@dataclass(frozen=True, slots=True)
class DangerDeclared(Event):
    """Somebody said that there is danger now. Subject: the declaration."""


@dataclass(frozen=True, slots=True)
class DangerSaidAgain(Event):
    """A caller whose danger we know of asks for us once more. Subject: the call."""


@dataclass(frozen=True, slots=True)
class CallWaiting(Event):
    """A caller waits for a handler of a desk. Subject: the call."""


@dataclass(frozen=True, slots=True)
class CallAccepted(Event):
    """A phone of ours was answered with yes. Subject: the leg."""


@dataclass(frozen=True, slots=True)
class CallEnded(Event):
    """The caller is gone. Subject: the call."""


@dataclass(frozen=True, slots=True)
class CallHandedOver(Event):
    """A handler left a caller with somebody they had brought in. Subject: the order to leave."""
