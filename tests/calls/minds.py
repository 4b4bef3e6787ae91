"""What callers make of what they hear: the first phrase that fits says the key."""

from collections.abc import Callable, Iterator

Mind = Callable[[str], str]
Wish = tuple[str, str]

ENGLISH: Wish = ("For English, press 1", "1")
SOMEONE_CLOSE: Wish = ("someone close to you", "1")
ANYBODY: Wish = ("talk with a woman", "3")
IN_LINE: tuple[Wish, ...] = (ENGLISH, SOMEONE_CLOSE, ANYBODY)
"""As far as the queue of the support desk."""
CALL_ME: tuple[Wish, ...] = (
    ("want us to call you back, press 1", "1"),
    ("or soon after, press 1", "1"),
    ("calling from, press 1", "1"),
    ("rather be called back, press 1", "1"),
)
LEAVE_WORD: tuple[Wish, ...] = (("leave a message for us, press 3", "3"),)
DANGER: tuple[Wish, ...] = (
    ("because there is danger, press 1", "1"),
    ("is in danger now, press 0", "0"),
)


def wants(*wishes: Wish) -> Mind:
    """Presses what these phrases ask for, and else listens on."""

    def mind(said: str) -> str:
        return next((key for phrase, key in wishes if phrase in said), "-")

    return mind


def tries(*entries: str, then: Mind) -> Mind:
    """These first, one at each question; then another mind."""
    left: Iterator[str] = iter(entries)

    def mind(said: str) -> str:
        return next(left, None) or then(said)

    return mind
