"""What is sealed opens with its key, in its place, and in no other way."""

import copy
import pickle
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from helpline.vault import CannotOpen, ContentKey, MailboxKey, Sealed, place, wrap_for_mailbox

HERE = place(uuid4(), "message.body")
words = st.text(alphabet=st.characters(exclude_categories=["Cs"]))


@given(words)
def test_words_come_back_as_they_were(text: str) -> None:
    key = ContentKey.new()

    assert key.open(key.seal(text, HERE), HERE) == text


@given(words)
def test_words_do_not_open_in_another_column_or_row(text: str) -> None:
    key, row = ContentKey.new(), uuid4()
    sealed = key.seal(text, place(row, "note.body"))

    for elsewhere in (place(row, "reply.body"), place(uuid4(), "note.body"), b""):
        with pytest.raises(CannotOpen):
            key.open(sealed, elsewhere)


@given(words)
def test_another_key_does_not_open_them(text: str) -> None:
    sealed = ContentKey.new().seal(text, HERE)

    with pytest.raises(CannotOpen):
        ContentKey.new().open(sealed, HERE)


@given(words, st.data())
def test_a_single_changed_bit_is_noticed(text: str, data: st.DataObject) -> None:
    key = ContentKey.new()
    blob = bytearray(key.seal(text, HERE).blob)
    blob[data.draw(st.integers(0, len(blob) - 1))] ^= 1 << data.draw(st.integers(0, 7))

    with pytest.raises(CannotOpen):
        key.open(Sealed(bytes(blob)), HERE)


@given(st.binary(max_size=200))
def test_rubbish_is_refused_and_breaks_nothing(rubbish: bytes) -> None:
    key, mailbox = ContentKey.new(), MailboxKey.new()

    with pytest.raises(CannotOpen):
        key.open(Sealed(rubbish), HERE)
    with pytest.raises(CannotOpen):
        mailbox.unwrap(rubbish)
    with pytest.raises(CannotOpen):
        MailboxKey.unlock(rubbish, bytes(32))


def test_a_short_answer_looks_like_any_other_short_answer() -> None:
    key = ContentKey.new()

    assert len(key.seal("no", HERE).blob) == len(key.seal("yes, every evening", HERE).blob)


def test_the_same_words_never_look_the_same() -> None:
    key = ContentKey.new()

    assert key.seal("yes", HERE) != key.seal("yes", HERE)


def test_half_a_character_does_not_stop_a_report() -> None:
    key = ContentKey.new()

    assert key.open(key.seal("help \ud800", HERE), HERE) == "help ?"


def test_a_mailbox_opens_what_was_wrapped_for_it_and_nothing_else() -> None:
    mailbox, thread, unlock = MailboxKey.new(), ContentKey.new(), b"u" * 32
    wrapped = wrap_for_mailbox(mailbox.public, thread)
    sealed = thread.seal("We have written to you.", HERE)

    again = MailboxKey.unlock(mailbox.locked(unlock), unlock)

    assert again.unwrap(wrapped).open(sealed, HERE) == "We have written to you."
    with pytest.raises(CannotOpen):
        MailboxKey.new().unwrap(wrapped)
    with pytest.raises(CannotOpen):
        MailboxKey.unlock(mailbox.locked(unlock), b"v" * 32)


def test_whoever_holds_the_thread_key_cannot_read_the_file() -> None:
    thread, file, mailbox = ContentKey.new(), ContentKey.new(), MailboxKey.new()
    note = file.seal("The assessor's own view.", HERE)

    by_receipt = mailbox.unwrap(wrap_for_mailbox(mailbox.public, thread))

    with pytest.raises(CannotOpen):
        by_receipt.open(note, HERE)


def test_something_else_wrapped_to_a_mailbox_is_not_taken_for_a_key() -> None:
    mailbox = MailboxKey.new()
    too_short = ContentKey(b"short")

    with pytest.raises(CannotOpen):
        mailbox.unwrap(wrap_for_mailbox(mailbox.public, too_short))


@pytest.mark.parametrize("secret", [Sealed(b"words"), ContentKey(b"k" * 32), MailboxKey.new()])
def test_secrets_reach_no_page_no_log_and_no_queue(
    secret: Sealed | ContentKey | MailboxKey,
) -> None:
    name = f"<{type(secret).__name__}>"

    assert [repr(secret), str(secret), f"{secret:>3}"] == [name] * 3
    with pytest.raises(TypeError, match="template"):
        escape(secret)
    with pytest.raises(TypeError, match="does not leave"):
        pickle.dumps(secret)
    with pytest.raises(TypeError, match="does not leave"):
        copy.copy(secret)
