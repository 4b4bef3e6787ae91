"""Holds the practice line's control from another process: commands and tests."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Final

import requests

from helpline.providers.practice.disturbances import Disturbances

TIMEOUT_SECONDS: Final = 10


class NoPracticeLine(Exception):
    """Nothing answers there, or something that is no practice line."""


class Remote:
    """Every method raises NoPracticeLine."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._session = requests.Session()
        self._session.trust_env = False

    def call_in(self, sender: str, *, keys: str = "", language: str = "", **more: str) -> str:
        """Somebody calls the line; returns the call's reference. ``more``: ``to``, ``says``."""
        wanted = {"from": sender, "keys": keys, "language": language, **more}
        return str(self.post("calls", wanted)["sid"])

    def call(self, sid: str, since: int = 0) -> dict[str, Any]:
        """A call's state, and its transcript from line ``since`` on."""
        return self.get(f"calls/{sid}?since={since}")

    def press(self, sid: str, keys: str) -> None:
        """Each entry is pressed when next asked for one."""
        self.post(f"calls/{sid}/keys", {"keys": keys})

    def hurry(self, sid: str, keys: str) -> None:
        """The same, and the first before what is said comes to its end."""
        if keys.strip():
            self.post(f"calls/{sid}/keys", {"keys": keys, "hurry": True})

    def press_now(self, sid: str, keys: str) -> None:
        self.post(f"calls/{sid}/keys", {"keys": keys, "now": True})

    def speak(self, sid: str, words: str) -> None:
        """Said when next recorded."""
        self.post(f"calls/{sid}/says", {"words": words})

    def hang_up(self, sid: str) -> None:
        self.post(f"calls/{sid}/hangup", {})

    def phones(self, *, ringing: bool = True) -> list[dict[str, Any]]:
        """Legs that ring now, or all that are not over."""
        phones: list[dict[str, Any]] = self.get("phones")["phones"]
        return [phone for phone in phones if phone["ringing"] or not ringing]

    def answer(self, sid: str, keys: str = "") -> None:
        self.post(f"phones/{sid}/answer", {"keys": keys})

    def set_habit(self, address: str, then: str, *, keys: str = "", seconds: float = 0) -> None:
        """What the owner of a phone does whenever it rings: wait, answer, busy or never."""
        wanted = {"address": address, "then": then, "keys": keys, "seconds": seconds}
        self.post("habits", wanted)

    def set_faults(self, **wishes: str | float) -> None:
        self.post("faults", wishes)

    def disturb(self, often: Disturbances) -> None:
        self.post("disturbances", asdict(often))

    def set_fate(self, number: str, states: str) -> None:
        """What becomes of texts to a number, in order: "sent failed"."""
        self.post("fates", {"address": number, "states": states})

    def text_in(self, sender: str, words: str, to: str = "") -> str:
        """Somebody texts the line; returns the text's reference."""
        return str(self.post("texts", {"from": sender, "words": words, "to": to})["sid"])

    def text(self, sid: str) -> dict[str, Any]:
        """A text of either direction; ``is_taken``: it came in, and the helpline answered."""
        return self.get(f"texts/{sid}")

    def messages(self) -> list[dict[str, Any]]:
        return list(self.get("messages")["messages"])

    def mails(self) -> list[dict[str, Any]]:
        return list(self.get("mails")["mails"])

    def log(self) -> Iterator[dict[str, Any]]:
        yield from self.get("log")["log"]

    def sound(self, url: str) -> bytes | None:
        """A recording that a caller heard; None where it can no longer be had."""
        try:
            answer = self._session.get(url, timeout=TIMEOUT_SECONDS)
        except requests.RequestException:
            return None
        return answer.content if answer.ok else None

    def get(self, path: str) -> dict[str, Any]:
        return self._asked("GET", path, None)

    def post(self, path: str, wanted: dict[str, Any]) -> dict[str, Any]:
        return self._asked("POST", path, wanted)

    def _asked(self, method: str, path: str, wanted: dict[str, Any] | None) -> dict[str, Any]:
        url = f"{self.url}/practice/{path}"
        try:
            answer = self._session.request(method, url, json=wanted, timeout=TIMEOUT_SECONDS)
            answer.raise_for_status()
            body: dict[str, Any] = answer.json()
        except requests.RequestException:
            raise NoPracticeLine(self.url) from None
        return body
