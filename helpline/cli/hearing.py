"""What a caller on the practice line hears, as sound: recordings, and a machine for the voices."""

import shutil
import subprocess
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import click

from helpline.intake.calls.recordings.placeholders import SYNTHESISER, speak
from helpline.providers.practice.remote import Remote
from helpline.sound import write

PLAYERS: Final = ("aplay", "paplay", "pw-play", "afplay", "play")
"""One of them is on most desks; each takes the name of a file."""


class Player:
    """Plays one sound after the other, while the call goes on."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program = program
        self._folder = folder
        self._waiting: deque[Path] = deque()
        self._playing: subprocess.Popen[str] | None = None
        self._is_broken = False

    def play(self, name: str, sound: bytes) -> None:
        """When those before it have been played."""
        file = self._folder / name
        file.write_bytes(sound)
        self._waiting.append(file)

    def go_on(self) -> None:
        """Begin with the next one, if the last is over."""
        if self._playing is not None and self._playing.poll() is not None:
            self._look_at(self._playing)
        if self._playing is None and self._waiting and not self._is_broken:
            self._playing = subprocess.Popen(  # noqa: S603  (no shell)
                [self._program, str(self._waiting.popleft())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
            )

    def finish(self) -> None:
        """Play what is left, to its end."""
        self.go_on()
        while self._playing is not None:
            self._look_at(self._playing)
            self.go_on()

    def stop(self) -> None:
        """At once, and forget what was to come."""
        self._waiting.clear()
        if self._playing is not None:
            self._playing.terminate()
            self._playing.communicate()
            self._playing = None

    def _look_at(self, played: "subprocess.Popen[str]") -> None:
        """Say it once where nothing can be heard; all is printed in any case."""
        _, complaint = played.communicate()
        self._playing = None
        if played.returncode and not self._is_broken:
            self._is_broken = True
            # The last line is the reason; sound systems tell their whole story before it.
            why = (complaint.strip() or f"it ended with {played.returncode}").splitlines()[-1]
            click.echo(f"{self._program} plays nothing, so this goes on in print: {why}", err=True)


@dataclass(slots=True)
class Ear:
    """Keeps what is heard in a folder, plays it aloud, both, or neither."""

    folder: Path | None = None
    player: Player | None = None
    heard: int = 0

    def hear(self, remote: Remote, line: dict[str, Any]) -> None:
        """One line of the transcript, in its turn."""
        if not (self.folder or self.player) or line["kind"] not in {"say", "play"}:
            return
        sound = _sound(remote, line)
        if sound is None:
            return
        self.heard += 1
        name = f"{self.heard:03}-{line['language'] or 'sound'}.wav"
        if self.folder:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_bytes(sound)
        if self.player:
            self.player.play(name, sound)

    def go_on(self) -> None:
        """To be called again and again: sounds take longer than lines."""
        if self.player:
            self.player.go_on()

    def finish(self) -> None:
        """The call is over, and what was said before is heard to its end."""
        if self.player:
            self.player.finish()

    def stop(self) -> None:
        """Somebody pressed a key, or hung up."""
        if self.player:
            self.player.stop()


@contextmanager
def ear(folder: Path | None, *, aloud: bool) -> Iterator[Ear]:
    """Ends the command where nothing here can play. Afterwards all is silent."""
    program = next((found for name in PLAYERS if (found := shutil.which(name))), None)
    if aloud and program is None:
        raise click.ClickException(
            f"--play needs one of these programs, and none is installed: {', '.join(PLAYERS)}. "
            "Without --play everything is printed, and --save keeps the sounds."
        )
    if (folder or aloud) and shutil.which(SYNTHESISER) is None:
        click.echo(f"Without {SYNTHESISER} only recordings are heard, and no voices.", err=True)
    with TemporaryDirectory() as place:
        ears = Ear(folder, Player(program, Path(place)) if aloud and program else None)
        try:
            yield ears
        finally:
            ears.stop()


def _sound(remote: Remote, line: dict[str, Any]) -> bytes | None:
    if line["kind"] == "play":
        return remote.sound(line["voice"])
    spoken = speak(line["words"], line["language"].split("-")[0])
    return write(spoken) if spoken else None
