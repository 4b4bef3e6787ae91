"""What a caller on the practice line hears, as sound: recordings, and a machine for the voices."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import click

from helpline.intake.calls.recordings.placeholders import SYNTHESISER, speak
from helpline.providers.practice.remote import Remote
from helpline.sound import write

PLAYERS: Final = ("aplay", "paplay", "pw-play", "afplay")
"""One of them is on most desks."""


@dataclass(slots=True)
class Ear:
    """Keeps what is heard in a folder, plays it aloud, both, or neither."""

    folder: Path | None = None
    aloud: bool = False
    heard: int = 0

    def hear(self, remote: Remote, line: dict[str, Any]) -> None:
        """One line of the transcript, in its turn."""
        if not (self.folder or self.aloud) or line["kind"] not in {"say", "play"}:
            return
        sound = _sound(remote, line)
        if sound is None:
            return
        self.heard += 1
        name = f"{self.heard:03}-{line['language'] or 'sound'}.wav"
        if self.folder:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_bytes(sound)
        if self.aloud:
            _play(name, sound)


def ear(folder: Path | None, *, aloud: bool) -> Ear:
    """Ends the command where nothing here can play."""
    if aloud and _player() is None:
        raise click.ClickException(f"None of {', '.join(PLAYERS)} is installed to play with.")
    if (folder or aloud) and shutil.which(SYNTHESISER) is None:
        click.echo(f"Without {SYNTHESISER} only recordings are heard, and no voices.", err=True)
    return Ear(folder, aloud)


def _sound(remote: Remote, line: dict[str, Any]) -> bytes | None:
    if line["kind"] == "play":
        return remote.sound(line["voice"])
    spoken = speak(line["words"], line["language"].split("-")[0])
    return write(spoken) if spoken else None


def _player() -> str | None:
    return next((found for name in PLAYERS if (found := shutil.which(name))), None)


def _play(name: str, sound: bytes) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(sound)
        subprocess.run([_player() or "", str(file)], check=False, capture_output=True)  # noqa: S603  (no shell)
