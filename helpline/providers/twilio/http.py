"""One connection pool to the carrier: patient for seconds, never for ever, never elsewhere."""

import logging
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from typing_extensions import override

from helpline.config import ConfigError

TIMEOUT_SECONDS: Final = 5.0
LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})

# At INFO it writes the query of every request, and with it phone numbers.
logging.getLogger("twilio.http_client").setLevel(logging.WARNING)


class CarrierHttp(TwilioHttpClient):  # type: ignore[misc]  # the library has no types
    """Sends every request to the configured address, whatever host the library names.

    The address also says region and edge: ``https://api.dublin.ie1.twilio.com``.
    Raises ConfigError for a host that is neither Twilio's nor this machine.
    """

    def __init__(self, base_url: str, timeout: float = TIMEOUT_SECONDS) -> None:
        super().__init__(timeout=timeout)
        self._base = urlsplit(base_url)
        if not _is_allowed(self._base.scheme, self._base.hostname or ""):
            raise ConfigError(["HELPLINE_CARRIER_BASE_URL is no address of the carrier's"])
        # A proxy or .netrc of the environment must not see, or answer, our calls.
        self.session.trust_env = False

    @override
    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        asked = urlsplit(url)
        path = self._base.path.rstrip("/") + asked.path
        url = urlunsplit((self._base.scheme, self._base.netloc, path, asked.query, ""))
        return super().request(method, url, *args, **kwargs)


def _is_allowed(scheme: str, host: str) -> bool:
    if host in LOOPBACK:
        return scheme in {"http", "https"}
    return scheme == "https" and host.endswith(".twilio.com")
