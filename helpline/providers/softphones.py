"""What a page of the console must know to be a phone: whose, where, and what it may reach."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from helpline.config import LOOPBACK, Config

PRACTICE: Final = "practice"
TWILIO: Final = "twilio"


@dataclass(frozen=True, slots=True, kw_only=True)
class Softphone:
    """One carrier's phone in a browser."""

    kind: str
    """Which script of ours speaks to it (helpline/static/softphone.js)."""
    address: str = ""
    """Of the practice line. Twilio's script knows its own."""
    edge: str = ""
    connect: tuple[str, ...] = ()
    """What its page may ask beside ourselves."""
    media: tuple[str, ...] = ()


def softphone_of(config: Config) -> Softphone | None:
    """None where this carrier, or this installation, has no phone for browsers."""
    if not (config.carrier_api_key and config.carrier_api_secret):
        return None
    base = urlsplit(config.carrier_base_url)
    if base.hostname in LOOPBACK:
        address = f"{base.scheme}://{base.netloc}"
        return Softphone(kind=PRACTICE, address=address, connect=(address,))
    return _twilio(config) if config.carrier_kind == TWILIO else None


def _twilio(config: Config) -> Softphone:
    """Its signalling only: sounds are ours, and nothing is told to its collector of events.

    Without an edge of our choice the carrier names another one at every connection.
    """
    name = f"voice-js.{config.carrier_edge}" if config.carrier_edge else "*"
    return Softphone(
        kind=TWILIO,
        edge=config.carrier_edge,
        connect=(f"wss://{name}.twilio.com",),
        media=("mediastream:",),
    )
