"""Which public pages there are: the house itself says so, and a test holds this list against it."""

from collections.abc import Iterator
from typing import Final

from tests.intake.public.walker import Walker
from tests.referrals.conftest import Counsellor

PAGES: Final = {
    "": "door.start",
    "what-happens": "door.what_happens",
    "signs": "door.what_signs",
    "about": "door.about",
    "accessibility": "door.accessibility",
    "privacy": "door.privacy",
    "contact": "door.contact",
    "contact/next": "door.afterwards",
    "messages": "messages.enter",
    "messages/closed": "messages.closed",
    "contact?view=short": "door.contact",
}
"""Every page that can be opened by its address, behind the language, and what answers there."""
NO_PAGES: Final = {"door.leave": "leads away", "door.about_on_paper": "a file"}
NOWHERE: Final = "nowhere"
LONGER_THAN_WE_TAKE: Final = "y" * 10_001


def pages_of_the_form(reader: Walker) -> Iterator[str]:
    """Each page from the first question to the receipt, and how each looks with a fault."""
    yield reader.open("contact").press().page
    yield reader.press(danger="yes").page
    yield reader.press("now", where="x" * 300).page
    yield reader.press().page
    yield reader.press().page
    yield reader.press(wish="someone_close").page
    yield reader.press(worries=LONGER_THAN_WE_TAKE).page
    yield reader.press(worries="z" * 200).page
    yield reader.press(reach="call").page
    yield reader.press(number="110", code_word="u" * 300).page
    yield reader.press(number="030 23125 001", code_word="", voicemail="yes").page
    yield reader.press("send").page


def open_mailbox(reader: Walker, receipt: str, maria: Counsellor) -> str:
    """Of whoever wrote last, with all that can stand in it."""
    maria.answer_newest("We are here.\n" + "w" * 200)
    maria.hand_on_newest()
    reader.open_mailbox(receipt)
    return reader.post("messages/phone-code", {"token": reader.fields["token"]}).page
