"""Reads a softphone's token as Twilio would: who signed it, for whom, and until when."""

import hashlib
import hmac
import json
from base64 import urlsafe_b64decode
from typing import Any, Final

from helpline import clock
from helpline.providers.practice.setup import Setup

INVALID: Final = 20101
EXPIRED: Final = 20104
KIND: Final = "twilio-fpa;v=1"


class BadToken(Exception):
    """The token opens nothing. ``code`` is Twilio's."""

    def __init__(self, code: int = INVALID) -> None:
        super().__init__(str(code))
        self.code = code


def address_of(token: str, setup: Setup) -> str:
    """The address at which this phone is rung. Raises BadToken."""
    try:
        signed, _, signature = token.rpartition(".")
        header, claims = (json.loads(_bytes(part)) for part in signed.split("."))
        genuine = hmac.compare_digest(_bytes(signature), _signature(setup.api_secret, signed))
        identity = _checked(header, claims, setup) if genuine and setup.api_secret else ""
    except (ValueError, TypeError, KeyError, AttributeError):
        raise BadToken from None
    if not identity:
        raise BadToken
    return f"client:{identity}"


def _checked(header: dict[str, Any], claims: dict[str, Any], setup: Setup) -> str:
    """Empty for a token of another account, or one that may not be rung."""
    ours = {"alg": header["alg"], "cty": header["cty"], "iss": claims["iss"], "sub": claims["sub"]}
    if ours != {"alg": "HS256", "cty": KIND, "iss": setup.api_key, "sub": setup.account}:
        return ""
    # The library that makes tokens asks the real time, whatever our clock was moved to.
    moment = (clock.now() - clock.shift()).timestamp()
    if not claims.get("nbf", 0) - 60 <= moment < claims["exp"]:
        raise BadToken(EXPIRED)
    grants = claims["grants"]
    return str(grants["identity"]) if grants["voice"]["incoming"]["allow"] is True else ""


def _signature(secret: str, signed: str) -> bytes:
    return hmac.new(secret.encode(), signed.encode(), hashlib.sha256).digest()


def _bytes(part: str) -> bytes:
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))
