"""A father follows the handover in his own mailbox, in his language, and takes his yes back."""

import re
from collections.abc import Callable

from flask.testing import FlaskClient

from tests.intake.public.walker import Walker
from tests.referrals.conftest import AtPartner, Counsellor

TOKEN = re.compile(r'name="token" value="([^"]+)"')
WITHDRAW = re.compile(r'name="withdraw" value="([^"]+)"')


def written_and_handed_on(father: Walker, maria: Counsellor) -> str:
    """Returns the father's receipt."""
    receipt = father.send(wish="someone_close", worries="ابني يتحدث عن الرحيل")
    maria.hand_on_newest()
    return receipt


def take_back(father: Walker) -> None:
    token, consent = TOKEN.search(father.page), WITHDRAW.search(father.page)
    assert token is not None
    assert consent is not None
    father.post("messages/panel/referrals", {"token": token[1], "withdraw": consent[1]})


def test_a_father_reads_what_became_of_it_and_takes_his_yes_back(
    public: FlaskClient,
    maria: Counsellor,
    lena: AtPartner,
    settle: Callable[[], int],
) -> None:
    father = Walker(public)
    receipt = written_and_handed_on(father, maria)
    path = lena.newest()

    assert "have not answered yet" in father.open_mailbox(receipt).shown
    lena.press("accept")
    settle()
    assert "Brücke family counselling said yes" in father.open_mailbox(receipt).shown
    lena.press("first-contact")
    settle()
    assert "has been in touch for the first time" in father.open_mailbox(receipt).shown

    take_back(father)
    assert "You have taken it back" in father.shown
    assert "You took this back" in father.open_mailbox(receipt).shown
    assert lena.read(path).status_code == 410
