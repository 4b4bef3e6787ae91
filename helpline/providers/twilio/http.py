"""One connection pool to the carrier: patient for seconds, never for ever, never elsewhere."""

import logging
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit, urlunsplit

import requests
from twilio.base.exceptions import TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from typing_extensions import override
from urllib3.exceptions import HTTPError
from urllib3.util import Timeout

from helpline.providers.carrier import CarrierUnclear

PATIENCE: Final = Timeout(connect=2.0, total=5.0)
"""Seconds until an answer begins; two for each of the carrier's addresses, within these five."""
MOST_BYTES: Final = 64 * 1024 * 1024
"""Of one recording: an hour of telephone sound is half of it."""

# At INFO it writes the query of every request, and with it phone numbers.
logging.getLogger("twilio.http_client").setLevel(logging.WARNING)


class CarrierHttp(TwilioHttpClient):  # type: ignore[misc]  # the library has no types
    """Sends every request to the configured address, whatever host the library names.

    The address also says region and edge: ``https://api.dublin.ie1.twilio.com``.
    """

    def __init__(self, base: SplitResult) -> None:
        super().__init__()
        # The library compares what it is given with 0, and hands it on to requests as it is:
        # a number would be taken twice, for connecting and for the answer.
        self.timeout = PATIENCE
        self._base = base
        self.date = ""
        """Of the last answer, as its header says."""
        # A proxy or .netrc of the environment must not see, or answer, our calls.
        self.session.trust_env = False

    @override
    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        asked = urlsplit(url)
        base = self._base
        url = urlunsplit((base.scheme, base.netloc, self._full(asked.path), asked.query, ""))
        answer = super().request(method, url, *args, **kwargs)
        self.date = (answer.headers or {}).get("Date", "")
        return answer

    def fetch(self, path: str, *, auth: tuple[str, str]) -> bytes:
        """What lies at a path, byte for byte: the library would read it as words.

        Raises TwilioRestException, as the library does, and CarrierUnclear for too much
        and for less than was announced.
        """
        url = urlunsplit((self._base.scheme, self._base.netloc, self._full(path), "", ""))
        answer = self.session.get(
            url, auth=auth, timeout=self.timeout, allow_redirects=False, stream=True
        )
        with answer:
            if answer.status_code != HTTPStatus.OK:
                raise TwilioRestException(answer.status_code, path, code=_code(answer))
            content = _sound(answer)
        if len(content) > MOST_BYTES:
            raise CarrierUnclear("the recording is longer than any that we ask for")
        return content

    def _full(self, path: str) -> str:
        # Where a list is paged, some carriers' next address has the prefix already.
        prefix = self._base.path.rstrip("/")
        return path if path.startswith(f"{prefix}/") else prefix + path


def _sound(answer: requests.Response) -> bytes:
    try:
        return bytes(answer.raw.read(MOST_BYTES + 1, decode_content=True))
    except HTTPError:
        raise CarrierUnclear("the recording broke off") from None


def _code(answer: requests.Response) -> int | None:
    try:
        return int(answer.json()["code"])
    except (ValueError, KeyError, TypeError):
        return None
