"""`helpline recordings`: what is to be read, what came back, and what is missing."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from helpline.cli.recordings import recordings
from helpline.embedded.instance import PRESET
from tests.intake.calls.recordings.conftest import voice

Run = Callable[..., Result]
FILE = re.compile(r"^\d+\. (\S+\.wav)$", re.MULTILINE)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    where = {"HELPLINE_RECORDINGS": str(tmp_path / "shelf"), "HELPLINE_POLICY_FILE": str(PRESET)}
    return lambda *words: CliRunner().invoke(recordings, words, env={**where, "PATH": ""})


def test_a_script_is_read_and_comes_back_as_recordings(run: Run, tmp_path: Path) -> None:
    script = run("script", "--lang", "so").output
    names = FILE.findall(script)
    for name in names:
        (tmp_path / name).write_bytes(voice())

    brought = run("import", str(tmp_path), "--lang", "so")

    assert brought.exit_code == 0, brought.output
    assert len(names) > 100
    assert "112" in script
    assert run("missing", "--lang", "so").output == ""
    assert run("script", "--lang", "so").output.startswith("Soomaali: 0 sentences")
    assert run("list", "--lang", "so").output.count("recorded") == len(names)


def test_what_is_missing_ends_badly_only_where_nothing_says_it(run: Run) -> None:
    somali, german = run("missing", "--lang", "so"), run("missing", "--lang", "de")

    assert somali.exit_code == 1
    assert "NOTHING says it" in somali.output
    assert german.exit_code == 0
    assert "the carrier's voice says it" in german.output


def test_one_file_is_taken_for_its_slot(run: Run, tmp_path: Path) -> None:
    (tmp_path / "take-7.wav").write_bytes(voice())

    brought = run("import", str(tmp_path / "take-7.wav"), "--lang", "so", "--slot", "danger_1")

    assert brought.exit_code == 0, brought.output
    assert "112" in brought.output
    assert "danger_1 " in run("list", "--lang", "so").output
    assert run("list", "--lang", "so").output.count(" recorded ") == 1


def test_every_file_that_cannot_be_taken_is_named_and_the_others_are_taken(
    run: Run, tmp_path: Path
) -> None:
    good, silent, *_ = FILE.findall(run("script", "--lang", "so").output)
    (tmp_path / good).write_bytes(voice())
    (tmp_path / silent).write_bytes(voice(loudness=0))
    (tmp_path / "danger_1-00000000.wav").write_bytes(voice())

    brought = run("import", str(tmp_path), "--lang", "so")

    assert brought.exit_code == 1
    assert good in brought.stdout
    assert f"{silent}: is silent" in brought.stderr
    assert "danger_1-00000000.wav: no sentence that is said today has this name" in brought.stderr


def test_a_slot_that_does_not_exist_takes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "take.wav").write_bytes(voice())

    brought = run("import", str(tmp_path / "take.wav"), "--lang", "so", "--slot", "greeting")

    assert brought.exit_code == 1
    assert not (tmp_path / "shelf").exists()


def test_stand_ins_are_listed_as_what_they_are(run: Run, tmp_path: Path) -> None:
    made = run("placeholders", "--lang", "so")

    listed = run("list", "--lang", "so").output
    assert re.fullmatch(r"so: 0 spoken by a machine, \d{3} tones\n", made.output)
    assert " recorded " not in listed
    assert listed.count(" placeholder ") > 100
    assert run("missing", "--lang", "so").exit_code == 1


def test_what_is_no_longer_said_is_listed_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "shelf" / "so").mkdir(parents=True)
    (tmp_path / "shelf" / "so" / "danger_1-00000000.wav").write_bytes(voice())

    listed = run("list", "--lang", "so").output

    assert "danger_1-00000000.wav: its words are no longer said" in listed


def test_a_policy_that_cannot_be_read_is_said_plainly(run: Run, tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text("recording = true")

    refused = run("list", "--policy", str(tmp_path / "policy.toml"))

    assert refused.exit_code == 1
    assert "policy.toml" in refused.output
