"""An application of this process, served over HTTP for a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Final

from flask import Flask
from werkzeug.serving import make_server

POLL_SECONDS: Final = 0.02


@contextmanager
def served(app: Flask) -> Iterator[int]:
    """On 127.0.0.1, at a free port: this one."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, args=(POLL_SECONDS,), daemon=True)
    thread.start()
    try:
        yield server.port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
