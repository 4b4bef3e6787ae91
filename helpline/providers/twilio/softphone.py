"""Lets a browser be rung: the token that the softphone shows to Twilio."""

import re
from typing import Final

from twilio.jwt.access_token import AccessToken
from twilio.jwt.access_token.grants import VoiceGrant

from helpline.config import Config
from helpline.providers.carrier import CarrierRefused, Reason

_IDENTITY: Final = re.compile(r"[A-Za-z0-9_]{1,121}")


def token(config: Config, identity: str, seconds: int) -> str:
    """It may be rung and nothing else. Raises CarrierRefused without a key, ValueError for a name.

    Made without asking anybody, with a key of the region where the account lives.
    """
    if not _IDENTITY.fullmatch(identity):
        raise ValueError("a softphone's name is letters, digits and underscores")
    if not (config.carrier_account and config.carrier_api_key and config.carrier_api_secret):
        raise CarrierRefused(Reason.CREDENTIALS)
    made = AccessToken(
        config.carrier_account,
        config.carrier_api_key,
        config.carrier_api_secret,
        identity=identity,
        ttl=seconds,
        region=config.carrier_region or None,
    )
    made.add_grant(VoiceGrant(incoming_allow=True))
    return str(made.to_jwt())
