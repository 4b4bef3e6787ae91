"""Each thing that operators get wrong is found, in a line of its own that says how to mend it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Final

import pytest
from click.testing import CliRunner
from flask import Flask, redirect
from flask.typing import ResponseReturnValue

from helpline import clock, paper
from helpline.cli.doctor import doctor
from helpline.cli.doctor.command import examined
from tests.doctor.conftest import LINE, Installation
from tests.serving import served

Seed = Callable[[Installation], None]


def test_where_all_is_right_nothing_is_found(installation: Installation) -> None:
    assert installation.findings() == []


def test_a_machine_without_pango_is_named(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "LIBRARIES", ("libnothing.so.0",))
    [finding] = installation.findings()
    assert finding.startswith("libnothing.so.0 is not on this machine")


def at_the_carrier(**settings: str) -> Seed:
    return lambda installation: installation.at_the_carrier(**settings)


def runs_with(**settings: object) -> Seed:
    return lambda installation: installation.runs_with(**settings)


def told(**settings: str) -> Seed:
    return lambda installation: installation.known.update(settings)


def in_the_policy(old: str, new: str) -> Seed:
    return lambda installation: installation.change_policy(old, new)


def another_number(installation: Installation) -> None:
    exchange = installation.line.exchange
    exchange.setup = replace(exchange.setup, number="+493023125199")


def slow_clock(_installation: Installation) -> None:
    clock.move(timedelta(minutes=-3))


def somebody_elses_login(installation: Installation) -> None:
    known = installation.known
    known["HELPLINE_WORKER_DATABASE_URL"] = known["HELPLINE_PUBLIC_DATABASE_URL"]


def a_password_of_another_day(installation: Installation) -> None:
    known = installation.known
    url = known["HELPLINE_STAFF_DATABASE_URL"]
    known["HELPLINE_STAFF_DATABASE_URL"] = url.replace("a%20password", "another")


def a_number_that_is_the_line(installation: Installation) -> None:
    installation.change_policy('duty_number = "+49 30 23125 101"', f'duty_number = "{LINE}"')


SEEDED: Final[dict[str, tuple[Seed, str]]] = {
    "another address": (
        runs_with(public_base_url="http://127.0.0.1:8000"),
        "believes that its address is http://127.0.0.1:8000",
    ),
    "http for https": (
        lambda one: one.runs_with(public_base_url=one.base.replace("http:", "https:")),
        "believes that its address is https://",
    ),
    "another signing secret": (
        runs_with(carrier_signing_secrets=("of another account",)),
        "refuses what is signed with signing secret 1",
    ),
    "no signing secret": (
        told(HELPLINE_CARRIER_SIGNING_SECRETS=""),
        "No signing secret is set",
    ),
    "a wrong carrier secret": (
        told(HELPLINE_CARRIER_SECRET="wrong"),
        "does not take our credentials",
    ),
    "a carrier nobody reaches": (
        told(HELPLINE_CARRIER_BASE_URL="http://127.0.0.1:9"),
        "The carrier does not answer at",
    ),
    "another region": (
        told(
            HELPLINE_CARRIER_BASE_URL="https://api.dublin.ie1.twilio.com",
            HELPLINE_CARRIER_REGION="us1",
        ),
        "says another place than us1",
    ),
    "a company that nobody knows": (
        told(HELPLINE_CARRIER_KIND="twillio"),
        "HELPLINE_CARRIER_KIND is none of twilio, signalwire",
    ),
    "half an address": (
        told(HELPLINE_PUBLIC_BASE_URL="line.example.org"),
        "The public address line.example.org is none",
    ),
    "stand-ins for real callers": (
        told(
            HELPLINE_CARRIER_BASE_URL="https://api.dublin.ie1.twilio.com",
            HELPLINE_CARRIER_REGION="us1",  # so that nobody is asked
            HELPLINE_DEMONSTRATION="1",
        ),
        "HELPLINE_DEMONSTRATION is for the practice line alone",
    ),
    "a number that is not ours": (another_number, "is not one of this account's"),
    "voice asked elsewhere": (
        at_the_carrier(voice_url="https://demo.twilio.com/welcome/voice/"),
        "when a call comes in, the carrier asks https://demo.twilio.com",
    ),
    "voice asked by GET": (
        at_the_carrier(voice_method="GET"),
        "when a call comes in, the carrier asks by GET",
    ),
    "no fallback": (
        at_the_carrier(voice_fallback_url=""),
        "if that fails, the carrier asks nobody",
    ),
    "no status": (
        at_the_carrier(status_callback=""),
        "when a call changes, the carrier asks nobody",
    ),
    "texts asked by GET": (
        at_the_carrier(sms_method="GET"),
        "when a text comes in, the carrier asks by GET",
    ),
    "calls taken by a trunk": (at_the_carrier(trunk_sid="TK1"), "calls go to a trunk"),
    "a clock that is wrong": (
        slow_clock,
        "s behind the carrier's. Let it follow a time server",
    ),
    "somebody else's login": (
        somebody_elses_login,
        "signs in as helpline_public and should as helpline_worker",
    ),
    "a wrong password": (
        a_password_of_another_day,
        "HELPLINE_STAFF_DATABASE_URL does not lead into the database",
    ),
    "no Redis": (told(REDIS_URL="redis://127.0.0.1:9"), "Redis does not answer"),
    "a wrong passphrase": (
        told(HELPLINE_WORKER_PASSPHRASE="not the one that was chosen"),
        "keys of worker",
    ),
    "a language nothing speaks": (
        in_the_policy('"tr"]  # spoken', '"fa"]'),
        "fa has no voice",
    ),
    "a duty phone in circles": (a_number_that_is_the_line, "danger.duty_number is the line itself"),
    "no key for the softphone": (
        told(HELPLINE_CARRIER_API_KEY="", HELPLINE_CARRIER_API_SECRET=""),
        "has no key for the softphone",
    ),
    "a wrong key for the softphone": (
        told(HELPLINE_CARRIER_API_SECRET="wrong"),
        "does not take the staff face's API key",
    ),
}


@pytest.mark.parametrize("what", SEEDED)
def test_each_misconfiguration_is_found_by_a_line_of_its_own(
    installation: Installation, what: str
) -> None:
    seed, words = SEEDED[what]
    del installation.known["DATABASE_URL"]  # the wall takes its time, and has a test of its own
    seed(installation)

    findings = installation.findings()

    about = [finding for finding in findings if words in finding]
    assert len(about) == 1, findings
    assert about[0].endswith(".")
    assert "\n" not in about[0]


def test_workers_with_a_key_of_their_own_are_well_though_it_may_not_ask_for_the_account(
    installation: Installation,
) -> None:
    known = installation.known
    del known["HELPLINE_CARRIER_SECRET"]
    for name in ("CARRIER_API_KEY", "CARRIER_API_SECRET"):
        known[f"HELPLINE_WORKER_{name}"] = known[f"HELPLINE_{name}"]

    well, wrong = examined(known), dict(known, HELPLINE_WORKER_CARRIER_API_SECRET="wrong")

    assert well.wrong == []
    assert any("whether the account is active" in unknown for unknown in well.unknown)
    assert any("does not take our credentials" in found for found in examined(wrong).wrong)


@contextmanager
def somebody_else(answer: Callable[[], ResponseReturnValue]) -> Iterator[str]:
    """Another server at our public address."""
    app = Flask("elsewhere")
    app.add_url_rule("/<path:_path>", "any", lambda _path: answer(), methods=["POST"])
    with served(app) as port:
        yield f"http://127.0.0.1:{port}"


def test_an_address_that_believes_everybody_is_not_ours(installation: Installation) -> None:
    with somebody_else(lambda: "hello") as address:
        installation.known["HELPLINE_PUBLIC_BASE_URL"] = address
        findings = installation.findings()

    assert any("takes webhooks that nobody signed" in finding for finding in findings)


def test_an_address_that_sends_everybody_on_loses_what_was_keyed(
    installation: Installation,
) -> None:
    with somebody_else(lambda: redirect("https://line.example.org/voice/fallback")) as address:
        installation.known["HELPLINE_PUBLIC_BASE_URL"] = address
        findings = installation.findings()

    assert any("sends everybody on to https://line.example.org" in one for one in findings)


def test_an_address_without_tls_is_named_before_anybody_keys_a_receipt(
    installation: Installation,
) -> None:
    del installation.known["DATABASE_URL"]
    installation.known["HELPLINE_PUBLIC_BASE_URL"] = "http://0.0.0.0:9"

    findings = installation.findings()

    assert any("is not https" in finding for finding in findings)
    assert any("Nothing answers at the public address" in finding for finding in findings)


def test_no_finding_repeats_a_secret(installation: Installation) -> None:
    known = installation.known
    right, known["HELPLINE_CARRIER_SECRET"] = known["HELPLINE_CARRIER_SECRET"], "1st-secret"
    known["REDIS_URL"] = "redis://:2nd-secret@127.0.0.1:9"
    known["HELPLINE_STAFF_DATABASE_URL"] = "postgresql://somebody:3rd@secret@127.0.0.1/house"
    known["DATABASE_URL"] = "postgresql:somebody:4th-secret@127.0.0.1/house"
    installation.at_the_carrier(voice_url="https://me:5th-secret@elsewhere.example.org/voice")

    said = " ".join(installation.findings())
    known["HELPLINE_CARRIER_SECRET"] = right
    said += " ".join(installation.findings())

    for found in (
        "does not take our credentials",
        "HELPLINE_STAFF_DATABASE_URL does not lead into the database",
        "DATABASE_URL is no address of a database",
        "the carrier asks https://…@elsewhere.example.org/voice",
    ):
        assert found in said
    assert "secret" not in said


def test_the_command_says_all_and_ends_with_one(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    installation.at_the_carrier(voice_method="GET", status_callback="")
    for name, value in installation.known.items():
        monkeypatch.setenv(name, value)

    run = CliRunner().invoke(doctor)

    assert run.exit_code == 1
    assert [line[0] for line in run.output.splitlines()] == ["-", "-", "?"]
    assert "nobody outside can call it" in run.output
