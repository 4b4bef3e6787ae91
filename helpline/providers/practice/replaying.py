"""Plays a tape again: the recorded answers, to a practice line that must ask the same.

Only calls from outside that no REST request moved: the rest of a tape is named, not played.
"""

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Thread
from threading import enumerate as enumerate_threads
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from helpline.providers.practice.calling import Caller, call_in
from helpline.providers.practice.exchange import Exchange
from helpline.providers.practice.gather import HANGS_UP, SILENT
from helpline.providers.practice.setup import Setup
from helpline.providers.practice.taping import Recorder, Step, Tape

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

SAME: Final = ("CallStatus", "Direction", "Digits", "QueueResult", "DialCallStatus")
"""Fields whose values must agree."""
CALLBACKS: Final = frozenset({"CallbackSource", "StatusCallbackEvent", "RecordingStatus"})
"""A request with one of these is a report: it leads no call, and may come in any order."""
LONGEST_CALL_SECONDS: Final = 30.0
_ASKS: Final = ("Gather", "Record")


@dataclass(slots=True)
class Outcome:
    """What came of playing a tape."""

    played: int = 0
    left_out: int = 0
    """Calls that our own REST requests led, and phones that we rang."""
    faults: list[str] = field(default_factory=list)
    """The practice line asks otherwise than the carrier on the tape."""
    notes: list[str] = field(default_factory=list)
    """Fields that only one of the two sends."""


def play(tape: Tape) -> Outcome:
    """Call once for each call on the tape, and compare."""
    outcome = Outcome()
    for steps in _calls(tape):
        if not _can_be_played(steps):
            outcome.left_out += 1
            continue
        outcome.played += 1
        _compare(steps, _played(steps), outcome)
    outcome.notes = sorted(set(outcome.notes))
    return outcome


def _calls(tape: Tape) -> Iterator[list[Step]]:
    """The requests that led each call, in order."""
    calls: dict[str, list[Step]] = defaultdict(list)
    for step in tape.steps:
        if "CallSid" in step.form and not CALLBACKS & step.form.keys():
            calls[step.form["CallSid"]].append(step)
    yield from calls.values()


def _can_be_played(steps: list[Step]) -> bool:
    if steps[0].form.get("Direction") != "inbound":
        return False
    reached = {steps[0].path}
    for step in steps:
        if step.path not in reached:
            return False
        reached |= _addresses(step)
    return True


def _addresses(step: Step) -> set[str]:
    """Where the call could go from this answer."""
    found = {step.path}
    for verb in _verbs(step):
        found |= {verb.get(name, "").partition("#")[0] for name in ("action", "waitUrl")}
        if verb.tag == "Redirect":
            found.add((verb.text or "").strip().partition("#")[0])
    return found


def _verbs(step: Step) -> list[ET.Element]:
    try:
        return list(ET.fromstring(step.answer).iter())  # noqa: S314  (the operator's own tape)
    except ET.ParseError:
        return []


def _played(steps: list[Step]) -> list[Step]:
    """What the practice line asks when it is given the same answers."""
    tape = Tape("the practice line")
    web = make_server("127.0.0.1", 0, Recorder(_parrot(steps), tape), threaded=True)
    serving = Thread(target=web.serve_forever, args=(0.02,), daemon=True)
    serving.start()
    first = steps[0]
    exchange = Exchange(
        Setup(
            account="AC" + "0" * 32,
            secret="x",  # noqa: S106  (signs to ourselves)
            signing_secret="x",  # noqa: S106
            public_base_url=f"http://127.0.0.1:{web.port}",
            number=first.form.get("To", "+12025550100"),
            voice_path=first.path,
            pace=0,
        )
    )
    caller = Caller(first.form.get("From", ""), " ".join(_script(steps)), says=_says(steps))
    call = call_in(exchange, caller)
    for thread in enumerate_threads():
        if thread.name == call.sid:  # until its last page was asked, also after hanging up
            thread.join(LONGEST_CALL_SECONDS)
    exchange.courier.settle()
    web.shutdown()
    serving.join()
    web.server_close()
    return tape.steps


def _parrot(steps: list[Step]) -> "WSGIApplication":
    answers: dict[str, deque[Step]] = defaultdict(deque)
    for step in steps:
        answers[step.path].append(step)

    @Request.application
    def answer(asked: Request) -> Response:
        if asked.method == "GET" and not answers[asked.path]:
            return Response(b"", content_type="audio/x-wav")
        if not answers[asked.path]:
            return Response("<Response><Hangup/></Response>", content_type="text/xml")
        step = answers[asked.path].popleft()
        return Response(step.answer, step.status, content_type=step.content_type)

    return answer


def _script(steps: list[Step]) -> Iterator[str]:
    """What the caller keyed, one entry for each question they were asked."""
    for step, after in zip(steps, [*steps[1:], None], strict=True):
        asked = [verb.tag for verb in _verbs(step) if verb.tag in _ASKS]
        keyed = after.form.get("Digits", "") if after is not None else ""
        if asked and (after is None or after.form.get("CallStatus") == "completed"):
            yield HANGS_UP
        elif keyed:
            yield keyed
        else:
            yield from [SILENT] * asked.count("Gather")


def _says(steps: list[Step]) -> tuple[str, ...]:
    recorded = [step for step in steps if int(step.form.get("RecordingDuration", "0")) > 0]
    return ("…",) * len(recorded)


def _compare(recorded: list[Step], played: list[Step], outcome: Outcome) -> None:
    ours = [step for step in played if not CALLBACKS & step.form.keys()]
    told, asked = ([step.path for step in steps] for steps in (recorded, ours))
    if told != asked:
        outcome.faults.append(f"recorded {told}, played {asked}")
        return
    for step, other in zip(recorded, ours, strict=True):
        for name in SAME:
            if step.form.get(name) != other.form.get(name):
                outcome.faults.append(f"{step.path}: {name} differs")
        only = step.form.keys() ^ other.form.keys()
        outcome.notes += [
            f"{name}: {'only recorded' if name in step.form else 'only played'}" for name in only
        ]
