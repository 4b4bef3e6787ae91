"""The policies that ship with the house can be used as they are."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from helpline.cli.policy import policy as command
from helpline.cli.recordings import recordings
from helpline.doors import Desk
from helpline.policy import AfterHours, Kept, Policy
from tests.policies import with_logo
from tests.policy.conftest import DEMONSTRATION, PRESETS

FILES = sorted(PRESETS.glob("*.toml"))
FOR_REAL = [file for file in FILES if file.stem != "demonstration"]
"""The other one speaks languages that wait for somebody to read them aloud."""
DEMONSTRATION_ONLY = {"HELPLINE_DEMONSTRATION": "1"}


def test_there_is_one_for_each_kind_of_operator() -> None:
    assert [file.stem for file in FILES] == [
        "demonstration",
        "municipal-infohouse",
        "national-contact-point",
        "ngo-family-counselling",
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_is_right(file: Path) -> None:
    policy = Policy.load(file)

    assert not policy.recording
    assert policy.name
    assert Desk.SUPPORT in policy.desks


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_slows_machines_and_has_room_for_a_school_class(file: Path) -> None:
    floods = Policy.load(file).floods

    assert floods.form_takes_seconds >= 3
    assert floods.free_forms >= 20


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_forgets_in_time(file: Path) -> None:
    days = {
        kept: length.total_seconds() / 86400 for kept, length in Policy.load(file).retention.items()
    }

    assert days[Kept.DRAFT] == 1
    assert days[Kept.CALL_DETAIL] == 7
    assert days[Kept.HOTLINE_UNFOUNDED] == 30
    assert days[Kept.ADVICE] == 90
    assert days[Kept.SUPPORT] == 730


def test_the_command_finds_them_right() -> None:
    result = CliRunner().invoke(command, ["check", *map(str, FOR_REAL)])

    assert result.exit_code == 0, result.output
    assert result.output.count(": right. Operator ") == len(FOR_REAL)


def test_the_command_names_the_languages_that_nothing_can_speak() -> None:
    result = CliRunner().invoke(command, ["check", str(PRESETS / "demonstration.toml")])

    assert result.exit_code == 1
    found = result.stderr.splitlines()
    assert [line.split()[2] for line in found] == ["fa", "so", "ur"]
    assert all("danger_1, danger_2" in line and "quiet_exit_1" in line for line in found)


def test_stand_ins_count_in_a_demonstration_only(tmp_path: Path) -> None:
    preset = str(PRESETS / "demonstration.toml")
    where = {"HELPLINE_RECORDINGS": str(tmp_path), "HELPLINE_POLICY_FILE": preset, "PATH": ""}
    made = CliRunner().invoke(recordings, ["placeholders"], env=where)
    assert made.exit_code == 0, made.output

    for_real = CliRunner().invoke(command, ["check", preset], env=where)
    to_show = CliRunner().invoke(command, ["check", preset], env=where | DEMONSTRATION_ONLY)

    assert for_real.exit_code == 1
    assert to_show.exit_code == 0, to_show.output


def test_the_command_names_every_fault_of_every_file(tmp_path: Path) -> None:
    one, other = tmp_path / "one.toml", tmp_path / "other.toml"
    one.write_text(DEMONSTRATION.replace("recording = false", "recording = true"))
    other.write_text(DEMONSTRATION.replace('"112"', '"police"').replace('"DE"', '"XX"'))

    result = CliRunner().invoke(command, ["check", str(one), str(FOR_REAL[0]), str(other)])

    assert result.exit_code == 1
    assert "one.toml: recording: cannot be on" in result.stderr
    assert "other.toml: emergency_number:" in result.stderr
    assert "other.toml: country:" in result.stderr
    assert f"{FOR_REAL[0].name}: right" in result.stdout


def test_the_command_shows_what_is_said_and_what_is_not() -> None:
    result = CliRunner().invoke(command, ["show", str(FILES[0]), "--lang", "en"])

    assert result.exit_code == 0, result.output
    assert "On the phone, before any question" in result.stdout


def test_the_command_speaks_only_the_operators_languages() -> None:
    result = CliRunner().invoke(command, ["show", str(FOR_REAL[0]), "--lang", "so"])

    assert result.exit_code == 2
    assert "one of en, ar, de" in result.output


def test_the_command_shows_what_only_the_phone_says(tmp_path: Path) -> None:
    pages = DEMONSTRATION.replace('"so", "ru", "uk", "ur", "fr"', '"fr"', 1)
    file = with_logo(tmp_path, pages)

    result = CliRunner().invoke(command, ["show", str(file), "--lang", "so"])

    assert result.exit_code == 0, result.output
    assert "On the phone" in result.stdout
    assert "112" in result.stdout
    assert "If there is danger" not in result.stdout


def test_the_check_says_what_a_right_file_leaves_unsaid() -> None:
    national = str(PRESETS / "national-contact-point.toml")

    result = CliRunner().invoke(command, ["check", national])

    assert result.exit_code == 0, result.output
    unsaid = "not said to callers: after_hours: nothing carries out hours.after.police"
    assert f"national-contact-point.toml: {unsaid}" in result.output
    demonstration = CliRunner().invoke(command, ["check", str(PRESETS / "demonstration.toml")])
    assert "hours.after" not in demonstration.output


def test_the_police_in_the_house_and_after_hours_are_told() -> None:
    infohouse = Policy.load(PRESETS / "municipal-infohouse.toml")
    national = Policy.load(PRESETS / "national-contact-point.toml")

    assert infohouse.police_inside
    assert "police_inside" in infohouse.spoken
    assert national.after_hours.answered_by is AfterHours.POLICE
    assert "after_hours" in national.spoken
