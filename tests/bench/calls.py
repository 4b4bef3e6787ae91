"""Calls as the carrier sends them: fifty at once, each one signed webhook after the other."""

import http.client
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from itertools import chain
from random import random
from statistics import median, quantiles
from typing import Final
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

from twilio.request_validator import RequestValidator

from tests.bench.bare import SIGNING_SECRET
from tests.running import System

AT_ONCE: Final = 50
PACE_SECONDS: Final = 1.0
"""Between two webhooks of one call, for measuring latency: people listen eight times as long."""
TICKS: Final = 6
"""Rounds of waiting in one call."""
STEPS_AT_MOST: Final = 20
FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}
GATHER: Final = re.compile(r'<Gather [^>]*action="([^"]+)"')
WAITING: Final = re.compile(r'<Enqueue [^>]*waitUrl="([^"]+)"')
ROUNDS: Final = 3
BARE_WAYS: Final = ("insert", "insert/stack", "insert/steps")
"""The bare handler's one INSERT: by the database's driver alone, by the stack of the house, or by
the driver among all else that a webhook cannot do without."""
AIM: Final = 0.5
"""What we would like: half of what a bare handler with one INSERT does."""
LOWEST_SHARE: Final = 0.12
"""What we do not go below: a webhook is six statements, a signature and a document."""
SLOWEST_MS: Final = 250.0
"""One webhook in a hundred may take this long while fifty people call."""
Figures = dict[str, float]
Post = Callable[[str, dict[str, str]], str]
"""Sends one webhook to a path, and gives back the answer's body."""


class Line:
    """One connection to the public face, on which each post is timed."""

    def __init__(self, base_url: str, secret: str) -> None:
        self._base_url = base_url
        self._validator = RequestValidator(secret)
        self._connection = http.client.HTTPConnection(urlsplit(base_url).netloc, timeout=60)
        self.seconds: list[float] = []

    def post(self, path: str, form: dict[str, str]) -> str:
        signature = self._validator.compute_signature(self._base_url + path, form)
        headers = {**FORM, "X-Twilio-Signature": signature}
        begun = time.monotonic()
        self._connection.request("POST", path, urlencode(form), headers)
        answer = self._connection.getresponse()
        body = answer.read().decode()
        self.seconds.append(time.monotonic() - begun)
        assert answer.status < http.HTTPStatus.BAD_REQUEST, (path, answer.status)
        return body


def measure(system: System, address: str) -> Figures:
    """Throughput as fast as it goes, beside the bare handler; latency at the pace of callers."""
    posts = AT_ONCE * posts_of_a_call(system)
    rounds = [
        (
            all_calls(system)[0],
            *(bare_inserts(address + way, posts)[0] for way in BARE_WAYS),
        )
        for _round in range(ROUNDS)
    ]
    house, bare, stack, steps = (median(speeds) for speeds in zip(*rounds, strict=True))
    return {
        "webhooks_per_second": round(house, 1),
        "bare_handler_per_second": round(bare, 1),
        "share": round(house / bare, 2),
        "bare_handler_of_our_stack_per_second": round(stack, 1),
        "share_of_our_stack": round(house / stack, 2),
        "bare_handler_of_all_steps_per_second": round(steps, 1),
        "share_of_all_steps": round(house / steps, 2),
        "lowest_share": LOWEST_SHARE,
        "p99_ms_at_50_calls": round(all_calls(system, pace=PACE_SECONDS)[1], 1),
        "slowest_ms": SLOWEST_MS,
    }


def is_kept(figures: Figures) -> bool:
    return figures["share"] >= LOWEST_SHARE and figures["p99_ms_at_50_calls"] <= SLOWEST_MS


