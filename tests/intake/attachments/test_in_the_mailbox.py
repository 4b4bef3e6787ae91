"""Sending along in the open mailbox, with words or without."""

from collections.abc import Callable

from tests.house import House, Visitor
from tests.intake.attachments import samples
from tests.intake.attachments.conftest import Sender

Staff = Callable[..., Visitor]


def test_in_the_mailbox_a_picture_can_follow_without_a_word(
    house: House, written: Sender, staff: Staff
) -> None:
    receipt = written.press("send").receipt
    contact = str(house.rows("SELECT id FROM contact")[0].id)
    maria = staff("maria")
    asked = {"words": "Do you have a picture?"}
    maria.submit(f"/support/{contact}/replies", asked, at=f"/support/{contact}")
    written.open_mailbox(receipt)

    written.write_along(samples.photo())

    assert "We have 1 file." in written.shown
    assert "A picture ·" in written.shown
    assert "Nobody has read it yet." in written.shown
    assert house.rows("SELECT state FROM contact")[0].state == "waiting"
    written.write_along(samples.photo(), b"none", words="And words.")
    assert "We have what you wrote." in written.shown
    assert "File 2 was not taken" in written.shown
    assert house.count("message", "NOT from_us AND kind = 'words'") == 1
    assert house.count("attachment") == 2


def test_words_posted_twice_do_not_keep_a_file_out(house: House, written: Sender) -> None:
    receipt = written.press("send").receipt
    written.open_mailbox(receipt)
    before = dict(written.fields)
    written.write_along(words="the same")
    written.fields = before
    written.write_along(samples.photo(), words="the same")
    assert house.count("message", "kind = 'words'") == 1
    assert house.count("attachment") == 1


def test_a_mailbox_that_was_closed_keeps_the_words_and_says_it_of_the_file(
    written: Sender,
) -> None:
    written.post_files("messages/write", {"token": "x", "words": "wait"}, (("x", b"y"),))
    assert written.fields["words"] == "wait"
    assert "Please choose them again." in written.shown
