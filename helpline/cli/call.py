"""Calling the practice line, and answering its phones, from a terminal."""

import json
import re
import select
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import click

from helpline.cli.hearing import Ear, ear
from helpline.cli.options import instance_option
from helpline.config import LOOPBACK
from helpline.embedded.instance import Instance
from helpline.i18n import LANGUAGES
from helpline.providers.practice.remote import NoPracticeLine, Remote

LOOK_AGAIN_SECONDS: Final = 0.2
DEFAULT: Final = "http://127.0.0.1:8010"
RIGHT_TO_LEFT: Final = "\u2067{}\u2069"
"""Keeps such a sentence together, its full stop at its own end, whatever stands before it."""
_ENTRY: Final = re.compile(r"[0-9*#]+|[-!]")

practice_option = click.option(
    "--practice-url",
    envvar="HELPLINE_PRACTICE_URL",
    default="",
    help="Address of the practice line; otherwise that of the running house.",
)


def _entries(_ctx: click.Context, _param: click.Parameter, keys: str) -> str:
    strange = [entry for entry in keys.split() if not _ENTRY.fullmatch(entry)]
    if strange:
        raise click.BadParameter(f"{strange[0]} is no key. There are 0 to 9, *, #, and - and !.")
    return keys


keys_option = click.option(
    "--keys",
    default="",
    callback=_entries,
    help='Entries, one for each question ("1 2"); "-" presses none, "!" hangs up.',
)


@click.command()
@click.option(
    "--lang",
    type=click.Choice(["", *LANGUAGES]),
    default="",
    metavar="LANGUAGE",
    help='Your language: waits for it in the menu ("de").',
)
@keys_option
@click.option("--says", multiple=True, help="Said after the tone, where a message is recorded.")
@click.option("--to", default="", help="Which number of the line; otherwise its first.")
@click.option("--from", "sender", default="+12025550123", show_default=True, help="Your number.")
@click.option("--hang-up-after", type=float, help="Seconds.")
@click.option(
    "--save",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep what is heard as sound files in this folder.",
)
@click.option("--play", is_flag=True, help="Play what is heard aloud.")
@practice_option
@instance_option
def call(instance: Instance, practice_url: str, save: Path | None, **wanted: Any) -> None:  # noqa: ANN401  (click hands over options)
    """Call the line of the running house, and print what the caller hears.

    Type a key and Enter to press it without waiting for the end of what is said, words
    and Enter to say them after a tone. Ctrl-C hangs up. With --lang the caller listens to
    the language menu and presses the key that is named in that language. Everything is
    printed; with --play or --save recordings are also heard as they are, and voices where
    espeak-ng is installed, which speaks in their place.
    """
    remote = Remote(practice_url or _address(instance))
    with ear(save, aloud=wanted.pop("play")) as ears:
        with_remote(lambda: _call(remote, ears, **wanted))


@click.command()
@click.option("--as", "who", default="", help='Only the phone of this person ("maria").')
@click.option("--answer", is_flag=True, help="Pick up, and print what is heard.")
@keys_option
@practice_option
@instance_option
def phone(instance: Instance, practice_url: str, who: str, answer: bool, keys: str) -> None:  # noqa: FBT001
    """List the phones that ring, or answer one: "1" accepts a call."""
    remote = Remote(practice_url or _address(instance))
    with_remote(lambda: _phone(remote, who, answer=answer, keys=keys))


def with_remote(act: Callable[[], None]) -> None:
    """Say plainly that nothing answers, instead of a traceback."""
    try:
        act()
    except NoPracticeLine as nobody:
        click.echo(f"No practice line answers at {nobody}. Is the house running?", err=True)
        sys.exit(1)


def _address(instance: Instance) -> str:
    """The carrier that the running house wrote down; exits if that is a real one."""
    try:
        status: dict[str, Any] = json.loads(instance.status_file.read_text())
    except FileNotFoundError:
        return DEFAULT
    carrier = str(status.get("carrier_base_url", DEFAULT))
    if urlsplit(carrier).hostname not in LOOPBACK:
        raise click.ClickException("This house has a real carrier. Only a practice line plays.")
    return carrier


def _call(remote: Remote, ears: Ear, *, hang_up_after: float | None, **caller: Any) -> None:  # noqa: ANN401  (click hands over options)
    sid = remote.call_in(
        caller["sender"],
        keys=caller["keys"],
        language=caller["lang"],
        to=caller["to"],
        says="\n".join(caller["says"]),
    )
    click.echo(f"Calling from {caller['sender']}.{_how_to_press()}")
    _listen(remote, sid, hang_up_after, ears)


def _how_to_press() -> str:
    return " Type a key and Enter to press it. Ctrl-C hangs up." if sys.stdin.isatty() else ""


def _phone(remote: Remote, who: str, *, answer: bool, keys: str) -> None:
    ringing = [one for one in remote.phones() if who in {"", _name(one["to"]), one["to"]}]
    for one in ringing:
        click.echo(f"{_name(one['to'])} is rung by {one['from']}")
    if not ringing:
        click.echo("No phone rings.")
    elif answer:
        remote.answer(ringing[0]["sid"], keys)
        _listen(remote, ringing[0]["sid"], None, Ear())


def _name(address: str) -> str:
    return address.removeprefix("client:")


def _listen(remote: Remote, sid: str, hang_up_after: float | None, ears: Ear) -> None:
    """Print what is heard until the call is over, or somebody presses Ctrl-C."""
    began = time.monotonic()
    try:
        for line in _heard(remote, sid, ears):
            click.echo(line, nl=False)
            if hang_up_after is not None and time.monotonic() - began > hang_up_after:
                remote.hang_up(sid)
    except KeyboardInterrupt:
        remote.hang_up(sid)
        click.echo("You hang up.")
    else:
        click.echo(f"The call is over: {remote.call(sid)['status']}.")


def _heard(remote: Remote, sid: str, ears: Ear) -> Iterator[str]:
    """What is heard, piece by piece; empty while there is nothing new."""
    seen, over = 0, False
    while not over:
        shown = remote.call(sid, seen)
        seen, over = seen + len(shown["heard"]), shown["over"]
        yield "".join(_line(line) for line in shown["heard"])
        for line in shown["heard"]:
            ears.hear(remote, line)
        ears.go_on()
        if not over and _do_as_typed(remote, sid):
            ears.stop()
    ears.finish()


def _line(line: dict[str, Any]) -> str:
    at = line["at"][11:19]
    if line["kind"] in {"say", "play"} and line["language"]:
        return f"{at}  {line['language']:<6} {_as_written(line)}\n"
    words = {"pause": f"({line['words']} s of silence)", "key": f"[{line['words']}]"}
    return f"{at}  {line['kind']:<6} {words.get(line['kind'], line['words'])}\n"


def _as_written(line: dict[str, Any]) -> str:
    language = LANGUAGES.get(line["language"].split("-")[0])
    is_turned = language is not None and language.direction == "rtl"
    return RIGHT_TO_LEFT.format(line["words"]) if is_turned else str(line["words"])


def _do_as_typed(remote: Remote, sid: str) -> bool:
    """Wait a moment; what was typed meanwhile is pressed, or said if it is no keys.

    Says whether a key was pressed.
    """
    watched = [sys.stdin] if sys.stdin.isatty() else []
    ready, _, _ = select.select(watched, [], [], LOOK_AGAIN_SECONDS)
    typed = sys.stdin.readline() if ready else ""
    if all(map(_ENTRY.fullmatch, typed.split())):
        remote.hurry(sid, typed)
        return bool(typed.strip())
    remote.speak(sid, typed.strip())
    return False
