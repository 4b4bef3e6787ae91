"""Every refusal that is known has a name of ours; any other says that it has none."""

import pytest

from helpline.providers import CallGone, CarrierRefused, CarrierUnavailable, CarrierUnclear, Reason
from helpline.providers.twilio.codes import REASONS, explained


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (404, 20404, CallGone),
        (400, 21220, CallGone),
        (404, None, CallGone),
        (429, 20429, CarrierUnavailable),
        (400, 21611, CarrierUnavailable),
        (500, 20500, CarrierUnavailable),
        (503, None, CarrierUnavailable),
        (502, None, CarrierUnclear),
        (504, 20504, CarrierUnclear),
        (400, 21211, CarrierRefused),
        (302, None, CarrierRefused),
    ],
)
def test_what_the_carrier_answers_means_one_of_four_things(
    status: int, code: int | None, kind: type[Exception]
) -> None:
    assert type(explained(status, code)) is kind


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (20003, Reason.CREDENTIALS),
        (20009, Reason.NOT_YET),
        (21216, Reason.NOT_ALLOWED),
        (21219, Reason.NOT_ALLOWED),
        (21202, Reason.BAD_NUMBER),
        (21610, Reason.OPTED_OUT),
        (21626, Reason.BAD_ADDRESS),
        (21660, Reason.BAD_LINE),
        (16025, Reason.ALREADY_THERE),
        (21617, Reason.TOO_LONG),
    ],
)
def test_a_refusal_is_named(code: int, reason: Reason) -> None:
    refused = explained(400, code)

    assert isinstance(refused, CarrierRefused)
    assert (refused.reason, refused.code) == (reason, code)


def test_a_reason_that_nobody_foresaw_says_so_and_keeps_its_number() -> None:
    refused = explained(400, 29999)

    assert isinstance(refused, CarrierRefused)
    assert str(refused) == "the carrier gave a reason we do not know (29999)"
    assert explained(401, None).args != refused.args


def test_a_name_is_never_a_carriers_own_sentence() -> None:
    for code in REASONS:
        assert str(explained(400, code)) == f"{REASONS[code]} ({code})"
