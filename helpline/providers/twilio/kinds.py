"""Companies that speak as Twilio does: where each is, and how it signs.

Another one is another line here and settings, and no change to any room. Only Twilio's
contract was read in full; nothing was ever tried against any of them from here.
"""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urlsplit

from helpline.config import LOOPBACK, Config, ConfigError

_WORD: Final = re.compile(r"[a-z0-9-]*")
PATIENCE: Final = "rt=5000&rc=2&rp=ct,rt,5xx"
"""Asked again, twice, where we were away or broken: all our answers bear repeating."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One company, as far as it differs."""

    domain: str
    signature: str
    """The header that carries it. Everybody here signs as Twilio does, with a key of its own."""
    signature_settings: str = ""
    """The header that may name another algorithm; empty: there is none."""
    reads_fragments: bool = False
    """Whether ``#rc=2`` behind an address says how often it is asked again."""


KINDS: Final = {
    "twilio": Kind(
        domain="twilio.com",
        signature="X-Twilio-Signature",
        signature_settings="X-Twilio-Webhooks-Signature-Settings",
        reads_fragments=True,
    ),
    "signalwire": Kind(domain="signalwire.com", signature="X-SignalWire-Signature"),
}


def kind_of(config: Config) -> Kind:
    """Raises ConfigError for a company that nobody described here."""
    try:
        return KINDS[config.carrier_kind]
    except KeyError:
        known = ", ".join(KINDS)
        raise ConfigError([f"HELPLINE_CARRIER_KIND is none of {known}"]) from None


def rest_address(config: Config) -> SplitResult:
    """Where REST calls go, region and edge included.

    Raises ConfigError for a host that is neither the company's nor this machine: our secret
    goes there with every call.
    """
    base = urlsplit(config.carrier_base_url)
    host, domain = base.hostname or "", kind_of(config).domain
    if host in LOOPBACK and base.scheme in {"http", "https"}:
        return base
    if base.scheme != "https" or not host.endswith(f".{domain}"):
        raise ConfigError(["HELPLINE_CARRIER_BASE_URL is no address of the carrier's"])
    return base._replace(netloc=_regional(base.netloc, config))


def _regional(host: str, config: Config) -> str:
    """``api.twilio.com`` with edge and region between its parts, where any are configured."""
    region, edge = config.carrier_region, config.carrier_edge
    if not (_WORD.fullmatch(region) and _WORD.fullmatch(edge)):
        raise ConfigError(["HELPLINE_CARRIER_REGION and _EDGE are short words such as ie1, dublin"])
    if host == "api.twilio.com" and (region or edge):
        return ".".join(filter(None, ("api", edge, region or "us1", "twilio.com")))
    missing = {region, edge} - {""} - set(host.split("."))
    if missing:
        raise ConfigError([f"HELPLINE_CARRIER_BASE_URL says another place than {min(missing)}"])
    return host


def wishes(config: Config) -> str:
    """What stands behind each address of ours that the carrier asks: how, and how often.

    The carrier keeps it to itself; it is never part of what is signed.
    """
    if not kind_of(config).reads_fragments:
        return ""
    return f"#{PATIENCE}&e={config.carrier_edge}" if config.carrier_edge else f"#{PATIENCE}"
