"""`helpline call` lets a recording be read, and heard."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from helpline.cli.call import call as command
from helpline.sound import read
from tests.intake.calls.conftest import Phones
from tests.players import HAS_NO_SOUND_CARD, StandIn


def listen(phones: Phones, player: Path, *more: str) -> Result:
    """Somebody who looks for Somali, and leaves. They have this player, and no machine voice."""
    where = ["--practice-url", phones.line.url, "--lang", "so", "--keys", "*", "--play"]
    return CliRunner().invoke(command, [*where, *more], env={"PATH": str(player)})


def recordings_heard(phones: Phones) -> list[str]:
    """Language and file of each, in the order in which the carrier played them."""
    [call] = phones.line.exchange.calls.values()
    return ["/".join(line.voice.split("/")[-2:]) for line in call.heard if line.kind == "play"]


def test_what_is_played_are_the_recordings_in_the_order_of_the_call(
    phones: Phones, menu: tuple[str, ...], folder: Path, tmp_path: Path
) -> None:
    player = StandIn(tmp_path / "player")

    run = listen(phones, player.folder)

    assert run.exit_code == 0, run.output
    heard = recordings_heard(phones)
    assert len(heard) > 20
    assert [(folder / each).read_bytes() for each in heard] == player.played
    assert [each.split("/")[0] for each in heard] == [name[4:6] for name in player.began]
    assert "For English, press 1." in run.output
    assert "no voices" in run.output


def test_where_a_player_plays_nothing_the_call_goes_on_in_print_and_says_why(
    phones: Phones, menu: tuple[str, ...], tmp_path: Path
) -> None:
    player = StandIn(tmp_path / "player", HAS_NO_SOUND_CARD)

    run = listen(phones, player.folder)

    assert run.exit_code == 0, run.output
    assert len(player.began) == 1
    assert run.output.count("goes on in print: aplay: main:831: audio open error: No such") == 1
    assert re.search(r"so +\S.*Soomaali", run.output)
    assert "The call is over: completed." in run.output


@pytest.mark.parametrize("programs", [("aplay", "paplay", "pw-play", "afplay", "play")])
def test_without_a_player_nobody_is_called_and_every_one_that_would_do_is_named(
    phones: Phones, tmp_path: Path, programs: tuple[str, ...]
) -> None:
    run = listen(phones, tmp_path)

    assert run.exit_code == 1
    assert all(name in run.output for name in programs)
    assert "Without --play everything is printed" in run.output
    assert not phones.line.exchange.calls


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
