"""Duties: fetching a message from the carrier, sealing it, and watching over its fate.

In the role of the desk that was chosen, by a process that has no key to open anything.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeVar
from uuid import UUID

from sqlalchemy import select

from helpline import audit
from helpline.clock import now
from helpline.db import db, transaction
from helpline.doors import Door, Role, current_door, through
from helpline.intake.calls.actions.voicemail import note_recording
from helpline.intake.models import Call, Contact, ContactState, Voicemail, VoicemailState
from helpline.messages import Letter, Medium, tell
from helpline.outbox import Again, cancel, is_acknowledged, is_owed, owe
from helpline.people import reachable_supervisors
from helpline.policy import current_policy
from helpline.providers import CallGone, CarrierRefused, current_carrier
from helpline.vault import ContentKey, place
from helpline.vault.current import current_public_keys

T = TypeVar("T")

DAY: Final = timedelta(days=1)
ANSWERED: Final = frozenset({ContactState.ANSWERED, ContactState.RETURNED, ContactState.CLOSED})
"""A message brings a contact back before us."""
MISSING: Final = frozenset({VoicemailState.EXPECTED, VoicemailState.LOST})


@dataclass(frozen=True, slots=True)
class _AtCarrier:
    """A recording that the carrier still has, as far as we know."""

    recording_ref: str
    is_wanted: bool
    """Not stored here yet, and its contact is not erased."""


def fetch(voicemail_id: UUID) -> None:
    """Have it here, sealed; only then is it deleted at the carrier. May run twice.

    What the carrier cannot give any more is lost, and is told.
    """
    with transaction():
        found = _at_carrier(voicemail_id)
    if found is None:
        return
    if found.is_wanted and not _fetched(voicemail_id, found.recording_ref):
        return
    _unless_gone(lambda: current_carrier().delete_recording(found.recording_ref))
    with transaction():
        _drop_if_erased(voicemail_id)


def miss(voicemail_id: UUID) -> Again | None:
    """The carrier has not said in time what came of it, or has it no more.

    Its report may be lost, so its own list of the call's recordings is looked at first. What is
    not in it stands before the supervisors until one of them has seen it, or it comes after all.
    """
    if _is_listed(voicemail_id):
        return None
    with transaction():
        begun_at = _note_lost(voicemail_id)
    if begun_at is None:
        return None
    _tell_supervisors(Letter("voicemail_lost", voicemail_id, occasion=begun_at.isoformat()))
    return Again(now() + DAY)


def watch_unheard(voicemail_id: UUID) -> Again | None:
    """Nobody has listened to it by the time by which a message is answered."""
    with transaction():
        voicemail = db.session.get(Voicemail, voicemail_id, populate_existing=True)
        if voicemail is None or voicemail.heard_at is not None:
            return None
        if _contact_of(voicemail).state is ContactState.ERASED:
            return None
    _tell_supervisors(Letter("unanswered", voicemail_id))
    return Again(now() + DAY)


def _is_listed(voicemail_id: UUID) -> bool:
    """Whether the carrier's own list says what came of it. Raises what makes the duty try again."""
    with transaction():
        call_ref = _call_of_missing(voicemail_id)
    if call_ref is None:
        return False
    try:
        reports = current_carrier().recordings_of(call_ref)
    except (CallGone, CarrierRefused):
        return False
    with transaction():
        for report in reports:
            note_recording(voicemail_id, report)
        return _call_of_missing(voicemail_id) is None


def _call_of_missing(voicemail_id: UUID) -> str | None:
    """The carrier's reference of the call; None where nothing is missing any more."""
    query = (
        select(Call.carrier_ref)
        .join(Voicemail, Voicemail.call_id == Call.id)
        .where(Voicemail.id == voicemail_id, Voicemail.state.in_(MISSING))
    )
    return db.session.scalar(query)


def _at_carrier(voicemail_id: UUID) -> _AtCarrier | None:
    voicemail = db.session.get(Voicemail, voicemail_id)
    if voicemail is None or voicemail.recording_ref is None:
        return None
    is_erased = _contact_of(voicemail).state is ContactState.ERASED
    is_wanted = voicemail.state is VoicemailState.REPORTED and not is_erased
    return _AtCarrier(voicemail.recording_ref, is_wanted)


