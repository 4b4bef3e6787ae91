"""Collects keys: those a person types now, or the next entry of a script."""

import unicodedata
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as ET

from helpline.providers.practice.call import Call
from helpline.providers.practice.speech import Speech
from helpline.providers.practice.undocumented import Undocumented

SILENT: Final = "-"
"""A script's entry for pressing nothing at all."""
HANGS_UP: Final = "!"
"""A script's entry for hanging up."""


@dataclass(frozen=True, slots=True)
class Entry:
    keys: str = ""
    finished_on: str = ""
    """The key that ended it, which is no part of it."""


def collect(
    call: Call, verb: ET.Element, base: str, speech: Speech, choices: Undocumented
) -> Entry:
    """What is keyed at this Gather, its prompts spoken meanwhile; may be empty."""
    if not choices.keys_are_kept:
        call.typed.clear()
    call.asking = True
    try:
        for prompt in verb:
            if not call.typed:
                speech.perform(prompt, base, by_key=True)
        return _entry(call, verb, choices)
    finally:
        call.asking = False


def press_one_of(call: Call, keys: str) -> str:
    """The key among these that was pressed, or that the script has next; or nothing."""
    if call.script and call.script[0] in set(keys):
        call.press(call.script.popleft())
    while call.typed:
        key = call.typed.popleft()
        if key in keys:
            return key
    return ""


def _entry(call: Call, verb: ET.Element, choices: Undocumented) -> Entry:
    patience = float(verb.get("timeout", "5"))
    if not call.typed and not _press_next(call, verb):
        if not call.lasts(patience, lambda: bool(call.typed or call.script)):
            return Entry()
        if not call.typed:
            _press_next(call, verb)
    return _keyed(call, verb, patience, choices)


def _keyed(call: Call, verb: ET.Element, patience: float, choices: Undocumented) -> Entry:
    complete, done_on = int(verb.get("numDigits", "0")), verb.get("finishOnKey", "#")
    entry, until = "", call.clock + patience
    while call.lasts(max(until - call.clock, 0), lambda: bool(call.typed)):
        key = call.typed.popleft()
        if key == done_on:
            return Entry(entry, key)
        call.hear("key", key)
        entry += key
        if len(entry) == complete:
            break
        if choices.keys_restart_timeout:
            until = call.clock + patience
    return Entry(entry)


def _press_next(call: Call, verb: ET.Element) -> bool:
    """Press what the script says next, if it says anything; one entry serves one Gather."""
    entry = _own_language(call, verb) or (call.script.popleft() if call.script else "")
    if entry == HANGS_UP:
        call.leave()
    elif entry != SILENT:
        call.press(entry)
    return bool(entry)


def _own_language(call: Call, verb: ET.Element) -> str:
    """In a menu of languages: wait for one's own, and press the key that it names."""
    prompts = {say.get("language", ""): say.text or "" for say in verb if say.tag == "Say"}
    if not call.language or len(prompts) < 2:  # noqa: PLR2004  (one language is no menu)
        return ""
    wanted, call.language = call.language, ""
    for language, words in prompts.items():
        if language.startswith(wanted):
            return _named_key(words)
    call.hear("note", f"this menu does not offer {wanted}")
    return ""


def _named_key(words: str) -> str:
    """The last digit in a prompt, in whatever script it is written."""
    digits = [str(unicodedata.digit(letter)) for letter in words if letter.isdigit()]
    return digits[-1] if digits else ""
