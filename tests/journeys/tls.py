"""A reverse proxy on loopback that speaks TLS, as a house in service stands behind one."""

import os
import shutil
import socketserver
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Final

import pytest
from typing_extensions import override

from tests.people import Browser

HOP_BY_HOP: Final = frozenset({"connection", "keep-alive", "transfer-encoding"})
PATIENCE_SECONDS: Final = 30


@dataclass(frozen=True)
class Certificate:
    """Of nobody but this machine, for a day."""

    file: Path
    key: Path

    @classmethod
    def made_in(cls, folder: Path) -> "Certificate":
        """Without openssl: skipped, loudly; in CI a failure."""
        if shutil.which("openssl") is None:
            if "CI" in os.environ:  # noqa: TID251  (says whether skipping is allowed)
                pytest.fail("CI must have openssl")
            pytest.skip("NO OPENSSL HERE: the journey behind TLS was NOT tried")
        certificate = cls(folder / "loopback.pem", folder / "loopback.key")
        subprocess.run(
            [
                *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"),
                *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"),
                *("-keyout", certificate.key, "-out", certificate.file),
            ],
            check=True,
            capture_output=True,
        )
        return certificate


class _Handler(BaseHTTPRequestHandler):
    """Passes one request on, with the Host that was asked for; tells client and scheme."""

    protocol_version = "HTTP/1.1"
    server: "TlsProxy"

    def do_GET(self) -> None:
        self._pass_on()

    def do_POST(self) -> None:
        self._pass_on()

    @override
    def log_message(self, format: str, *args: object) -> None:
        pass

    def _pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        inside = HTTPConnection("127.0.0.1", self.server.inside, timeout=PATIENCE_SECONDS)
        try:
            inside.request(self.command, self.path, body, self._told())
            answer = inside.getresponse()
            words = answer.read()
        finally:
            inside.close()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in HOP_BY_HOP:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(words)

    def _told(self) -> dict[str, str]:
        kept = {name: value for name, value in self.headers.items() if name.lower() != "connection"}
        return kept | {
            "X-Forwarded-For": str(self.client_address[0]),
            "X-Forwarded-Proto": "https",
        }


class TlsProxy(socketserver.ThreadingTCPServer):
    """One face, reached over TLS. ``inside``: the port on which that face listens."""

    daemon_threads = True

    def __init__(self, certificate: Certificate) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.inside = 0
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate.file, certificate.key)
        self.socket = context.wrap_socket(self.socket, server_side=True)

    @property
    def address(self) -> str:
        return f"https://localhost:{self.server_address[1]}"


@contextmanager
def tls_proxy(certificate: Certificate) -> Iterator[TlsProxy]:
    with TlsProxy(certificate) as proxy:
        thread = threading.Thread(target=proxy.serve_forever, daemon=True)
        thread.start()
        yield proxy
        proxy.shutdown()
        thread.join()


def over_tls(browser: Browser, proxy: TlsProxy, certificate: Certificate) -> None:
    """Let somebody reach the house through this proxy, and trust nothing but its certificate."""
    browser.base = proxy.address
    browser.session.trust_env = False
    browser.session.verify = str(certificate.file)
