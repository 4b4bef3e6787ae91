"""Speaks prompts into a call's transcript, in simulated time."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from helpline.providers.practice.audio import listen_to
from helpline.providers.practice.call import Call
from helpline.providers.practice.transport import Browser

SECONDS_PER_WORD: Final = 0.35


def _never() -> bool:
    return False


@dataclass(slots=True)
class Speech:
    call: Call
    browser: Browser
    enough: Callable[[], bool] = _never
    """Cuts every passage short; a conference that starts ends its waiting prompts."""

    def perform(self, verb: ET.Element, base: str, *, by_key: bool = False) -> None:
        """One Say, Play or Pause. Raises Broken for a recording that cannot be had."""
        times = int(verb.get("loop", "1")) or 1
        for _time in range(times):
            seconds = self._begin(verb, base)
            if self._lasts(seconds, by_key=by_key):
                return

    def _begin(self, verb: ET.Element, base: str) -> float:
        words = " ".join((verb.text or "").split())
        if verb.tag == "Pause":
            length = verb.get("length", "1")
            self.call.hear("pause", length)
            return float(length)
        if verb.tag == "Play":
            return self._play(urljoin(base, words))
        self.call.hear("say", words, verb.get("language", "en-US"), verb.get("voice", ""))
        return SECONDS_PER_WORD * len(words.split())

    def _play(self, url: str) -> float:
        """Heard are the words, where they are noted in the recording."""
        played = listen_to(self.browser.audio(url))
        self.call.hear("play", played.words or url, played.language, url)
        return played.seconds

    def _lasts(self, seconds: float, *, by_key: bool) -> bool:
        """Let it be spoken. Says whether it was cut short."""
        line = self.call.heard[-1]
        line.cut = self.call.lasts(
            seconds, lambda: self.enough() or (by_key and self.call.interrupts)
        )
        return line.cut
