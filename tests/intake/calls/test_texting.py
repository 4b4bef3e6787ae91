"""Texts to the line: STOP is obeyed, words find their contact, everybody else hears the truth."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from html import unescape
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from twilio.request_validator import RequestValidator

from helpline import clock
from helpline.db import db
from helpline.doors import Role
from helpline.intake.actions import callbacks
from helpline.intake.actions.callbacks import Promise
from helpline.intake.calls.decisions.keywords import STARTS, STOPS, Wish, decide_wish
from helpline.intake.models import Contact
from tests.contacts import Arrive, contact
from tests.house import House, Visitor, inside
from tests.intake.calls.calling_back import FATHER, UTC, Story
from tests.intake.calls.conftest import AtWork, Phones
from tests.intake.test_callbacks import MARIA

__all__ = ["contact"]

Settle = Callable[[], int]
STRANGER = "+12025550199"
MESSAGE = re.compile(r"<Message>(.*?)</Message>", re.DOTALL)


@dataclass
class Texts:
    """The carrier, bringing texts."""

    house: House
    public: FlaskClient

    def bring(self, words: str, sender: str = FATHER, **form: str) -> str:
        """The answer; empty where there is none."""
        config = self.house.public.extensions["helpline.config"]
        fields = {"MessageSid": f"SM{uuid4().hex}", "From": sender, "Body": words}
        fields |= {"NumMedia": "0", "To": config.line_number, "AddOns": "something new", **form}
        validator = RequestValidator(config.carrier_signing_secrets[0])
        signature = validator.compute_signature(f"{config.public_base_url}/voice/text", fields)
        answer = self.public.post(
            "/voice/text",
            data=fields,
            headers={"X-Twilio-Signature": signature},
            environ_overrides={"RAW_URI": "/voice/text"},
        )
        assert answer.status_code == 200, answer.get_data(as_text=True)
        found = MESSAGE.search(answer.get_data(as_text=True))
        return unescape(found.group(1)) if found else ""


@pytest.fixture
def texts(house: House, public: FlaskClient) -> Texts:
    return Texts(house, public)


@pytest.fixture
def known(house: House, contact: Arrive) -> UUID:
    """The father's contact: he was promised a call, and allows texts."""
    contact_id = contact("support")
    wall = (clock.now() + timedelta(hours=3)).replace(tzinfo=None)
    asked = Promise(wall=wall, time_zone=UTC, number=FATHER, texts_allowed=True)
    with inside(house.staff, Role.SUPPORT):
        found = db.session.get_one(Contact, contact_id)
        callbacks.agree_callback(found, asked, by=MARIA)
    return contact_id


@pytest.mark.parametrize(
    ("language", "wish", "word"),
    [
        *((code, Wish.STOP, word) for code, words in STOPS.items() for word in words),
        *((code, Wish.START, word) for code, words in STARTS.items() for word in words),
    ],
)
def test_stop_and_start_are_understood_in_every_language(
    language: str, wish: Wish, word: str
) -> None:
    for written in (word, f" {word.upper()}! ", f"\u200f{word}."):
        decided = decide_wish(written)
        assert decided is not None
        assert decided[0] is wish
        assert language in decided[1]


@pytest.mark.parametrize("words", ["", "🙂", "please don't stop", "stop him", "yes", "0"])
def test_a_word_inside_a_sentence_is_said_to_a_person(words: str) -> None:
    assert decide_wish(words) is None


def test_a_stranger_hears_the_truth_once_a_day_the_emergency_number_first(texts: Texts) -> None:
    answer = texts.bring("my brother has a gun", STRANGER)

    assert answer.startswith("In an emergency call 112. This number cannot read texts.")
    assert "+493023125100" in answer
    assert "Family" not in answer
    assert texts.bring("hello?", STRANGER) == ""
    assert texts.bring("hello", "+12025550198") != ""
    assert texts.house.count("message") == 0


def test_stop_is_confirmed_in_neutral_words_and_start_undoes_it(texts: Texts) -> None:
    assert texts.bring("STOP").startswith("You will get no more texts")
    assert texts.house.count("text_opt_out") == 1
    assert texts.bring("are you there") == ""
    assert texts.bring("Stop").startswith("You will get no more texts")
    assert texts.house.count("text_opt_out") == 1

    assert texts.bring("start").startswith("You will get texts")

    assert texts.house.count("text_opt_out") == 0


def test_no_number_is_kept_of_a_text(texts: Texts) -> None:
    texts.bring("STOP", STRANGER)
    texts.bring("hello", "+12025550198")

    for table in ("text_opt_out", "webhook_answer", "carrier_text", "obligation", "audit_entry"):
        kept = repr(texts.house.rows(f"SELECT * FROM {table}"))
        assert "2025550199" not in kept
        assert "2025550198" not in kept


