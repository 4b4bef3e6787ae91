"""A stand-in for a program that plays sounds aloud: it keeps them, in the order of playing."""

from pathlib import Path
from typing import Final

PLAYS: Final = """#!/bin/sh
echo "${{1##*/}}" >> "{order}"
/bin/cat "$1" > "{folder}/${{1##*/}}"
"""
HAS_NO_SOUND_CARD: Final = """#!/bin/sh
echo played >> "{order}"
echo "ALSA lib pcm.c:2666:(snd_pcm_open_noupdate) Unknown PCM default" >&2
echo "aplay: main:831: audio open error: No such file or directory" >&2
exit 1
"""


class StandIn:
    """The only program in its folder."""

    def __init__(self, folder: Path, script: str = PLAYS) -> None:
        self.folder = folder
        self.order = folder / "order"
        folder.mkdir()
        program = folder / "aplay"
        program.write_text(script.format(order=self.order, folder=folder))
        program.chmod(0o755)

    @property
    def began(self) -> list[str]:
        """What it was asked to play, by its name."""
        return self.order.read_text().splitlines() if self.order.exists() else []

    @property
    def played(self) -> list[bytes]:
        return [(self.folder / name).read_bytes() for name in self.began]
