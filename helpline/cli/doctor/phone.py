"""Can callers be spoken with, and can our own phones be rung?"""

from collections.abc import Iterator
from pathlib import Path

from helpline.cli.doctor.patient import Patient
from helpline.cli.phone_words import Place, speaking_for
from helpline.config import Config, ConfigError
from helpline.intake.calls.recordings import lacking
from helpline.phone import E164
from helpline.policy import Policy
from helpline.providers import (
    CallGone,
    CarrierRefused,
    CarrierUnavailable,
    CarrierUnclear,
    checkup_for,
)

MEDIA = "whether recordings at the carrier need a password (HTTP auth for media: switch it on)"
REGION = "in which region the carrier takes this number's calls (its console says so)"
PRACTICE = "a real line (this house has the practice line, and nobody outside can call it)"
RECORDING = "whether calls are recorded by a setting of the account (leave recording off)"


def examine(patient: Patient) -> Iterator[str]:
    patient.unknown.extend((PRACTICE,) if patient.is_practice else (MEDIA, REGION, RECORDING))
    public, policy = patient.public, patient.policy
    if public is not None and policy is not None:
        yield from _numbers(public, policy)
        yield from _languages(patient, policy)
    yield from _softphone(patient)


def _numbers(config: Config, policy: Policy) -> Iterator[str]:
    duty = policy.danger.duty_number
    if not config.line_number:
        yield "HELPLINE_LINE_NUMBER is not set: no phone can be rung. Set it to the line's number."
    elif config.line_number not in policy.phone_numbers:
        yield (
            f"The policy's phone_numbers do not name {config.line_number}, from which we call."
            " Name it there, or mend HELPLINE_LINE_NUMBER."
        )
    if duty == config.line_number or duty in policy.phone_numbers:
        yield (
            "danger.duty_number is the line itself: when we are broken, callers would go round in"
            " circles. Name a phone that somebody carries."
        )
    elif not E164(duty).may_be_rung:
        yield "danger.duty_number is no phone that we may ring. Name a phone that somebody carries."


def _languages(patient: Patient, policy: Policy) -> Iterator[str]:
    """What the phone's menu would leave out, because nothing can speak it."""
    known = patient.known
    folder = Path(known.get("HELPLINE_RECORDINGS", "recordings"))
    place = Place(Path(known["HELPLINE_POLICY_FILE"]), folder, patient.is_practice)
    with speaking_for(policy, place):
        for fault in lacking.faults():
            yield f"{fault}. Let somebody read them aloud ('helpline recordings'), or take it out."


def _softphone(patient: Patient) -> Iterator[str]:
    config = patient.staff
    if config is None:
        return
    if not (config.carrier_api_key and config.carrier_api_secret):
        yield (
            "The staff face has no key for the softphone, so nobody can answer in the browser."
            " Set HELPLINE_CARRIER_API_KEY and HELPLINE_CARRIER_API_SECRET."
        )
        return
    try:
        checkup_for(config).line(config.line_number)
    except CarrierRefused:
        yield (
            "The carrier does not take the staff face's API key: the softphone cannot sign in."
            " Mend HELPLINE_CARRIER_API_KEY and HELPLINE_CARRIER_API_SECRET."
        )
    except (ConfigError, CallGone, CarrierUnavailable, CarrierUnclear):
        return  # said once, with the account
