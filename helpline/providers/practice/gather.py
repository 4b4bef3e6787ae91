"""Collects keys: those a person types now, or the next entry of a script."""

import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as ET

from helpline.providers.practice.call import Call, Heard
from helpline.providers.practice.speech import Speech
from helpline.providers.practice.undocumented import Undocumented

DANGER: Final = "0"
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
    before = len(call.heard)
    try:
        for prompt in verb:
            if not call.interrupts:
                speech.perform(prompt, base, by_key=True)
        _press_own_language(call, before)
        return _entry(call, verb, choices)
    finally:
        call.asking = False


def press_one_of(call: Call, keys: str) -> str:
    """The key among these that was pressed, or that the script has next; or nothing.

    Raises CallerGone where the script hangs up.
    """
    if call.script and call.script[0] == HANGS_UP:
        call.script.popleft()
        call.leave()
        call.wait(0, lambda: True)
    if call.script and call.script[0] in set(keys):
        call.press(call.script.popleft())
    while call.typed:
        key = call.typed.popleft()
        if key in keys:
            return key
    return ""


def _entry(call: Call, verb: ET.Element, choices: Undocumented) -> Entry:
    patience = float(verb.get("timeout", "5"))
    if not call.typed and not _press_next(call):
        if not call.lasts(patience, lambda: bool(call.typed or call.script)):
            return Entry()
        if not call.typed:
            _press_next(call)
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


def _press_next(call: Call) -> bool:
    """Press what the script says next, if it says anything; one entry serves one Gather."""
    entry = call.script.popleft() if call.script else call.decide()
    call.hurries = False
    if entry == HANGS_UP:
        call.leave()
    elif entry != SILENT:
        call.press(entry)
    return bool(entry)


def _press_own_language(call: Call, before: int) -> None:
    """In a menu of languages: press the key that one's own names, or the key for more of them."""
    menu = [line for line in call.heard[before:] if line.kind in {"say", "play"}]
    languages = {line.language for line in menu}
    if not call.language or call.interrupts or len(languages) < 2:  # noqa: PLR2004  (one is no menu)
        return
    more = _key_for_more(menu)
    own = [_named_key(line.words) for line in menu if line.language.startswith(call.language)]
    own = [key for key in own if key not in {"", DANGER, more}]
    found, key = bool(own), own[-1] if own else more
    came_round = languages <= {line.language for line in call.heard[:before]}
    if not found and (came_round or not key):
        call.hear("note", f"this menu does not offer {call.language}")
    if found or came_round or not key:
        call.language = ""
    if found or not came_round:
        call.press(key)


def _key_for_more(menu: list[Heard]) -> str:
    """The key that several languages name, and that is not danger."""
    named = Counter(_named_key(line.words) for line in menu)
    shared = [key for key, times in named.items() if times > 1 and key not in {"", DANGER}]
    return shared[0] if shared else ""


def _named_key(words: str) -> str:
    """The last digit in a prompt, in whatever script it is written."""
    digits = [str(unicodedata.digit(letter)) for letter in words if letter.isdigit()]
    return digits[-1] if digits else ""