def shown(figures: Figures) -> list[str]:
    share, p99 = figures["share"], figures["p99_ms_at_50_calls"]
    return [
        "Webhooks of calls, 50 calls at once",
        f"  the house          {figures['webhooks_per_second']:8.1f} /s",
        f"  the bare handler   {figures['bare_handler_per_second']:8.1f} /s",
        f"  share              {share:8.2f}    (limit: {LOWEST_SHARE} or more; aim: {AIM})",
        f"  bare, with our ORM {figures['bare_handler_of_our_stack_per_second']:8.1f} /s",
        f"  share of that      {figures['share_of_our_stack']:8.2f}",
        f"  bare, all steps    {figures['bare_handler_of_all_steps_per_second']:8.1f} /s",
        f"  share of that      {figures['share_of_all_steps']:8.2f}",
        f"  99 of 100 within   {p99:8.1f} ms (limit: {SLOWEST_MS:.0f}), one a second in each call",
    ]


def all_calls(system: System, *, pace: float = 0) -> tuple[float, float]:
    """Fifty whole calls at once: webhooks a second, and the 99th percentile in milliseconds."""
    lines = [_line(system) for _call in range(AT_ONCE)]
    number = system.environment_of("web")["HELPLINE_LINE_NUMBER"]

    def call(line: Line) -> None:
        time.sleep(random() * pace)  # noqa: S311  (people do not call in step)
        one_call(_paced(line.post, pace), number)

    return _measured(lines, call)


def _line(system: System) -> Line:
    secrets = system.environment_of("web")["HELPLINE_CARRIER_SIGNING_SECRETS"]
    return Line(system.public, secrets.split(",")[0])


def _paced(post: Post, pace: float) -> Post:
    def paced(path: str, form: dict[str, str]) -> str:
        answer = post(path, form)
        time.sleep(pace)
        return answer

    return paced


def bare_inserts(address: str, count: int) -> tuple[float, float]:
    """The same number of posts to the handler that does one INSERT."""
    place = urlsplit(address)
    lines = [Line(f"{place.scheme}://{place.netloc}", SIGNING_SECRET) for _call in range(AT_ONCE)]

    def insert(line: Line) -> None:
        for _post in range(count // AT_ONCE):
            assert "kept" in line.post(place.path, _form(uuid4().hex, "+49", CallStatus="ringing"))

    return _measured(lines, insert)


def posts_of_a_call(system: System) -> int:
    """How many webhooks one call has here: the menus are the policy's."""
    line = _line(system)
    one_call(line.post, system.environment_of("web")["HELPLINE_LINE_NUMBER"])
    return len(line.seconds)


def one_call(post: Post, number: str) -> None:
    """Somebody takes the first choice of every menu, waits, and hangs up."""
    call = f"CA{uuid4().hex}"
    answer = post("/voice/incoming", _form(call, number, CallStatus="ringing"))
    for _step in range(STEPS_AT_MOST):
        if waiting := WAITING.search(answer):
            _wait(post, call, number, _path(waiting[1]))
            return
        answer = post(_path(GATHER.findall(answer)[0]), _form(call, number, Digits="1"))
    raise AssertionError("these menus lead to nobody")


def _wait(post: Post, call: str, number: str, path: str) -> None:
    for tick in range(TICKS):
        waited = {"QueueTime": str(12 * tick), "QueuePosition": "1"}
        assert "<Gather" in post(path, _form(call, number, **waited))
    post("/voice/left", _form(call, number, QueueResult="hangup", QueueTime="80"))
    over = {"CallStatus": "completed", "CallDuration": "120", "SequenceNumber": "0"}
    post("/voice/status", _form(call, number, **over))


def _form(call: str, number: str, **more: str) -> dict[str, str]:
    return {
        "CallSid": call,
        "AccountSid": "AC" + "0" * 32,
        "From": "+12025550123",
        "To": number,
        "CallStatus": "in-progress",
        "Direction": "inbound",
        "ApiVersion": "2010-04-01",
        **more,
    }


def _path(address: str) -> str:
    return urlsplit(unescape(address)).path


def _measured(lines: list[Line], act: Callable[[Line], None]) -> tuple[float, float]:
    with ThreadPoolExecutor(len(lines)) as pool:
        begun = time.monotonic()
        list(pool.map(act, lines))
        passed = time.monotonic() - begun
    seconds = list(_all_seconds(lines))
    return len(seconds) / passed, 1000 * quantiles(seconds, n=100)[-1]


def _all_seconds(lines: list[Line]) -> Iterator[float]:
    return chain.from_iterable(line.seconds for line in lines)
