"""Does the public address lead to us, and do we believe what is signed for it?"""

import http.client
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import SplitResult, urlencode, urlsplit

from helpline.cli.doctor.patient import Patient
from helpline.config import LOOPBACK, Config, ConfigError
from helpline.providers import checkup_for

PAGE: Final = "/voice/fallback"
"""Signed like every webhook; it needs no call and changes nothing."""
FORM: Final = {"CallSid": "helpline-doctor", "From": "", "To": "", "CallStatus": "ringing"}
KINDS: Final = {"https": http.client.HTTPSConnection, "http": http.client.HTTPConnection}
PATIENCE_SECONDS: Final = 15.0
SLOW_SECONDS: Final = 5.0
MEND_BASE: Final = "Set HELPLINE_PUBLIC_BASE_URL"


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    kind: str
    moved_to: str
    seconds: float


def examine(patient: Patient) -> Iterator[str]:
    config = patient.public
    if config is None:
        return  # said with the settings
    base = urlsplit(config.public_base_url)
    if base.scheme not in KINDS or not base.hostname:
        yield f"The public address {config.public_base_url} is none. {MEND_BASE} to one with https://."
        return
    if base.scheme != "https" and base.hostname not in LOOPBACK:
        yield (
            f"The public address {config.public_base_url} is not https: what callers key in would"
            f" travel for all to read. {MEND_BASE} to the https address and put TLS before it."
        )
    try:
        yield from _asked(config)
    except ConfigError:
        return  # said with the account
    except OSError as error:
        yield (
            f"Nothing answers at the public address {config.public_base_url} ({_plainly(error)})."
            f" Is the public face running? Else mend the name, the certificate or the proxy,"
            f" or {MEND_BASE[0].lower()}{MEND_BASE[1:]}."
        )


def _asked(config: Config) -> Iterator[str]:
    """First as a stranger, who must be refused; then as the carrier."""
    stranger = _post(config.public_base_url, {})
    if stranger.moved_to:
        yield (
            f"The public address sends everybody on to {stranger.moved_to}, and on the way the"
            f" carrier loses what a caller keyed. {MEND_BASE} to where it leads in the end."
        )
    elif stranger.status == HTTPStatus.OK:
        yield (
            f"Whoever answers at {config.public_base_url} takes webhooks that nobody signed, so"
            " it is not this helpline. Let the proxy pass /voice/ on to the public face."
        )
    elif stranger.status != HTTPStatus.FORBIDDEN:
        yield (
            f"The public face does not answer under {config.public_base_url}{PAGE} (status"
            f" {stranger.status}). Let the proxy pass the whole path on, unchanged."
        )
    else:
        yield from _as_carrier(config)


def _as_carrier(config: Config) -> Iterator[str]:
    secrets = [secret for secret in config.carrier_signing_secrets if secret]
    if not secrets:
        yield (
            "No signing secret is set, so every webhook is refused. Set"
            " HELPLINE_CARRIER_SIGNING_SECRETS to the account's auth token or signing key."
        )
    for number, secret in enumerate(secrets, start=1):
        reply = _post(config.public_base_url, _signed(config, config.public_base_url, secret))
        if reply.status == HTTPStatus.FORBIDDEN:
            yield _refused(config, secret, number)
        elif reply.status != HTTPStatus.OK or not reply.kind.startswith("text/xml"):
            yield (
                f"A signed webhook is answered with status {reply.status} and {reply.kind or '?'}"
                " instead of TwiML. Look into the log of the public face."
            )
        elif reply.seconds > SLOW_SECONDS:
            yield (
                f"A webhook took {reply.seconds:.0f} s, and the carrier hangs up after 15."
                " Look at the load of the public face and of the proxy before it."
            )


def _refused(config: Config, secret: str, number: int) -> str:
    """Why: is another address believed to be ours, or is the secret another?"""
    base = config.public_base_url
    for other in _others(urlsplit(base)):
        if _post(base, _signed(config, other, secret)).status == HTTPStatus.OK:
            return (
                f"The public face believes that its address is {other}, and the carrier asks"
                f" {base}: every webhook is refused. {MEND_BASE} to {base} where it runs."
            )
    return (
        f"The public face refuses what is signed with signing secret {number} for {base}: it was"
        " started with another secret or another address, or a proxy changes the path. Give it the"
        " same HELPLINE_CARRIER_SIGNING_SECRETS and HELPLINE_PUBLIC_BASE_URL and start it again."
    )


def _others(base: SplitResult) -> Iterator[str]:
    """Addresses that are taken for ours by mistake; the first is what nobody has set."""
    yield "http://127.0.0.1:8000"
    name = base.hostname or ""
    for scheme in ("https", "http"):
        for host in dict.fromkeys((base.netloc, name)):
            other = f"{scheme}://{host}{base.path}".rstrip("/")
            if other != base.geturl().rstrip("/"):
                yield other


def _signed(config: Config, base: str, secret: str) -> dict[str, str]:
    return checkup_for(config).signed(base.rstrip("/") + PAGE, FORM, secret)


def _post(base: str, headers: Mapping[str, str]) -> Reply:
    """One webhook, through every proxy on the way. Raises OSError."""
    url = urlsplit(base.rstrip("/") + PAGE)
    connection = KINDS[url.scheme](url.netloc, timeout=PATIENCE_SECONDS)
    began = time.monotonic()
    sent = {"Content-Type": "application/x-www-form-urlencoded", **headers}
    try:
        connection.request("POST", url.path, urlencode(FORM), sent)
        answer = connection.getresponse()
        answer.read()
    except http.client.HTTPException as error:
        raise OSError(type(error).__name__) from None
    finally:
        connection.close()
    kind = answer.headers.get("Content-Type", "")
    moved_to = answer.headers.get("Location", "") if 300 <= answer.status < 400 else ""  # noqa: PLR2004
    return Reply(answer.status, kind, moved_to, time.monotonic() - began)


def _plainly(error: OSError) -> str:
    return error.strerror or str(error) or type(error).__name__
