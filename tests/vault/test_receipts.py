"""The receipt: easy to copy, hard to guess."""

import dataclasses
import hmac
import threading
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.pwhash import argon2id

from helpline.vault import NotAReceipt, PepperTooShort, Unlocking, argon, keyed_hash, receipts

PEPPER = b"a pepper that lives elsewhere"
MINE = "1234567891234567"
SCRIPTS = "0٠۰०０"
SEPARATORS = ["", " ", "-", "–", ".", "\u00a0", "\u200f", "\u202b", "\n", "  -  "]
drawn = st.text(alphabet="123456789", min_size=16, max_size=16)


def test_a_receipt_is_sixteen_digits_without_a_zero() -> None:
    many = [receipts.draw() for _ in range(500)]

    assert all(len(r) == 16 and set(r) <= set("123456789") for r in many)
    assert set("".join(many)) == set("123456789")
    assert len(set(many)) == 500


def test_it_is_shown_in_fours() -> None:
    assert receipts.grouped(MINE) == "1234 5678 9123 4567"


@given(drawn, st.sampled_from(SCRIPTS), st.sampled_from(SEPARATORS))
def test_it_is_read_in_any_script_with_anything_between(
    receipt: str, zero: str, between: str
) -> None:
    typed = between.join(chr(ord(zero) + int(digit)) for digit in receipt)

    assert receipts.read(f" {typed} ") == receipt


@given(drawn)
def test_what_was_shown_can_be_typed(receipt: str) -> None:
    assert receipts.read(receipts.grouped(receipt)) == receipt


@pytest.mark.parametrize(
    "typed",
    ["", "1234", MINE + "1", MINE[:-1] + "0", MINE[:-1] + "x", MINE[:-1] + "²", "+" + MINE],
)
def test_what_cannot_be_a_receipt_is_refused_and_not_repeated(typed: str) -> None:
    with pytest.raises(NotAReceipt) as refused:
        receipts.read(typed)

    assert str(refused.value) == ""


@given(st.text())
def test_anything_typed_is_read_or_refused(typed: str) -> None:
    with suppress(NotAReceipt):
        assert len(receipts.read(typed)) == receipts.LENGTH


def test_both_values_come_from_one_run_of_argon2id(monkeypatch: pytest.MonkeyPatch) -> None:
    """With Argon2id made blind, nothing of the receipt is left: there is no faster way round."""
    runs = []

    def blind(size: int, secret: bytes, salt: bytes, opslimit: int, memlimit: int) -> bytes:
        runs.append((size, secret, salt, opslimit, memlimit))
        return bytes(size)

    monkeypatch.setattr(argon2id, "kdf", blind)
    first, second = receipts.derive(MINE, PEPPER), receipts.derive("9" * 16, PEPPER)

    assert (first.lookup, first.key) == (second.lookup, second.key)
    assert [run[1] for run in runs] == [MINE.encode(), b"9" * 16]
    assert {run[3:] for run in runs} == {(2, 19 * 1024 * 1024)}


def test_the_two_values_are_all_there_is_and_do_not_tell_each_other() -> None:
    unlocking = receipts.derive(MINE, PEPPER)

    assert [field.name for field in dataclasses.fields(Unlocking)] == ["lookup", "key"]
    assert len(unlocking.lookup) == len(unlocking.key) == 32
    assert unlocking.lookup != unlocking.key
    assert repr(unlocking) == "<Unlocking>"


def test_stored_mailboxes_stay_findable() -> None:
    """Worked out here by hand: a change would lock out everybody who has a receipt."""
    salt = hmac.digest(PEPPER, b"receipt", "sha256")[:16]
    master = argon2id.kdf(32, MINE.encode(), salt, 2, 19 * 1024 * 1024)

    unlocking = receipts.derive(MINE, PEPPER)

    assert unlocking.lookup == hmac.digest(master, b"lookup", "sha256")
    assert unlocking.key == hmac.digest(master, b"unlock", "sha256")


@settings(max_examples=5)
@given(drawn)
def test_another_receipt_or_another_pepper_finds_nothing(receipt: str) -> None:
    mine = receipts.derive(receipt, PEPPER)
    other = receipts.derive(receipt[1:] + ("2" if receipt[0] == "1" else "1"), PEPPER)
    elsewhere = receipts.derive(receipt, PEPPER + b"!")

    assert len({mine.lookup, mine.key, other.lookup, other.key, elsewhere.lookup}) == 5
    assert receipts.derive(receipt, PEPPER) == mine


@pytest.mark.parametrize("pepper", [b"", b"fifteen bytes.."])
def test_a_pepper_that_protects_nothing_is_refused(pepper: bytes) -> None:
    with pytest.raises(PepperTooShort):
        receipts.derive(MINE, pepper)
    with pytest.raises(PepperTooShort):
        keyed_hash(pepper, "callers", "+493023125123")


def test_no_more_than_two_guesses_take_memory_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    inside, most, lock = 0, 0, threading.Lock()

    def slow(size: int, *_: object) -> bytes:
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
        time.sleep(0.02)
        with lock:
            inside -= 1
        return bytes(size)

    monkeypatch.setattr(argon2id, "kdf", slow)
    threads = [threading.Thread(target=argon.stretch, args=(b"x", bytes(16))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert most == 2


def test_a_hash_recognises_a_value_for_its_purpose_only() -> None:
    monday = keyed_hash(PEPPER, "throttle 2026-03-02", "192.0.2.1")

    assert keyed_hash(PEPPER, "throttle 2026-03-02", "192.0.2.1") == monday
    assert keyed_hash(PEPPER, "throttle 2026-03-03", "192.0.2.1") != monday
    assert keyed_hash(PEPPER + b"!", "throttle 2026-03-02", "192.0.2.1") != monday
    assert len(monday) == 32


@given(st.text(), st.text(), st.text(), st.text())
def test_purpose_and_value_cannot_be_shifted_into_each_other(
    purpose: str, value: str, purpose2: str, value2: str
) -> None:
    same = keyed_hash(PEPPER, purpose, value) == keyed_hash(PEPPER, purpose2, value2)

    assert same == ((purpose, value) == (purpose2, value2))
