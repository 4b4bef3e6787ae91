"""What can go wrong between a page and us, said so that nobody thinks it is their fault."""

from dataclasses import dataclass
from typing import Final

from helpline.i18n import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class Trouble:
    """A message at the top of a page that still has everything in it."""

    words: str
    shows_numbers: bool = False
    """Whoever waits for help must not wait for us."""


EXPIRED: Final = Trouble(
    _l(
        "This page had been open for a long time. For your safety, what you typed on earlier pages "
        "can no longer be read. What you typed on this page is still here. Please go on."
    )
)
BROKEN: Final = Trouble(
    _l(
        "Something was lost on the way between your device and us. "
        "What you typed on this page is still here. Please look at it and go on."
    )
)
FOREIGN: Final = Trouble(
    _l(
        "This came from another website, not from our own page, so we have kept nothing. "
        "If you wrote it yourself: it is still here. Please look at it and go on."
    )
)
DELETED: Final = Trouble(
    _l(
        "You sent this form before, and it was deleted since then. "
        "Everything is still here. If you want to send it again, please do: "
        "you will get a new receipt."
    )
)
NOT_TAKEN: Final = Trouble(
    _l(
        "We could not take this just now. It is not your fault, and nothing is lost: everything "
        "is still on this page. Please try again in a minute."
    ),
    shows_numbers=True,
)
OPEN_AGAIN: Final = Trouble(
    _l(
        "Your messages are closed after half an hour, for your safety. "
        "Please open them again with your receipt. What you typed is still here."
    )
)
