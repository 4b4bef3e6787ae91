"""Which sentences have to be recorded: all that can be heard, in words that never change."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from flask import Flask

from helpline.i18n import speaking
from helpline.intake.calls.prompts.speaking import (
    Varying,
    has_voice,
    offered_languages,
    said,
    steady_form,
)
from helpline.intake.calls.recordings import scenes
from helpline.intake.calls.recordings.lacking import can_be_offered, faults, missing
from helpline.intake.calls.recordings.shelf import Shelf, current_shelf
from helpline.intake.calls.recordings.slots import SAFETY, Slot, slots_of
from helpline.policy import current_policy
from tests.house import House
from tests.intake.calls.recordings.conftest import record, somali

PROMPTS = Path(scenes.__file__).parents[1] / "prompts"
TO_OUR_OWN = {"phones.py", "brought_in.py", "calling_back.py", "texts.py"}
"""Said to people of ours, who speak a language with a voice; or written."""
ASKED_OF_SOME = "somebody from %(name)s"
"""Only where a policy names organisations; the demonstration's names none."""
PLACE = re.compile(r"%\\\((\w+)\\\)[sd]")


def menu() -> tuple[str, ...]:
    return current_policy().calls.languages


def test_every_sentence_of_every_prompt_is_a_slot(phone: Shelf) -> None:
    with speaking("en"):
        heard = [sentence for group in every_group() for sentence in group]
    words = {str(sentence) for sentence in heard} | {steady_form(sentence) for sentence in heard}

    unheard = [forms for forms in said_in_prompts() if not is_among(forms, words)]

    assert [forms[0] for forms in unheard if ASKED_OF_SOME not in forms[0]] == []


def every_group() -> Iterator[list[str]]:
    for words in (*SAFETY.values(), *scenes.EVERYTHING_ELSE.values()):
        yield list(words())
    for language in menu():
        yield list(scenes.menu_entries(language, menu()))


def said_in_prompts() -> Iterator[tuple[str, ...]]:
    """Each with its plural, where it has one."""
    for name, _line, message, *_more in extract_from_dir(PROMPTS):
        if name not in TO_OUR_OWN:
            yield tuple(message) if isinstance(message, (tuple, list)) else (message,)


def is_among(forms: tuple[str, ...], words: set[str]) -> bool:
    patterns = [PLACE.sub(".+", re.escape(form)) for form in forms]
    return any(re.fullmatch(pattern, each) for pattern in patterns for each in words)


def test_what_is_recorded_says_nothing_that_changes(
    phone: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another day, another queue: the same sentences."""
    before = slots_of("so", menu())
    other = datetime(2027, 7, 15, 17, 45, tzinfo=UTC)

    monkeypatch.setattr(scenes, "MOMENTS", (other,) * len(scenes.MOMENTS))
    monkeypatch.setattr(scenes, "AHEAD", (0, 7))

    assert slots_of("so", menu()) == before


def test_a_language_with_a_voice_has_slots_for_what_matters_most(phone: Shelf) -> None:
    spoken, recorded = slots_of("de", menu()), slots_of("so", menu())

    assert {slot.name for slot in spoken} <= {slot.name for slot in recorded}
    assert len(spoken) < len(recorded)
    assert any("112" in slot.words for slot in spoken)


def test_the_emergency_number_of_the_policy_is_in_the_words(phone: Shelf) -> None:
    assert "112" in somali("danger_1").words


def test_the_entry_in_the_menu_names_its_own_key(phone: Shelf) -> None:
    key = menu().index("so") % 8 + 1

    assert str(key) in somali("menu_1").words


def test_what_varies_has_a_steady_form_where_there_is_no_voice(phone: Shelf, folder: Path) -> None:
    sentence = Varying("In 20 minutes.", steady="Soon.")
    record(folder, Slot("soon", "so", "Soon."))

    [somali_words] = said("so", lambda: [sentence])
    [german_words] = said("de", lambda: [sentence])

    assert (somali_words.words, somali_words.language) == ("Soon.", "so")
    assert somali_words.recording.endswith(".wav")
    assert (german_words.words, german_words.recording) == ("In 20 minutes.", "")


def test_a_recording_goes_before_the_carriers_voice(phone: Shelf, folder: Path) -> None:
    record(folder, Slot("greeting", "de", "Guten Tag."))

    heard = said("de", lambda: ["Guten Tag.", "Auf Wiederhören."])

    assert [bool(each.recording) for each in heard] == [True, False]


def test_what_nothing_can_say_is_said_in_a_language_with_a_voice(phone: Shelf) -> None:
    [heard] = said("so", lambda: ["Nobody has recorded this."])

    assert (heard.language, heard.recording) == ("en", "")


def test_a_language_is_offered_once_every_slot_is_recorded(phone: Shelf, folder: Path) -> None:
    slots = slots_of("so", menu())
    record(folder, *slots[1:])
    assert "so" not in can_be_offered()
    assert [slot.name for slot in missing("so", menu())] == [slots[0].name]

    # Persian and Urdu are left out, and so Somali has another key, and needs another entry.
    offered = tuple(code for code in menu() if has_voice(code) or code == "so")
    record(folder, *slots, *slots_of("so", offered))

    assert can_be_offered() == offered


def test_a_language_with_a_voice_is_always_offered(phone: Shelf) -> None:
    assert {"en", "de", "uk"} <= set(offered_languages())
    assert not {"fa", "so", "ur"} & set(offered_languages())


def test_each_mute_language_is_named_with_all_that_it_lacks(phone: Shelf, folder: Path) -> None:
    slots = slots_of("so", menu())
    record(folder, *slots[2:])

    found = list(faults())

    assert [fault.split()[1] for fault in found] == ["fa", "so", "ur"]
    assert found[1].endswith(f"no recordings of: {slots[0].name}, {slots[1].name}")


def test_what_is_offered_is_found_when_somebody_asks_and_once() -> None:
    asked: list[str] = []

    def find() -> tuple[str, ...]:
        asked.append("what can be spoken")
        return ("so", "en")

    shelf = Shelf(find_offered=find)
    assert asked == []
    with ThreadPoolExecutor(4) as pool:
        offered = list(pool.map(lambda _one: shelf.what_is_offered(), range(8)))

    assert offered == [("so", "en")] * 8
    assert len(asked) == 1


@pytest.mark.parametrize("face", ["public", "staff", "partner", "worker"])
def test_all_offer_the_same_languages_and_who_is_called_knows_them_at_once(
    house: House, face: str
) -> None:
    app: Flask = getattr(house, face)
    with app.app_context():
        known = current_shelf().offered
        assert offered_languages() == can_be_offered() != ()

    assert known is not None or face != "public"
