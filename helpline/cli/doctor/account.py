"""Is our account with the carrier set up as our pages expect?"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Final
from urllib.parse import urldefrag

from helpline.cli.doctor.patient import Patient
from helpline.clock import now
from helpline.config import Config, ConfigError
from helpline.providers import (
    CallGone,
    CarrierRefused,
    CarrierUnavailable,
    CarrierUnclear,
    Checkup,
    Hook,
    LineSettings,
    Reason,
    checkup_for,
)

MOST_SKEW: Final = timedelta(seconds=30)
PAGES: Final = {"voice": "/voice/incoming", "status": "/voice/status", "text": "/voice/text"}
FALLBACK: Final = "/voice/fallback"
ACCOUNT: Final = "whether the account is active (the worker's API key may not ask for it)"


def examine(patient: Patient) -> Iterator[str]:
    config = patient.worker
    if config is None:
        return  # said with the settings
    try:
        yield from _examined(patient, checkup_for(config), config)
    except ConfigError as error:
        yield from (f"{fault}. Mend HELPLINE_CARRIER_*, or leave it out." for fault in error.faults)
    except CarrierRefused as refused:
        yield _refused(refused, config)
    except (CarrierUnavailable, CarrierUnclear, CallGone):
        yield (
            f"The carrier does not answer at {config.carrier_base_url}. Let this machine reach it"
            " by https, or mend HELPLINE_CARRIER_BASE_URL."
        )


def _examined(patient: Patient, checkup: Checkup, config: Config) -> Iterator[str]:
    yield from _activity(patient, checkup, config)
    yield from _clock(checkup)
    yield from _line(patient, checkup, config)


def _activity(patient: Patient, checkup: Checkup, config: Config) -> Iterator[str]:
    """The account itself may be asked for with its own secret, and with few keys."""
    try:
        if not checkup.is_active():
            yield "The account is suspended or closed. Settle that with the carrier."
    except CarrierRefused:
        if not config.carrier_api_key:
            raise
        patient.unknown.append(ACCOUNT)


def _refused(refused: CarrierRefused, config: Config) -> str:
    if refused.reason is not Reason.CREDENTIALS:
        return f"The carrier refuses to say how the account stands: {refused}."
    words = (
        "The carrier does not take our credentials. Mend HELPLINE_CARRIER_ACCOUNT and"
        " HELPLINE_CARRIER_SECRET (or the worker's API key)"
    )
    if config.carrier_region:
        words += f"; region {config.carrier_region} has credentials of its own"
    return f"{words}."


def _clock(checkup: Checkup) -> Iterator[str]:
    """Tokens and signatures of tomorrow are worth nothing today."""
    theirs, ours = checkup.moment(), now()
    if theirs is not None and abs(ours - theirs) > MOST_SKEW:
        seconds = (ours - theirs).total_seconds()
        where = "ahead of" if seconds > 0 else "behind"
        yield (
            f"This machine's clock is {abs(seconds):.0f} s {where} the carrier's. Let it follow a"
            " time server."
        )


def _line(patient: Patient, checkup: Checkup, config: Config) -> Iterator[str]:
    for number in _numbers(patient, config):
        line = checkup.line(number)
        if line is None:
            yield (
                f"The line's number {number} is not one of this account's. Mend"
                " HELPLINE_LINE_NUMBER or the policy, or buy the number."
            )
        else:
            yield from _hooks(number, line, config)
            yield from _manners(number, line)


def _numbers(patient: Patient, config: Config) -> list[str]:
    """The one that shows when we call, and those that the policy prints."""
    policy = patient.policy
    printed = policy.phone_numbers if policy else ()
    bound = [line.number for line in policy.calls.lines] if policy else []
    return list(dict.fromkeys(filter(None, (config.line_number, *printed, *bound))))


def _hooks(number: str, line: LineSettings, config: Config) -> Iterator[str]:
    base = config.public_base_url.rstrip("/")
    wanted: dict[str, tuple[Hook, Callable[[str], bool], str]] = {
        "when a call comes in": (line.voice, _is(base, "voice"), base + PAGES["voice"]),
        "when a call changes": (line.status, _is(base, "status"), base + PAGES["status"]),
        "if that fails": (
            line.fallback,
            bool,
            f"a TwiML Bin made of 'helpline fallback-twiml', or {base}{FALLBACK}",
        ),
    }
    if line.can_text:
        wanted["when a text comes in"] = (line.text, _is(base, "text"), base + PAGES["text"])
    for occasion, (hook, is_right, right) in wanted.items():
        if not is_right(urldefrag(hook.url)[0]):
            asked = _without_password(hook.url) or "nobody"
            yield f"Number {number}: {occasion}, the carrier asks {asked}. Let it ask {right}."
        elif hook.method != "POST":
            yield (
                f"Number {number}: {occasion}, the carrier asks by {hook.method}, and then writes"
                f" what was keyed into its log. Let it ask by POST."
            )


def _without_password(url: str) -> str:
    """An address at the carrier may carry a sign-in for whoever answers there."""
    place, at, rest = url.rpartition("@")
    return f"{place.partition('//')[0]}//…@{rest}" if at else url


def _is(base: str, page: str) -> Callable[[str], bool]:
    return lambda url: url == base + PAGES[page]


def _manners(number: str, line: LineSettings) -> Iterator[str]:
    if line.taken_by:
        yield (
            f"Number {number}: calls go to {line.taken_by} at the carrier, and our pages are never"
            " asked. Take it off the number."
        )
    if not line.can_talk:
        yield f"Number {number} cannot be called at all. Choose one that takes calls."
    if line.looks_up_names:
        yield (
            f"Number {number}: the carrier buys callers' names from a directory. Switch the"
            " caller name lookup off."
        )
