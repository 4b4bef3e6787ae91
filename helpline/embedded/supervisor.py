"""Keeps processes alive until told to stop, and then leaves none behind."""

import json
import os
import signal
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryFile
from types import FrameType
from typing import Final

from helpline.embedded.instance import write_private
from helpline.embedded.nursery import Nursery
from helpline.embedded.processes import CannotStart, Command, Process, nobody

FIRST_DELAY: Final = 0.2
LONGEST_DELAY: Final = 30.0
SETTLED: Final = 5.0
"""Seconds of running after which a death counts as the first again."""
STOPPING: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

Say = Callable[[str], None]


class Stopped(BaseException):
    """We were asked to stop. No Exception: nothing on the way may take it for a failure."""


@dataclass
class Member:
    """One process and how its restarts went."""

    process: Process
    started_at: float = 0.0
    delay: float = FIRST_DELAY
    due_at: float | None = None
    """When to start it again, on the monotonic clock."""

    @property
    def name(self) -> str:
        return self.process.command.name

    def start(self) -> None:
        self.process.start()
        self.started_at = time.monotonic()
        self.due_at = None

    def plan_restart(self) -> None:
        """Twice the delay of the last time, unless it had run well in between."""
        now = time.monotonic()
        settled = now - self.started_at > SETTLED
        self.delay = FIRST_DELAY if settled else min(self.delay * 2, LONGEST_DELAY)
        self.due_at = now + self.delay


class Supervisor:
    """Members are started in order and stopped the other way round, wave by wave."""

    def __init__(self, status_file: Path, say: Say) -> None:
        self._waves: list[list[Member]] = []
        self._status_file = status_file
        self._say = say
        self._about: Mapping[str, str] = {}
        self._nursery: Nursery | None = None

    def describe(self, about: Mapping[str, str]) -> None:
        """What else the status file says: addresses, for commands and tests."""
        self._about = about
        self._write_status()

    def start_nursery(self, command: Command) -> None:
        """Whoever is started later is forked from it, while it is there."""
        self._nursery = Nursery(command)
        self._start_wave(self._nursery)

    def wait_for_nursery(self) -> None:
        """Until it is ready, or it is plain that it will not be: then all goes on without it."""
        if self._nursery is not None:
            with suppress(CannotStart):
                self._nursery.wait_until(self._nursery.is_ready)

    def start(self, *commands: Command) -> list[Process]:
        """Start one wave: its members do not wait for one another."""
        return self._start_wave(*(self._made(command) for command in commands))

    def run(self, command: Command) -> str:
        """Run one to its end. Returns what it said; raises CannotStart with its complaints."""
        with TemporaryFile("w+") as said, TemporaryFile("w+") as complaints:
            outputs = (said.fileno(), complaints.fileno())
            process = self._made(replace(command, outputs=outputs))
            try:
                process.start()
                while process.running():
                    time.sleep(0.02)
            finally:
                process.stop()
            if process.exit_code != 0:
                complaints.seek(0)
                raise CannotStart(f"{command.name} failed:\n{complaints.read().strip()}")
            said.seek(0)
            return said.read()

    def _made(self, command: Command) -> Process:
        return Process(command, nobody if self._nursery is None else self._nursery.fork)

    def _start_wave(self, *processes: Process) -> list[Process]:
        wave = [Member(process) for process in processes]
        self._waves.append(wave)
        for member in wave:
            member.start()
        self._write_status()
        return [member.process for member in wave]

    def watch(self) -> None:
        """Restart what dies, until Stopped is raised by a signal."""
        while True:
            self.check()
            signal.sigtimedwait({signal.SIGCHLD}, 0.2)

    def check(self) -> None:
        """Look after everybody once. For those who wait for something else meanwhile."""
        for member in self._members():
            self._look_after(member)

    def stop(self) -> None:
        """End everything, the last wave first. Not to be interrupted."""
        for number in STOPPING:
            signal.signal(number, signal.SIG_IGN)
        while self._waves:
            wave = self._waves.pop()
            for member in wave:
                member.process.ask_to_stop()
            for member in wave:
                member.process.stop()
        self._status_file.unlink(missing_ok=True)

    def _members(self) -> list[Member]:
        return [member for wave in self._waves for member in wave]

    def _look_after(self, member: Member) -> None:
        if member.due_at is not None:
            if time.monotonic() >= member.due_at:
                member.start()
                self._write_status()
        elif not member.process.running():
            member.plan_restart()
            self._say(
                f"{member.name} ended ({_reason(member.process.exit_code)});"
                f" starting it again in {member.delay:.1f} s."
            )

    def _write_status(self) -> None:
        pids = {member.name: member.process.pid for member in self._members()}
        pids["supervisor"] = os.getpid()
        write_private(self._status_file, json.dumps({"processes": pids, **self._about}) + "\n")


def stop_on_signals() -> None:
    """From now on a signal that asks us to stop raises Stopped, once."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        for each in STOPPING:
            signal.signal(each, signal.SIG_IGN)
        raise Stopped

    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    for number in STOPPING:
        signal.signal(number, stop)


def _reason(code: int | None) -> str:
    if code is not None and code < 0:
        return signal.Signals(-code).name
    return f"exit code {code}"
