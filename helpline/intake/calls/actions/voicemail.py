"""A caller leaves a message. That there is one, only the carrier's own report says.

Before the tone they hear what happens with it. Danger and the quiet exit work before the
tone and while they speak.
"""

from datetime import timedelta
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import Row, select, update

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.doors import Desk
from helpline.intake.calls.actions.arriving import arrive
from helpline.intake.calls.actions.ending import end_call
from helpline.intake.calls.actions.line import desk_of
from helpline.intake.calls.addresses import public_address
from helpline.intake.calls.prompts import messages
from helpline.intake.calls.prompts.speaking import Words, offered_languages, said
from helpline.intake.models import Call, CallState, Voicemail, VoicemailState
from helpline.outbox import HOUSE, owe
from helpline.policy import current_policy
from helpline.providers import Answer, Ask, Record, RecordingReport, RecordingState, Spoken

SILENCE_SECONDS: Final = 10
"""People who are afraid search for words."""
PATIENCE: Final = timedelta(minutes=10)
"""So long after the longest message its report may still come."""
TAKEN_AWAY: Final = frozenset({CallState.ACCEPTED, CallState.TALKING})

Known = Row[UUID, str, Desk, UUID, UUID | None, VoicemailState, str | None]


def is_offered() -> bool:
    return current_policy().calls.voicemail.offered


def begin(call: Call) -> Answer:
    """What happens with a message, a tone, and whatever the caller then says.

    Only outside the queue: the carrier records nobody who waits in one. Safe to ask again:
    one message is expected of a call.
    """
    arrive(call)
    _wait_no_longer(call)
    words = _to_caller(call, lambda: messages.before_the_tone(desk_of(call)))
    keys = public_address(f"/voicemail/keys/{call.step}")
    return Answer().ask(Ask(keys, words, seconds=1)).record(_recording(call))


def speak_on(call: Call) -> Answer:
    """They pressed a key that means nothing here: the tone again, without all the words."""
    return Answer().say(*_to_caller(call, messages.go_on)).record(_recording(call))


def finish(call: Call) -> Answer:
    """They have spoken, or fallen silent, or hung up. The recording need not exist yet."""
    if call.state in TAKEN_AWAY:
        return Answer()  # somebody answered meanwhile: the address they were moved to has the word
    end_call(call, "voicemail")
    if call.ending == "hung_up":  # so we were told first; they had heard the tone
        call.ending = "voicemail"
    return Answer().say(*_to_caller(call, messages.thanks)).hang_up()


def note_recording(voicemail_id: UUID, report: RecordingReport) -> None:
    """The carrier's word: late, twice, before the caller is done, or that there is nothing."""
    known = _known(voicemail_id)
    if known is None:
        return
    if report.state is RecordingState.ABSENT and known.state is VoicemailState.EXPECTED:
        _change(known.id, state=VoicemailState.EMPTY)
    if report.state is RecordingState.KEPT and not _is_reported(report.recording_ref):
        _note_kept(known, report)


def _note_kept(known: Known, report: RecordingReport) -> None:
    told = {
        "state": VoicemailState.REPORTED,
        "recording_ref": report.recording_ref,
        "seconds": int(report.lasted.total_seconds()),
        "left_at": now(),
    }
    voicemail_id = known.id
    if known.recording_ref is None:
        _change(known.id, **told)
    else:  # they were asked to speak a second time: both are theirs
        voicemail_id = uuid4()
        about = {"contact_id": known.contact_id, "desk": known.desk, "call_id": known.call_id}
        _add(Voicemail(id=voicemail_id, operator=known.operator, begun_at=now(), **about, **told))
    audit.record("voicemail.left", subject_id=voicemail_id)
    owe("voicemail.fetch", voicemail_id, desk=known.desk)


def _recording(call: Call) -> Record:
    return Record(
        done_url=public_address(f"/voicemail/done/{call.step}"),
        kept_url=public_address(f"/voicemail/{_expected(call)}/kept"),
        longest_seconds=current_policy().calls.voicemail.longest_seconds,
        silence_seconds=SILENCE_SECONDS,
        done_on="#0*",
    )


def _expected(call: Call) -> UUID:
    """The message that is expected of this call; made if there is none."""
    known = db.session.scalar(
        select(Voicemail.id)
        .where(Voicemail.call_id == call.id, Voicemail.state == VoicemailState.EXPECTED)
        .limit(1)
    )
    if known is not None:
        return known
    voicemail_id, desk, moment = uuid4(), desk_of(call), now()
    _add(
        Voicemail(
            id=voicemail_id,
            operator=call.operator,
            contact_id=call.contact_id,
            desk=desk,
            call_id=call.id,
            state=VoicemailState.EXPECTED,
            begun_at=moment,
        )
    )
    longest = timedelta(seconds=current_policy().calls.voicemail.longest_seconds)
    due = moment + longest + PATIENCE
    owe("voicemail.miss", voicemail_id, desk=desk, due_at=due, deadline_at=due)
    return voicemail_id


def _wait_no_longer(call: Call) -> None:
    """No phone of ours rings for somebody who speaks to a machine. In danger all go on ringing."""
    if call.state is CallState.WAITING and not call.is_danger:
        call.state = CallState.MENU
        owe("call.let_go", call.id, desk=HOUSE)


def _known(voicemail_id: UUID) -> Known | None:
    """As much as the public face may see of it, locked."""
    query = select(
        Voicemail.id,
        Voicemail.operator,
        Voicemail.desk,
        Voicemail.contact_id,
        Voicemail.call_id,
        Voicemail.state,
        Voicemail.recording_ref,
    )
    return db.session.execute(query.where(Voicemail.id == voicemail_id).with_for_update()).first()


def _is_reported(recording_ref: str) -> bool:
    query = select(Voicemail.id).where(Voicemail.recording_ref == recording_ref)
    return db.session.scalar(query.limit(1)) is not None


def _add(voicemail: Voicemail) -> None:
    db.session.flush()  # the wall lets it in only for the call and contact of this webhook
    db.session.add(voicemail)
    db.session.flush()


def _change(voicemail_id: UUID, **values: object) -> None:
    db.session.execute(
        update(Voicemail)
        .where(Voicemail.id == voicemail_id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def _to_caller(call: Call, words: Words) -> tuple[Spoken, ...]:
    return said(call.language or offered_languages()[0], words)