def test_words_of_somebody_who_allowed_texts_reach_their_handler(
    texts: Texts, known: UUID, settle: Settle, staff: Callable[..., Visitor]
) -> None:
    assert texts.bring("I am afraid to talk at home") == ""
    settle()

    page = staff("maria").get(f"/support/{known}").get_data(as_text=True)
    assert "I am afraid to talk at home" in page
    assert "By text" in page
    stored = texts.house.rows("SELECT body FROM message WHERE kind = 'text'")
    assert b"afraid" not in bytes(stored[0].body)


@pytest.mark.usefixtures("known")
def test_brought_twice_it_is_kept_once(texts: Texts) -> None:
    for _twice in range(2):
        texts.bring("only once", MessageSid="SM" + "1" * 32)

    assert texts.house.count("message", "kind = 'text'") == 1
    assert texts.house.count("carrier_text") == 1


def test_brought_twice_it_is_answered_as_it_was(texts: Texts) -> None:
    """The carrier brings it again where it did not get our answer."""
    first, again = (texts.bring("STOP", MessageSid="SM" + "1" * 32) for _twice in range(2))

    assert again == first != ""


@pytest.mark.usefixtures("known")
def test_brought_again_from_another_number_it_is_not_done_again(texts: Texts) -> None:
    texts.bring("only once", MessageSid="SM" + "1" * 32)

    assert texts.bring("STOP", STRANGER, MessageSid="SM" + "1" * 32) == ""

    assert texts.house.count("text_opt_out") == 0
    assert texts.house.count("carrier_text") == 1
    assert texts.house.count("obligation", "kind = 'texts.forget'") == 1


@pytest.mark.parametrize("words", ["", "🙂" * 200, "x" * 1600, "\x00\u202ereversed"])
def test_odd_words_are_kept_as_they_are(
    texts: Texts, known: UUID, words: str, staff: Callable[..., Visitor]
) -> None:
    assert texts.bring(words) == ""

    page = staff("maria").get(f"/support/{known}").get_data(as_text=True)
    assert words[-8:] in page


@pytest.mark.usefixtures("known")
def test_pictures_are_not_fetched_and_the_sender_is_told(texts: Texts) -> None:
    answer = texts.bring("look", NumMedia="2", MediaUrl0="https://api.twilio.com/x")

    assert "Pictures and files do not arrive here." in answer
    assert texts.house.count("message", "kind = 'text_media'") == 1


@pytest.mark.parametrize("sender", ["", "anonymous", "+266696687", "client:maria", "INFO", "72345"])
def test_who_has_no_number_gets_no_answer_and_nothing_is_kept(texts: Texts, sender: str) -> None:
    assert texts.bring("STOP", sender) == ""
    assert texts.bring("hello", sender) == ""

    assert texts.house.count("text_opt_out") == 0
    assert texts.house.count("message") == 0


def test_when_the_call_is_over_the_number_is_a_strangers_again(
    texts: Texts, known: UUID, house: House
) -> None:
    with inside(house.staff, Role.SUPPORT):
        (callback,) = callbacks.callbacks_of(db.session.get_one(Contact, known))
        callbacks.note_done(callback, by=MARIA)

    assert "cannot read texts" in texts.bring("hello")
    assert house.count("callback", "number_hash IS NOT NULL") == 0


@pytest.mark.usefixtures("known")
def test_a_plan_without_texts_takes_none(texts: Texts, house: House) -> None:
    house.change("UPDATE callback SET texts_allowed = false")

    assert "cannot read texts" in texts.bring("hello")
    assert house.count("message", "kind = 'text'") == 0


def test_nobody_but_the_carrier_brings_texts(house: House, public: FlaskClient) -> None:
    form = {"MessageSid": "SM1", "From": FATHER, "Body": "STOP"}

    assert public.post("/voice/text", data=form).status_code == 403
    assert house.count("text_opt_out") == 0


def test_an_old_key_still_recognises_who_said_stop(
    texts: Texts, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts.bring("STOP")
    config = house.public.extensions["helpline.config"]
    keys = ("a new key for telephone numbers, the first", *config.number_keys)
    monkeypatch.setitem(
        house.public.extensions, "helpline.config", replace(config, number_keys=keys)
    )

    assert texts.bring("hello") == ""
    assert texts.bring("START").startswith("You will get texts")
    assert house.count("text_opt_out") == 0


def test_over_the_practice_line_a_text_comes_in_and_is_answered_by_text(
    phones: Phones, at_work: AtWork, contact: Arrive
) -> None:
    story = Story(phones, at_work("maria"), contact("support")).promise(texts_allowed=True)
    phones.remote.text_in(FATHER, "can you write instead")
    phones.until(lambda: "can you write instead" in story.seen())
    story.house.change("UPDATE callback SET time_zone = 'Etc/UTC'")

    assert story.press("text", words="Yes. When suits you?") == 302

    phones.until(lambda: story.house.count("enquirer_text", "state <> 'withdrawn'") > 0)
    assert story.house.count("message", "kind = 'text'") == 2
    assert 'class="seen"' not in story.seen()  # that a text left is all we know of it
