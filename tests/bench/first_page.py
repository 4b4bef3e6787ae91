"""The first page, as it is asked for after an attack: two hundred arrivals a second.

Arrivals do not wait for one another's answers, as people do not; a late answer makes the next
ones late, and that is counted from the moment at which somebody came.
"""

import time
from collections import deque
from collections.abc import Callable
from itertools import cycle
from selectors import EVENT_READ, DefaultSelector
from socket import create_connection, socket
from statistics import quantiles
from typing import Final
from urllib.parse import urlsplit

from helpline.i18n import LANGUAGES
from tests.running import System

ARRIVALS_PER_SECOND: Final = 200
SECONDS: Final = 10
WARMING_SECONDS: Final = 3
SLOWEST_MS: Final = 250.0
"""One reader in a hundred may wait this long."""
PATIENCE_SECONDS: Final = 10.0
GOOD: Final = b"HTTP/1.1 200 "
Figures = dict[str, float]


class Arrivals:
    """As light as can be: it works on the same machine. Browsers keep connections, and so does it.

    Raises AssertionError where an answer is no page, or does not come.
    """

    def __init__(self, place: str) -> None:
        self._place = place
        self._selector = DefaultSelector()
        self._idle: deque[socket] = deque()
        self._asked: dict[socket, float] = {}
        self._heard: dict[socket, bytes] = {}
        self.seconds: list[float] = []

    def come(self, paths: Callable[[], str], count: int) -> None:
        begun = time.monotonic()
        for number in range(count):
            due = begun + number / ARRIVALS_PER_SECOND
            while (left := due - time.monotonic()) > 0:
                self._listen(left)
            self._ask(paths(), due)
            self._listen(0)
        while self._asked:
            assert time.monotonic() < begun + count / ARRIVALS_PER_SECOND + PATIENCE_SECONDS
            self._listen(1)

    def close(self) -> None:
        for connection in self._idle:
            connection.close()
        self._selector.close()

    def _ask(self, path: str, due: float) -> None:
        connection = self._idle.pop() if self._idle else self._connected()
        self._asked[connection], self._heard[connection] = due, b""
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {self._place}\r\n\r\n".encode())

    def _connected(self) -> socket:
        host, _, port = self._place.partition(":")
        connection = create_connection((host, int(port)))
        self._selector.register(connection, EVENT_READ)
        return connection

    def _listen(self, seconds: float) -> None:
        for key, _events in self._selector.select(seconds):
            connection = key.fileobj
            assert isinstance(connection, socket)
            if more := connection.recv(1 << 17):
                self._hear(connection, more)
            else:
                self._lose(connection)

    def _hear(self, connection: socket, more: bytes) -> None:
        self._heard[connection] += more
        if _is_whole(self._heard[connection]):
            self._answered(connection)

    def _lose(self, connection: socket) -> None:
        """A server ends what was idle for long. An end in the midst of an answer is a loss."""
        assert connection not in self._asked, "somebody got no answer"
        self._idle.remove(connection)
        self._selector.unregister(connection)
        connection.close()

    def _answered(self, connection: socket) -> None:
        self.seconds.append(time.monotonic() - self._asked.pop(connection))
        answer = self._heard.pop(connection)
        assert answer.startswith(GOOD), answer[:200]
        self._idle.append(connection)


def _is_whole(heard: bytes) -> bool:
    head, end, body = heard.partition(b"\r\n\r\n")
    lengths = [line[15:] for line in head.split(b"\r\n") if line.lower().startswith(b"content-len")]
    return bool(end) and len(body) >= int(lengths[0])


def measure(system: System, address: str) -> Figures:
    """Every language in turn; and the bare handler's plain answer at the same pace."""
    languages, plain = cycle(LANGUAGES), urlsplit(address).netloc
    return {
        "arrivals_per_second": ARRIVALS_PER_SECOND,
        "p99_ms": _p99(urlsplit(system.public).netloc, lambda: f"/{next(languages)}/"),
        "bare_handler_p99_ms": _p99(plain, lambda: "/healthz"),
        "slowest_ms": SLOWEST_MS,
    }


def is_kept(figures: Figures) -> bool:
    return figures["p99_ms"] <= SLOWEST_MS


def shown(figures: Figures) -> list[str]:
    p99, bare = figures["p99_ms"], figures["bare_handler_p99_ms"]
    return [
        f"The first page, {ARRIVALS_PER_SECOND} arrivals a second for {SECONDS} seconds",
        f"  99 of 100 within   {p99:8.1f} ms (limit: {SLOWEST_MS:.0f})",
        f"  the bare handler   {bare:8.1f} ms, for a plain answer",
    ]


def _p99(place: str, paths: Callable[[], str]) -> float:
    arrivals = Arrivals(place)
    arrivals.come(paths, WARMING_SECONDS * ARRIVALS_PER_SECOND)
    arrivals.seconds.clear()
    arrivals.come(paths, SECONDS * ARRIVALS_PER_SECOND)
    arrivals.close()
    return round(1000 * quantiles(arrivals.seconds, n=100)[-1], 1)
