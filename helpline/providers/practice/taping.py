"""Writes down what a carrier asks and what it is answered, without what is about people."""

import io
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl

import requests
from werkzeug.datastructures import Headers
from werkzeug.test import run_wsgi_app
from werkzeug.wrappers import Request, Response

from helpline.providers.practice.scrubbing import Scrubber, names_in

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication

LONGEST_BODY: Final = 256 * 1024
PASSED_ON_SECONDS: Final = 20.0
_ONE_HOP: Final = frozenset({"connection", "transfer-encoding", "content-length", "host"})


class NotScrubbed(Exception):
    """Something that looks like a number was left over. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Step:
    """One request of the carrier's and our answer to it, both scrubbed."""

    method: str
    path: str
    form: dict[str, str]
    status: int
    content_type: str
    answer: str


@dataclass(slots=True)
class Tape:
    """Kept in memory and scrubbed from the first moment on: nothing else is ever written."""

    source: str
    """Who asked: "the practice line", or the carrier's name."""
    steps: list[Step] = field(default_factory=list)
    _scrubber: Scrubber = field(default_factory=Scrubber)
    _lock: Lock = field(default_factory=Lock)

    def add(self, asked: Request, body: bytes, answer: tuple[int, str, bytes]) -> None:
        given = parse_qsl(body.decode(errors="replace"), keep_blank_values=True)
        fields = {**dict(asked.args.items()), **dict(given)}
        status, content_type, words = answer
        with self._lock:
            self.steps.append(
                Step(
                    asked.method,
                    self._scrubber.path(asked.path),
                    self._scrubber.form(fields),
                    status,
                    content_type.partition(";")[0],
                    self._scrubber.answer(words.decode(errors="replace")),
                )
            )

    def save(self, file: Path) -> None:
        """Raises NotScrubbed."""
        kept = {"source": self.source, "steps": [asdict(step) for step in self.steps]}
        if names_in(kept["steps"]):
            raise NotScrubbed
        file.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")

    @classmethod
    def load(cls, file: Path) -> "Tape":
        kept = json.loads(file.read_text())
        return cls(kept["source"], [Step(**step) for step in kept["steps"]])


class Recorder:
    """Stands before a WSGI application and tapes each POST to its webhooks."""

    def __init__(self, app: "WSGIApplication", tape: Tape, prefix: str = "/") -> None:
        self._app, self._tape, self._prefix = app, tape, prefix

    def __call__(self, environ: dict[str, Any], start_response: "StartResponse") -> Iterable[bytes]:
        asked = Request(environ)
        body = environ["wsgi.input"].read(min(asked.content_length or 0, LONGEST_BODY))
        environ["wsgi.input"] = io.BytesIO(body)
        words, status, headers = run_wsgi_app(self._app, environ, buffered=True)
        answer = b"".join(words)
        if asked.path.startswith(self._prefix) and "audio" not in headers.get("Content-Type", ""):
            kind = headers.get("Content-Type", "")
            self._tape.add(asked, body, (int(status[:3]), kind, answer))
        return Response(answer, status, headers)(environ, start_response)


def passing_on(url: str) -> "WSGIApplication":
    """Asks the real webhooks the same, byte for byte: signatures stay good."""
    session = requests.Session()
    session.trust_env = False

    @Request.application
    def ask(asked: Request) -> Response:
        raw = asked.environ.get("RAW_URI") or asked.full_path.rstrip("?")
        given = {name: value for name, value in asked.headers if name.lower() not in _ONE_HOP}
        answer = session.request(
            asked.method,
            url.rstrip("/") + raw,
            data=asked.get_data(),
            headers=given,
            timeout=PASSED_ON_SECONDS,
            allow_redirects=False,
        )
        kept = Headers((k, v) for k, v in answer.headers.items() if k.lower() not in _ONE_HOP)
        kept.pop("Content-Encoding", None)
        return Response(answer.content, answer.status_code, kept)

    return ask
