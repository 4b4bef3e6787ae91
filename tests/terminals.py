"""Terminals with people before them, who start `helpline call` and type.

`python -m tests.terminals` is what opens them: loaded once, it becomes the command anew for each
terminal, which costs nothing, where a new Python would cost a second of each call.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NoReturn

from helpline.cli.call import call
from tests.running import ROOT, eventually

PATIENCE_SECONDS: Final = 60
LINE: Final = re.compile(r"\d\d:\d\d:\d\d  (?P<kind>\S+) +(?P<words>.*)")
CTRL_C: Final = b"\x03"
ENDS: Final = ("The call is over: ", "You hang up.")


@dataclass
class Terminal:
    """What stands on it, and its keyboard."""

    arguments: tuple[str, ...]
    _hand: int
    _screen: bytes = b""

    @property
    def screen(self) -> str:
        """All that was ever on it."""
        try:
            while more := os.read(self._hand, 65_536):
                self._screen += more
        except OSError:
            pass  # nothing new
        return self._screen.decode(errors="replace").replace("\r", "")

    @property
    def lines(self) -> list[tuple[str, str]]:
        """What was heard, as it was printed: the column before it, and the words."""
        found = (LINE.fullmatch(line) for line in self.screen.splitlines())
        return [(line["kind"], line["words"]) for line in found if line]

    def type(self, words: str) -> None:
        os.write(self._hand, words.encode() + b"\n")

    def press_ctrl_c(self) -> None:
        os.write(self._hand, CTRL_C)

    def shows(self, words: str) -> None:
        """Wait until these words stand there, or nothing more will."""
        eventually(lambda: any(each in self.screen for each in (words, *ENDS)), PATIENCE_SECONDS)
        assert words in self.screen, f"{words!r} does not come:\n{self.screen}"

    def is_over(self) -> None:
        """Wait until the command says that the call has ended."""
        seen = eventually(lambda: any(end in self.screen for end in ENDS), PATIENCE_SECONDS)
        assert seen, f"it does not end:\n{self.screen}"


@dataclass
class Desk:
    """Where terminals can be opened."""

    _process: subprocess.Popen[str]
    opened: list[int]
    """Both ends of each."""

    def call(self, *arguments: str) -> Terminal:
        """`helpline call` in a terminal of its own."""
        hand, screen = os.openpty()
        os.set_blocking(hand, False)
        self.opened += [hand, screen]
        wanted = {"terminal": os.ttyname(screen), "arguments": arguments}
        assert self._process.stdin
        self._process.stdin.write(f"{json.dumps(wanted)}\n")
        self._process.stdin.flush()
        return Terminal(arguments, hand)


@contextmanager
def terminals() -> Iterator[Desk]:
    """Whoever is still calling at the end hangs up with the terminal; nobody's may have failed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.terminals"], stdin=subprocess.PIPE, text=True, cwd=ROOT
    )
    desk = Desk(process, [])
    try:
        yield desk
    finally:
        for each in desk.opened:
            os.close(each)
        process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0


def _main() -> int:
    for line in sys.stdin:
        if os.fork() == 0:
            _become(json.loads(line))
    return _worst_of_all()


def _become(wanted: dict[str, Any]) -> NoReturn:
    """The command, with this terminal before it."""
    os.setsid()
    terminal = os.open(Path(wanted["terminal"]), os.O_RDWR)
    for number in range(3):
        os.dup2(terminal, number)
    sys.stdin = os.fdopen(0, encoding="utf-8")
    sys.stdout = os.fdopen(1, "w", encoding="utf-8")
    try:
        call.main(wanted["arguments"], standalone_mode=False)
    except BaseException as fault:  # noqa: BLE001  (a child of a fork may not go on)
        sys.stdout.write(f"{fault!r}\n")
        sys.stdout.flush()
        os._exit(1)
    os._exit(0)


def _worst_of_all() -> int:
    worst = 0
    while True:
        try:
            _, status = os.wait()
        except ChildProcessError:
            return worst
        worst = max(worst, os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    sys.exit(_main())
