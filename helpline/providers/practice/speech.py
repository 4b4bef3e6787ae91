"""Speaks prompts into a call's transcript, in simulated time."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from helpline.providers.practice.call import Call
from helpline.providers.practice.transport import Browser

SECONDS_PER_WORD: Final = 0.35
SECONDS_PER_RECORDING: Final = 3.0


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
            url = urljoin(base, words)
            self.browser.audio(url)
            self.call.hear("play", url)
            return SECONDS_PER_RECORDING
        self.call.hear("say", words, verb.get("language", "en-US"), verb.get("voice", ""))
        return SECONDS_PER_WORD * len(words.split())

    def _lasts(self, seconds: float, *, by_key: bool) -> bool:
        """Let it be spoken. Says whether it was cut short."""
        line = self.call.heard[-1]
        line.cut = self.call.lasts(
            seconds, lambda: self.enough() or (by_key and bool(self.call.typed))
        )
        return line.cut
