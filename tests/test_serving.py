"""A browser that breaks off a page leaves nothing open in the tests' own server."""

import socket
import struct
from collections.abc import Iterator
from threading import Event

from flask import Flask, Response

from tests.serving import served

AT_ONCE = struct.pack("ii", 1, 0)  # SO_LINGER: the connection is reset, not ended
ASKED = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
WAIT_SECONDS = 30
BODY = b"page"


class Page:
    """The browser goes once it is sent, and before it is closed."""

    def __init__(self) -> None:
        self.sent, self.gone, self.closed = Event(), Event(), Event()

    def __iter__(self) -> Iterator[bytes]:
        yield BODY
        self.sent.set()
        self.gone.wait(WAIT_SECONDS)

    def close(self) -> None:
        self.closed.set()


def test_the_page_of_a_browser_that_is_gone_is_closed() -> None:
    app, page = Flask("toy"), Page()
    length = {"Content-Length": str(len(BODY))}
    app.add_url_rule("/", view_func=lambda: Response(page, 200, length, direct_passthrough=True))
    with served(app) as port:
        with socket.create_connection(("127.0.0.1", port)) as browser:
            browser.sendall(ASKED)
            assert page.sent.wait(WAIT_SECONDS)
            browser.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        page.gone.set()
        assert page.closed.wait(WAIT_SECONDS)
