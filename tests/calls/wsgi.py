"""Reaches an application of this process as if over HTTP: the same bytes, no socket."""

import io
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes, urlsplit

import requests
from requests.adapters import BaseAdapter
from requests.cookies import extract_cookies_to_jar
from typing_extensions import override
from urllib3 import HTTPResponse
from werkzeug.test import run_wsgi_app

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


class InProcess(BaseAdapter):
    def __init__(self, app: "WSGIApplication") -> None:
        super().__init__()
        self._app = app

    @override
    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        body, status, headers = run_wsgi_app(self._app, _environ(request), buffered=True)
        raw = HTTPResponse(
            body=io.BytesIO(b"".join(body)),
            headers=dict(headers),
            status=int(status.split(" ", 1)[0]),
            preload_content=False,
        )
        response = requests.Response()
        response.status_code = raw.status
        response.headers.update(headers)
        response.raw, response.url, response.request = raw, str(request.url), request
        extract_cookies_to_jar(response.cookies, request, raw)  # type: ignore[no-untyped-call]
        return response

    @override
    def close(self) -> None:
        pass


def _environ(request: requests.PreparedRequest) -> dict[str, Any]:
    url = urlsplit(str(request.url))
    body = request.body or b""
    content = body.encode() if isinstance(body, str) else bytes(body)
    raw = url.path + (f"?{url.query}" if url.query else "")
    return {
        "REQUEST_METHOD": str(request.method),
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(url.path).decode("latin-1"),
        "QUERY_STRING": url.query,
        "RAW_URI": raw,
        "REQUEST_URI": raw,
        "SERVER_NAME": str(url.hostname),
        "SERVER_PORT": str(url.port or 80),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_LENGTH": str(len(content)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": url.scheme,
        "wsgi.input": io.BytesIO(content),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        **_headers(request.headers),
    }


def _headers(headers: Mapping[str, str]) -> dict[str, str]:
    named = {name.upper().replace("-", "_"): value for name, value in headers.items()}
    kind = {"CONTENT_TYPE": named.pop("CONTENT_TYPE", "")}
    named.pop("CONTENT_LENGTH", "")
    return kind | {f"HTTP_{name}": value for name, value in named.items()}
