"""Sending along: words never depend on a file, and what was not taken is said."""

import tempfile
from collections.abc import Callable
from io import BytesIO
from typing import NoReturn

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from sqlalchemy.exc import OperationalError

from helpline import uploads
from helpline.intake.attachments import posted
from tests.house import House, Visitor
from tests.intake.attachments import samples
from tests.intake.attachments.conftest import Sender, only

Staff = Callable[..., Visitor]
MANY = 10 * 1024 * 1024


def _words_are_kept(house: House) -> bool:
    return house.count("message", "kind = 'worries'") == 1


def test_a_photo_goes_along_with_the_words_and_the_desk_sees_it(
    house: House, written: Sender, staff: Staff
) -> None:
    written.send_along(samples.photo())
    assert written.receipt
    assert "We have 1 file." in written.shown
    maria = staff("maria")
    contact, sent = only(house)
    page = maria.get(f"/support/{contact}").get_data(as_text=True)
    assert f"/support/{contact}/sent/{sent}" in page

    answer = maria.get(f"/support/{contact}/sent/{sent}")

    assert answer.mimetype == "image/jpeg"
    assert samples.MARK.encode() not in answer.data
    assert Image.open(BytesIO(answer.data)).size == (32, 64)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert house.count("audit_entry", f"action = 'attachment.opened' AND subject_id = '{sent}'")


def test_a_voice_note_is_played_and_names_nobody(
    house: House, written: Sender, staff: Staff
) -> None:
    written.send_along(samples.mp3())
    contact, sent = only(house)
    answer = staff("maria").get(f"/support/{contact}/sent/{sent}")
    assert answer.mimetype == "audio/mpeg"
    assert samples.MARK.encode() not in answer.data


def test_what_is_stored_is_sealed_and_of_a_length_that_tells_little(
    house: House, written: Sender
) -> None:
    written.send_along(samples.wav(sound=b"heard " * 50), samples.wav(sound=b"heard " * 5000))
    rows = house.rows("SELECT body FROM attachment")
    assert len({len(row.body) for row in rows}) == 1
    assert not any(b"heard " in bytes(row.body) for row in rows)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"<script>alert(1)</script>", "could not find a picture"),
        (b"", "empty or damaged"),
        (samples.photo()[:300], "empty or damaged"),
        (samples.heic(), "HEIC"),
        (samples.photo() + bytes(MANY), "too large"),
        (samples.bomb(20_000), "too large"),
    ],
    ids=["html", "empty", "cut off", "heic", "eleven", "bomb"],
)
def test_a_file_that_is_not_taken_is_named_and_the_words_are_kept(
    house: House, written: Sender, raw: bytes, why: str
) -> None:
    written.send_along(samples.photo(), raw)
    assert (written.status, len(written.receipt)) == (200, 16)
    assert f"File 2 was not taken: {'it is ' if why[0] in 'et' else ''}" in written.shown
    assert why in written.shown
    assert "You can send files in your messages." in written.shown
    assert _words_are_kept(house)
    assert house.count("attachment") == 1


def test_of_fifty_files_three_are_taken(house: House, written: Sender) -> None:
    written.send_along(*(samples.wav(sound=bytes([n]) * 9) for n in range(50)))
    assert "File 50 was not taken" in written.shown
    assert house.count("attachment") == 3
    assert _words_are_kept(house)


@pytest.mark.parametrize("name", ["a\x00b.jpg", "\u202egpj.exe", '"; x="', "é" * 500, "../../x"])
def test_names_of_files_are_read_by_nobody(house: House, written: Sender, name: str) -> None:
    written.send_named((name, samples.photo()))
    assert written.receipt
    assert house.count("attachment") == 1
    assert "exe" not in written.page


def test_the_same_form_sent_twice_keeps_a_file_once(house: House, written: Sender) -> None:
    before = dict(written.fields)
    written.send_along(samples.photo())
    written.fields = before
    written.send_along(samples.photo(), samples.wav())
    assert "We have 2 files." in written.shown
    assert house.count("attachment") == 2
    assert house.count("contact") == 1


def test_the_receipt_in_another_language_says_once_more_what_became_of_files(
    house: House, written: Sender
) -> None:
    written.send_along(samples.photo(), samples.heic())
    for language in ("ar", "en"):
        written.lang = language
        written.press("send")
        assert "HEIC" in written.shown
    assert "We have 1 file." in written.shown
    assert "File 2 was not taken" in written.shown
    assert house.count("attachment") == 1


