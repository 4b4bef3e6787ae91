"""An application of this process, served over HTTP for a while."""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from threading import Thread
from typing import TYPE_CHECKING, Final

from flask import Flask
from werkzeug.serving import make_server
from werkzeug.wsgi import ClosingIterator

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

POLL_SECONDS: Final = 0.02


@contextmanager
def served(app: Flask) -> Iterator[int]:
    """On 127.0.0.1, at a free port: this one."""
    server = make_server("127.0.0.1", 0, read_out(app), threaded=True)
    thread = Thread(target=server.serve_forever, args=(POLL_SECONDS,), daemon=True)
    thread.start()
    try:
        yield server.port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def read_out(app: "WSGIApplication") -> "WSGIApplication":
    """Close each answer here: this server forgets to where a browser breaks off a page."""

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        with closing(ClosingIterator(app(environ, start_response))) as parts:
            return list(parts)

    return answer
