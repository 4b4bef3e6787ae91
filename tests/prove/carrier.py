"""The carrier: whom we tell our secrets, whom we believe, what it is made to forget."""

from typing import Final

from tests.prove.sabotage import Sabotage

KINDS: Final = "helpline/providers/twilio/kinds.py"
WEBHOOKS: Final = "helpline/providers/twilio/webhooks.py"
FORGETTING: Final = "helpline/intake/calls/duties/forgetting.py"
KIND_TESTS: Final = "tests/providers/test_kinds.py"
SIGNING_TESTS: Final = "tests/providers/test_signing.py"
FORGETTING_TESTS: Final = "tests/intake/calls/test_forgetting.py"
DOCTOR_TESTS: Final = "tests/doctor/test_doctor.py"

CARRIER: Final = (
    Sabotage(
        guard="our secret goes to the carrier's own addresses only",
        file=KINDS,
        text="""    if base.scheme != "https" or not host.endswith(f".{domain}"):""",
        instead="    if False:",
        test=f"{KIND_TESTS}::test_its_secrets_go_to_that_company_only",
    ),
    Sabotage(
        guard="a region that contradicts the address is refused",
        file=KINDS,
        text="    if missing:\n",
        instead="    if False:\n",
        test=f"{KIND_TESTS}::test_a_region_that_contradicts_the_address_is_refused",
    ),
    Sabotage(
        guard="a webhook without a signature is refused",
        file=WEBHOOKS,
        text="        return bool(signature) and any(fits)",
        instead="        return not signature or any(fits)",
        test=f"{SIGNING_TESTS}::test_anything_else_is_forged",
    ),
    Sabotage(
        guard="each company is believed by its own header only",
        file=WEBHOOKS,
        text="headers.get(kind.signature)",
        instead='headers.get("X-Twilio-Signature")',
        test=f"{KIND_TESTS}::test_its_webhooks_are_believed_by_its_own_header_and_key",
    ),
    Sabotage(
        guard="a record that is not final yet is asked for again",
        file="helpline/messages/forgetting.py",
        text="        return Again(now() + pause(now() - since))",
        instead="        return None",
        test=f"{FORGETTING_TESTS}::test_a_record_that_is_not_final_is_asked_for_again_until_it_is_gone",
    ),
    Sabotage(
        guard="a call's details stay while the carrier still has a record of it",
        file=FORGETTING,
        text="        Call.id.not_in(owed(KIND)),\n",
        instead="",
        test=f"{FORGETTING_TESTS}::test_a_record_that_is_not_final_is_asked_for_again_until_it_is_gone",
    ),
    Sabotage(
        guard="the records of our own phones are deleted too",
        file=FORGETTING,
        text="            *db.session.scalars(legs.with_for_update(skip_locked=True)),\n",
        instead="",
        test=f"{FORGETTING_TESTS}::test_the_records_of_a_call_and_of_its_legs_are_deleted_after_the_policys_time",
    ),
    Sabotage(
        guard="the carrier's hosted fallback rings the duty phone",
        file="helpline/intake/calls/hosted.py",
        text='left_url="", seconds',
        instead='left_url="/voice/fallback/over", seconds',
        test="tests/cli/test_fallback.py::test_it_asks_nothing_of_ours_and_is_short_enough",
    ),
    Sabotage(
        guard="the doctor notices a face that believes everybody",
        file="helpline/cli/doctor/address.py",
        text="    elif stranger.status == HTTPStatus.OK:",
        instead="    elif False:",
        test=f"{DOCTOR_TESTS}::test_an_address_that_believes_everybody_is_not_ours",
    ),
    Sabotage(
        guard="stand-ins and a moved clock are for the practice line alone",
        file="helpline/app.py",
        text="        faults += config.playing_faults()",
        instead="        pass",
        test="tests/rules/test_starting.py::test_a_demonstration_does_not_open_for_real_callers",
    ),
    Sabotage(
        guard="the doctor repeats no secret",
        file="helpline/cli/doctor/servers.py",
        text="Redis does not answer ({type(error).__name__})",
        instead="Redis does not answer ({url})",
        test=f"{DOCTOR_TESTS}::test_no_finding_repeats_a_secret",
    ),
    Sabotage(
        guard="the doctor repeats no password that stands in an address at the carrier",
        file="helpline/cli/doctor/account.py",
        text="            asked = _without_password(hook.url)",
        instead="            asked = hook.url",
        test=f"{DOCTOR_TESTS}::test_no_finding_repeats_a_secret",
    ),
    Sabotage(
        guard="what a driver says of an address that it cannot read is repeated nowhere",
        file="helpline/logins.py",
        text='    return "it cannot be read or leads to no server',
        instead='    return str(error) + "',
        test=f"{DOCTOR_TESTS}::test_no_finding_repeats_a_secret",
    ),
)
