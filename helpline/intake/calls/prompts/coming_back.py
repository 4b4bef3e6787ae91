"""What is said to somebody who wants to go on with an earlier contact. Nothing of it is told."""

from collections.abc import Iterator

from helpline.i18n import gettext as _
from helpline.intake.calls.decisions.moves import RECEIPT_KEY
from helpline.intake.calls.prompts.menus import press_for_danger, press_for_danger_in_an_entry


def code() -> Iterator[str]:
    yield from press_for_danger_in_an_entry()
    yield _("Please key the six digits of your code.")
    yield _(
        "If you have no code and only your receipt, press %(key)s and then the hash key.",
        key=RECEIPT_KEY,
    )


def no_code(pressed: str) -> str:
    if pressed:
        return _("A code has six digits, from 1 to 9.")
    return _("We did not notice a key. Please listen once more.")


def found() -> Iterator[str]:
    yield _("We have found your earlier contact.")


def not_known() -> Iterator[str]:
    yield _("We do not know this code. A code works once, and for 30 minutes.")


def no_more_tries() -> Iterator[str]:
    yield _("We could not find your earlier contact. You can go on without it.")


def not_now() -> Iterator[str]:
    """Too many wrong codes were keyed, by whomever."""
    yield _("We cannot take codes at the moment. You can go on without one.")


def receipt_risk() -> Iterator[str]:
    yield from press_for_danger()
    yield _(
        "If you key your receipt on the phone, the phone company could see it. "
        "A short code from our web page is safer."
    )
    yield _("To key your receipt all the same, press 1.")
    yield _("To go on without it, press any other key.")


def receipt() -> Iterator[str]:
    yield from press_for_danger_in_an_entry()
    yield _("Please key the sixteen digits of your receipt.")


def no_receipt(pressed: str) -> str:
    if pressed:
        return _("A receipt has sixteen digits, from 1 to 9.")
    return _("We did not notice a key. Please listen once more.")


def receipt_not_known() -> Iterator[str]:
    yield _("We do not know this receipt. Perhaps one digit is different.")


def please_wait() -> Iterator[str]:
    """Receipts are being guessed, perhaps by others; this one was not looked up."""
    yield _("Too many wrong receipts were keyed. Please wait half a minute and try again.")
