"""The policies that ship with the house can be used as they are."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from helpline.cli.policy import policy as command
from helpline.doors import Desk
from helpline.policy import AfterHours, Kept, Policy
from tests.policy.conftest import DEMONSTRATION, PRESETS

FILES = sorted(PRESETS.glob("*.toml"))


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
    result = CliRunner().invoke(command, ["check", *map(str, FILES)])

    assert result.exit_code == 0, result.output
    assert result.output.count(": right. Operator ") == len(FILES)


def test_the_command_names_every_fault_of_every_file(tmp_path: Path) -> None:
    one, other = tmp_path / "one.toml", tmp_path / "other.toml"
    one.write_text(DEMONSTRATION.replace("recording = false", "recording = true"))
    other.write_text(DEMONSTRATION.replace('"112"', '"police"').replace('"DE"', '"XX"'))

    result = CliRunner().invoke(command, ["check", str(one), str(FILES[0]), str(other)])

    assert result.exit_code == 1
    assert "one.toml: recording: cannot be on" in result.stderr
    assert "other.toml: emergency_number:" in result.stderr
    assert "other.toml: country:" in result.stderr
    assert "demonstration.toml: right" in result.stdout


def test_the_command_shows_what_is_said_and_what_is_not() -> None:
    result = CliRunner().invoke(command, ["show", str(FILES[0]), "--lang", "en"])

    assert result.exit_code == 0, result.output
    assert "On the phone, before any question" in result.stdout


def test_the_command_speaks_only_the_operators_languages() -> None:
    result = CliRunner().invoke(command, ["show", str(FILES[0]), "--lang", "so"])

    assert result.exit_code == 2
    assert "one of en, de, ar" in result.output


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
