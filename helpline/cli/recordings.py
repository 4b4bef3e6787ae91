"""``helpline recordings``: what people have read aloud for the phone, and what nobody has."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from helpline.cli.options import instance_option
from helpline.cli.phone_words import at, place_of, place_options
from helpline.i18n import LANGUAGES
from helpline.intake.calls.prompts.speaking import has_voice
from helpline.intake.calls.recordings import placeholders as stand_ins
from helpline.intake.calls.recordings.importing import NotTaken, take_in
from helpline.intake.calls.recordings.lacking import missing as lacking
from helpline.intake.calls.recordings.shelf import FILE_NAME, current_shelf, is_placeholder
from helpline.intake.calls.recordings.slots import Slot, slots_of
from helpline.policy import current_policy

language_option = click.option("--lang", type=click.Choice(list(LANGUAGES)), help="Only this one.")


@click.group()
def recordings() -> None:
    """The sentences of the phone as people have read them aloud."""


@recordings.command("list")
@language_option
@place_options
@instance_option
def show(lang: str | None, **where: Any) -> None:  # noqa: ANN401  (click hands over options)
    """Every slot, and what callers hear there; then files whose words have changed since."""
    with at(place_of(**where)):
        for language in _asked_for(lang):
            slots = slots_of(language, _menu())
            for slot in slots:
                click.echo(f"{language}  {slot.name:20} {_state(slot):12} {slot.words}")
            for name in _stale(language, slots):
                click.echo(f"{language}  {name}: its words are no longer said")


@recordings.command()
@language_option
@place_options
@instance_option
def missing(lang: str | None, **where: Any) -> None:  # noqa: ANN401  (likewise)
    """What nobody has read aloud yet. Ends with 1 where a language cannot be spoken for it."""
    mute = False
    with at(place_of(**where)):
        for language in _asked_for(lang):
            slots, voice = lacking(language, _menu()), has_voice(language)
            mute = mute or bool(slots and not voice)
            for slot in slots:
                instead = "the carrier's voice says it" if voice else "NOTHING says it"
                click.echo(f"{language}  {slot.file}  {instead}: {slot.words}")
    if mute:
        raise click.exceptions.Exit(1)


@recordings.command()
@click.option("--lang", type=click.Choice(list(LANGUAGES)), required=True)
@click.option("--all", "everything", is_flag=True, help="Also what is recorded already.")
@place_options
@instance_option
def script(lang: str, everything: bool, **where: Any) -> None:  # noqa: ANN401, FBT001  (likewise)
    """The sentences for a speaker to read aloud, numbered, each with the name for its file."""
    with at(place_of(**where)):
        slots = slots_of(lang, _menu()) if everything else lacking(lang, _menu())
        click.echo(f"{LANGUAGES[lang].name}: {len(slots)} sentences. Speak calmly, and not fast.")
        click.echo("One WAV file for each: one channel, 16 bits, 8000 or 16000 samples a second.")
        for number, slot in enumerate(slots, start=1):
            click.echo(f"\n{number}. {slot.file}\n   {slot.words}")


@recordings.command("import")
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.option("--lang", type=click.Choice(list(LANGUAGES)), required=True)
@click.option("--slot", "name", help="For a single file: the slot that it speaks.")
@place_options
@instance_option
def bring(source: Path, lang: str, name: str | None, **where: Any) -> None:  # noqa: ANN401  (likewise)
    """Take in one file for a slot, or a folder of files named as the script names them."""
    place, faults = place_of(**where), []
    with at(place):
        slots = {slot.file: slot for slot in slots_of(lang, _menu())}
        for file, slot in _paired(source, name, slots):
            try:
                click.echo(f"{_taken(file, slot, place.folder)}: {slot and slot.words}")
            except NotTaken as reason:
                faults.append(str(reason))
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        raise click.exceptions.Exit(1)


@recordings.command()
@language_option
@place_options
@instance_option
def placeholders(lang: str | None, **where: Any) -> None:  # noqa: ANN401  (likewise)
    """Stand-ins for what is missing, for demonstrations: never accepted for real callers.

    By default only for languages that have no voice. A machine speaks them where espeak-ng is
    installed and knows the language; otherwise there is a tone as long as the sentence.
    """
    place = place_of(**where)
    with at(place):
        for language in _asked_for(lang):
            current_shelf().with_placeholders = True
            slots = [] if has_voice(language) and not lang else lacking(language, _menu())
            spoken = stand_ins.make(slots, place.folder)
            if slots:
                click.echo(f"{language}: {spoken} spoken by a machine, {len(slots) - spoken} tones")


def _asked_for(language: str | None) -> tuple[str, ...]:
    return (language,) if language else _menu()


def _menu() -> tuple[str, ...]:
    return current_policy().calls.languages


def _taken(file: Path, slot: Slot | None, folder: Path) -> Path:
    if slot is None:
        raise NotTaken(f"{file.name}: no sentence that is said today has this name")
    return take_in(file, slot, folder)


def _paired(
    source: Path, name: str | None, slots: dict[str, Slot]
) -> Iterator[tuple[Path, Slot | None]]:
    """Each file with the slot that it is for."""
    if source.is_dir():
        yield from ((file, slots.get(file.name)) for file in sorted(source.glob("*.wav")))
        return
    named = {slot.name: slot for slot in slots.values()}
    yield source, named.get(name) if name else slots.get(source.name)


def _state(slot: Slot) -> str:
    shelf = current_shelf()
    place = shelf.place(slot.language)
    file = place / slot.file if place else None
    if file and file.exists():
        return "placeholder" if is_placeholder(file) else "recorded"
    return "voice" if has_voice(slot.language) else "MISSING"


def _stale(language: str, slots: tuple[Slot, ...]) -> list[str]:
    place, known = current_shelf().place(language), {slot.file for slot in slots}
    files = place.iterdir() if place and place.is_dir() else ()
    return sorted(f.name for f in files if FILE_NAME.fullmatch(f.name) and f.name not in known)