def _fetched(voicemail_id: UUID, recording_ref: str) -> bool:
    """Whether the carrier's own may be deleted now. Raises what makes the duty try again."""
    sound = _unless_gone(lambda: current_carrier().fetch_recording(recording_ref))
    with transaction():
        voicemail = _locked(voicemail_id)
        if voicemail is None:
            return False
        if sound is not None:
            _store(voicemail, sound)
        elif voicemail.state is VoicemailState.REPORTED:  # else another has stored it meanwhile
            voicemail.state = VoicemailState.LOST
            audit.record("voicemail.lost", subject_id=voicemail_id)
            owe("voicemail.miss", voicemail_id, desk=voicemail.desk, deadline_at=now())
            return False
    return True


def _store(voicemail: Voicemail, sound: bytes) -> None:
    """Seal it to the desk, once. Whoever comes second finds it done."""
    contact = _contact_of(voicemail)
    if voicemail.state is not VoicemailState.REPORTED or contact.state is ContactState.ERASED:
        return
    key, holder, moment = ContentKey.new(), current_public_keys().of(voicemail.desk.value), now()
    voicemail.key_id, voicemail.wrapped_key = holder.key_id, holder.wrap(key)
    voicemail.sound = key.seal_bytes(sound, place(voicemail.id, "voicemail.sound"))
    voicemail.state, voicemail.stored_at = VoicemailState.STORED, moment
    contact.last_activity_at = moment
    if contact.state in ANSWERED:
        contact.state, contact.closed_at = ContactState.WAITING, None
    audit.record("voicemail.stored", subject_id=voicemail.id)
    cancel("voicemail.miss", voicemail.id)
    due = current_policy().answer_due(voicemail.desk, moment)
    owe("voicemail.unheard", voicemail.id, desk=voicemail.desk, due_at=due, deadline_at=due)


def _note_lost(voicemail_id: UUID) -> datetime | None:
    """When it was begun; None if it is no longer missed."""
    voicemail = _locked(voicemail_id)
    if voicemail is None or voicemail.state not in MISSING or _is_settled(voicemail):
        return None
    if voicemail.state is VoicemailState.EXPECTED:
        voicemail.state = VoicemailState.LOST
        audit.record("voicemail.lost", subject_id=voicemail_id)
    return voicemail.begun_at


def _is_settled(voicemail: Voicemail) -> bool:
    """It is erased, nothing was said, or a person has seen that it is lost."""
    if _contact_of(voicemail).state is ContactState.ERASED:
        if not is_owed(voicemail.id, "voicemail.fetch"):
            db.session.delete(voicemail)
        return True
    if voicemail.state is VoicemailState.EXPECTED and not _heard_the_tone(voicemail):
        voicemail.state = VoicemailState.EMPTY
        return True
    return is_acknowledged("voicemail.miss", voicemail.id)


def _heard_the_tone(voicemail: Voicemail) -> bool:
    """False only for somebody who hung up, as the carrier said, and was not recorded."""
    query = select(Call.ending).where(Call.id == voicemail.call_id)
    return db.session.scalar(query) != "hung_up"


def _drop_if_erased(voicemail_id: UUID) -> None:
    """Its contact is erased, and now the carrier has forgotten it as well."""
    voicemail = _locked(voicemail_id)
    if voicemail is not None and _contact_of(voicemail).state is ContactState.ERASED:
        db.session.delete(voicemail)


def _unless_gone(ask: Callable[[], T]) -> T | None:
    """What the carrier says; None where it has no such recording."""
    try:
        return ask()
    except CallGone:
        return None


def _tell_supervisors(letter: Letter) -> None:
    with through(Door(Role.WORKER, current_door().operator)), transaction():
        for person in reachable_supervisors():
            tell(letter, person, Medium.MAIL, Medium.TEXT)


def _contact_of(voicemail: Voicemail) -> Contact:
    return db.session.get_one(Contact, voicemail.contact_id, populate_existing=True)


def _locked(voicemail_id: UUID) -> Voicemail | None:
    return db.session.get(Voicemail, voicemail_id, with_for_update=True, populate_existing=True)