def test_no_more_than_twenty_are_kept_of_one_contact(house: House, written: Sender) -> None:
    before = dict(written.fields)
    for post in range(8):
        written.fields = dict(before)
        written.send_along(*(samples.wav(sound=bytes([post, n])) for n in range(3)))
    assert "we cannot keep more files here" in written.shown
    assert house.count("attachment") == 20


def test_nothing_of_a_file_is_ever_written_to_the_disk(
    house: House, written: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a file was about to be written to the disk")

    for name in ("TemporaryFile", "SpooledTemporaryFile", "NamedTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    monkeypatch.setattr("werkzeug.formparser.SpooledTemporaryFile", refuse)
    written.send_along(samples.wav(sound=bytes(2_000_000)))
    assert house.count("attachment") == 1


def test_where_too_many_send_files_at_once_words_are_taken_all_the_same(
    house: House, written: Sender
) -> None:
    places = 0
    while uploads.PLACES.acquire(blocking=False):
        places += 1
    try:
        written.send_along(samples.photo())
    finally:
        for _place in range(places):
            uploads.PLACES.release()
    assert places == 4
    assert "too much arrives just now" in written.shown
    assert _words_are_kept(house)
    assert house.count("attachment") == 0


def test_a_place_is_free_again_after_each_post(house: House, written: Sender) -> None:
    before = dict(written.fields)
    for number in range(6):
        written.fields = dict(before)
        written.send_along(samples.wav(sound=bytes([number]) * 4))
    assert house.count("attachment") == 6


def test_a_database_that_is_lost_after_the_words_loses_the_file_alone(
    house: House, written: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_: object) -> NoReturn:
        raise OperationalError("", None, Exception())

    monkeypatch.setattr(posted, "keep", lost)
    written.send_along(samples.photo())
    assert written.receipt
    assert "File 1 was not taken" in written.shown
    assert _words_are_kept(house)


def test_a_page_that_comes_back_says_that_files_must_be_chosen_again(
    house: House, written: Sender
) -> None:
    written.send_along(samples.photo(), token="forged", worries="still here")
    assert written.status == 400
    assert "Please choose them again." in written.shown
    assert written.fields["worries"] == "still here"
    assert house.count("attachment") == 0


def test_of_a_body_that_breaks_off_in_a_file_the_words_are_kept(
    house: House, written: Sender
) -> None:
    token = written.fields["token"]
    head = "".join(
        f'--xx\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in {"token": token, "step": "check", "worries": "all of it"}.items()
    )
    file = '--xx\r\nContent-Disposition: form-data; name="files"; filename="x"\r\n\r\n'
    answer = written.browser.post(
        "/en/contact",
        data=head.encode() + file.encode() + bytes(100_000),
        content_type="multipart/form-data; boundary=xx",
    )
    assert "File 1 was not taken: it is too large." in answer.get_data(as_text=True)
    assert _words_are_kept(house)


def test_of_a_body_longer_than_is_read_the_words_are_kept(
    house: House, written: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "LARGEST_BODY", 15 * uploads.MEGABYTE)
    written.send_along(bytes(MANY), bytes(MANY))
    assert len(written.receipt) == 16
    assert "File 2 was not taken: it is too large." in written.shown
    assert _words_are_kept(house)


def test_whoever_tells_of_danger_is_asked_for_no_file(sister: Sender) -> None:
    sister.until_check(danger="yes", worries="quick")
    assert sister.step == "check"
    assert 'type="file"' not in sister.page


def test_elsewhere_no_file_is_taken(house: House, written: Sender, staff: Staff) -> None:
    written.send_along(samples.photo(), go="stay")
    assert "choose them again" in written.shown
    maria = staff("maria")
    answer = maria.post(
        "/support/danger",
        data={"where": "here", "file": (BytesIO(samples.photo()), "x.jpg")},
        content_type="multipart/form-data",
    )
    assert answer.status_code < 500
    assert house.count("attachment") == 0


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=st.lists(st.binary(max_size=200), max_size=5), lang=st.sampled_from(["en", "ar"]))
def test_whatever_is_sent_along_the_words_are_kept(
    house: House, public: FlaskClient, files: list[bytes], lang: str
) -> None:
    before = house.count("contact")
    sender = Sender(public, lang)
    sender.until_check(worries="words")
    sender.send_along(*files)
    assert sender.status == 200
    assert len(sender.receipt) == 16
    assert f'lang="{lang}"' in sender.page
    assert house.count("contact") == before + 1
