"""`helpline call` lets a recording be read, and heard."""

import re
from pathlib import Path

from click.testing import CliRunner

from helpline.cli.call import call as command
from helpline.sound import read
from tests.intake.calls.conftest import Phones


def test_the_command_prints_what_a_recording_says_and_keeps_its_sound(
    phones: Phones, menu: tuple[str, ...], folder: Path, tmp_path: Path
) -> None:
    where = ["--practice-url", phones.line.url, "--save", str(tmp_path / "heard")]

    run = CliRunner().invoke(command, ["--lang", "so", "--keys", "*", *where], env={"PATH": ""})

    assert run.exit_code == 0, run.output
    assert re.search(r"so +\S.*Soomaali", run.output)
    assert "The call is over: completed." in run.output
    kept = [read(file.read_bytes()) for file in sorted((tmp_path / "heard").iterdir())]
    assert {sound.notes["language"] for sound in kept} == {"fa", "so", "ur"}
