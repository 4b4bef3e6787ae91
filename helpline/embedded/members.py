"""The processes of the house, and how each is started."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from helpline.embedded import told
from helpline.embedded.processes import Command
from helpline.embedded.told import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """Where the faces listen. Loopback unless the operator says otherwise."""

    bind: str
    public: int
    staff: int
    partner: int
    practice: int
    practice_mail: int

    def address(self, port: int) -> str:
        host = "127.0.0.1" if self.bind in {"", "0.0.0.0", "::"} else self.bind  # noqa: S104
        return f"http://{host}:{port}"


@dataclass(frozen=True, slots=True)
class Kind:
    """One line of the Procfile: what is run, as which part of the house."""

    part: Part
    argv: tuple[str, ...]
    copies: int = 1


WORKER: Final = ("-m", "helpline.worker")
KINDS: Final = {
    "web": Kind(told.WEB, ("helpline.app:public_app()",)),
    "staff": Kind(told.STAFF, ("helpline.app:staff_app()",)),
    "partner": Kind(told.PARTNER, ("helpline.app:partner_app()",)),
    "worker-danger": Kind(told.WORKER, (*WORKER, "danger")),
    "worker": Kind(told.WORKER, (*WORKER, "work")),
    "sweeper": Kind(told.WORKER, (*WORKER, "sweep"), copies=2),
    "practice": Kind(told.PRACTICE, ("-m", "helpline.providers.practice")),
}
IMPORTED: Final = ("helpline.app", "gunicorn.app.wsgiapp", "gunicorn.workers.gthread", "rq")
PRACTICE_IMPORTED: Final = (
    "helpline.providers.practice.house",
    "helpline.providers.practice.setup",
)
"""All that these processes need. What they run themselves is not imported before."""
THREADS: Final = {"web": 16, "staff": 32, "partner": 8}
"""Requests at once, per gunicorn worker."""
KEEP_ALIVE: Final = 15
"""Seconds. gunicorn's own two are as long as a console waits between two looks: then the
connection would be closed just when the next request is on its way, and that request lost."""


def argv(name: str, ports: Ports) -> tuple[str, ...]:
    """The command line of one process: this Python, and nothing that a shell would read."""
    words = KINDS[name].argv
    if name not in THREADS:
        return (sys.executable, *words)
    port = {"web": ports.public, "staff": ports.staff, "partner": ports.partner}[name]
    return (
        *(sys.executable, "-m", "gunicorn", "--worker-class", "gthread"),
        *("--threads", str(THREADS[name]), "--bind", f"{ports.bind}:{port}"),
        *("--graceful-timeout", "8", "--timeout", "60", "--keep-alive", str(KEEP_ALIVE)),
        *("--no-control-socket", "--name", f"helpline-{name}", "--log-level", "warning"),
        *words,
    )


def command(name: str, house: Mapping[str, str], ports: Ports, log: Path | None = None) -> Command:
    """How one process is started, with its own part of the settings."""
    env = told.told(KINDS[name].part, house)
    return Command(name=name, argv=argv(name, ports), env=env, log=log)


def nursery(house: Mapping[str, str], logs: Path | None) -> Command:
    """What the others are forked from. It must not know anything of the house's."""
    practice = PRACTICE_IMPORTED if "HELPLINE_PRACTICE_PORT" in house else ()
    argv = (sys.executable, "-m", "helpline.embedded.nursery", *IMPORTED, *practice)
    log = logs and logs / "nursery.log"
    return Command(name="nursery", argv=argv, env=told.harmless(house), log=log)


def commands(house: Mapping[str, str], ports: Ports, logs: Path | None) -> list[Command]:
    """Every process, ready to start; the practice line only where it is the carrier."""
    return [
        replace(command(name, house, ports, logs and logs / f"{label}.log"), name=label)
        for name, kind in KINDS.items()
        if name != "practice" or "HELPLINE_PRACTICE_PORT" in house
        for label in _labels(name, kind.copies)
    ]


def _labels(name: str, copies: int) -> list[str]:
    return [name] if copies == 1 else [f"{name}-{number}" for number in range(1, copies + 1)]
