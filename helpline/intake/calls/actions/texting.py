"""Somebody sent a text to the line. Through a door that names the hashes of their number.

Nothing is read to anybody here: words that belong to a contact are sealed to its desk.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import Row, select

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.doors import Desk, current_door
from helpline.i18n import speaking
from helpline.intake.actions.answering_by_text import BY_TEXT
from helpline.intake.actions.callbacks import OWED
from helpline.intake.calls.decisions.keywords import Wish, decide_wish
from helpline.intake.calls.once import claimed
from helpline.intake.calls.prompts import texts
from helpline.intake.models import Callback, Message
from helpline.messages import are_stopped, remember_to_forget, start_texts, stop_texts
from helpline.outbox import owe
from helpline.policy import current_policy
from helpline.providers import IncomingText
from helpline.text import clean
from helpline.vault import place
from helpline.vault.current import current_public_keys

MEDIA: Final = "text_media"
"""The kind of a message that came by text, with pictures or files that were not fetched."""
LONGEST: Final = 10_000
_ANSWERED_IN: Final = 3
"""In not more languages than this: a long text arrives in pieces."""


def take_text(text: IncomingText, hashes: Sequence[bytes]) -> str | None:
    """What is answered, if anything. Whoever has no number that we could hash gets no answer.

    A text that is known comes again from another number, or under another key: it is done.
    """
    is_new = remember_to_forget(text.text_ref)
    if not is_new or not hashes:
        return None
    wanted = decide_wish(text.words)
    if wanted is not None:
        return _obey(*wanted, hashes)
    callback = _allowing_texts()
    may_answer = not are_stopped(hashes)
    if callback is not None:
        _keep(callback, text)
        return _said(texts.no_media) if text.media and may_answer else None
    return _said(texts.cannot_read) if may_answer and _is_first_today() else None


def _obey(wish: Wish, languages: tuple[str, ...], hashes: Sequence[bytes]) -> str:
    """Neutral: nobody learns from the answer what they get no more texts about."""
    offered = current_policy().languages
    language = next((code for code in offered if code in languages), offered[0])
    if wish is Wish.STOP:
        stop_texts(hashes)
        return _said(texts.stopped, language)
    start_texts(hashes)
    return _said(texts.started, language)


def _allowing_texts() -> Row[UUID, Desk] | None:
    """Contact and desk of the newest promised call to this number whose plan allows texts."""
    query = select(Callback.contact_id, Callback.desk).where(
        Callback.texts_allowed.is_(True), Callback.state.in_(OWED)
    )
    return db.session.execute(query.order_by(Callback.wanted_at.desc()).limit(1)).first()


def _keep(callback: Row[UUID, Desk], text: IncomingText) -> None:
    """Into the conversation. No thread key is here, so it is sealed to the desk's own."""
    message_id, holder = uuid4(), current_public_keys().of(callback.desk)
    words = clean(text.words).strip()[:LONGEST]
    db.session.add(
        Message(
            id=message_id,
            operator=current_door().operator,
            contact_id=callback.contact_id,
            desk=callback.desk,
            from_us=False,
            kind=MEDIA if text.media else BY_TEXT,
            body=holder.seal_box(words, place(message_id, "message.body")),
            key_id=holder.key_id,
            written_at=now(),
            post_key=sha256(text.text_ref.encode()).digest(),
        )
    )
    audit.record("text.arrived", subject_id=callback.contact_id)
    owe("texts.arrived", callback.contact_id, desk=callback.desk)


def _is_first_today() -> bool:
    """Whether this number was not told so today: two machines must not talk for ever."""
    today = now().astimezone(current_policy().time_zone).date()
    return claimed(f"{current_door().call}|told|{today}")


def _said(words: Callable[[], str], *languages: str) -> str:
    """In the languages of the line, as nobody knows the reader's."""
    spoken = languages or current_policy().languages[:_ANSWERED_IN]
    return "\n".join(_in(language, words) for language in spoken)


def _in(language: str, words: Callable[[], str]) -> str:
    with speaking(language):
        return words()
