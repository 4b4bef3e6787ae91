"""Compares the practice line with a real carrier, for an operator who has an account.

``python -m helpline.providers.practice.calibrate record`` stands between the carrier and the
webhooks and tapes what passes, scrubbed of numbers, references and words.
``… play TAPE`` plays it to the practice line and says where the two differ. No tape that we
know of was ever recorded from Twilio: until you record one, nothing here was compared with it.
"""

import sys
from pathlib import Path

import click
from werkzeug.serving import make_server

from helpline.providers.practice.replaying import play as play_tape
from helpline.providers.practice.taping import NotScrubbed, Recorder, Tape, passing_on

LOOPBACK = "127.0.0.1"


@click.group()
def main() -> None:
    """Tape a real carrier's requests, and play them to the practice line."""


@main.command()
@click.argument("tape", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--pass-on", default="http://127.0.0.1:8000", show_default=True)
@click.option("--port", default=8020, show_default=True, help="Let your proxy send /voice/ here.")
@click.option("--carrier", default="twilio", show_default=True, help="Who calls.")
def record(tape: Path, pass_on: str, port: int, carrier: str) -> None:
    """Tape the webhooks until Ctrl-C. Call with a telephone of your own, and nobody else's."""
    taped = Tape(carrier)
    web = make_server(
        LOOPBACK, port, Recorder(passing_on(pass_on), taped, "/voice/"), threaded=True
    )
    click.echo(f"Taping what comes to http://{LOOPBACK}:{port}. Ctrl-C ends it.")
    try:
        web.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        web.server_close()
    try:
        taped.save(tape)
    except NotScrubbed:
        sys.exit("Something that looks like a number was left over. Nothing was written.")
    click.echo(f"{len(taped.steps)} requests in {tape}")


@main.command()
@click.argument("tape", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def play(tape: Path) -> None:
    """Play a tape, and say where the practice line does otherwise. Exits with 1 if it does."""
    taped = Tape.load(tape)
    outcome = play_tape(taped)
    click.echo(f"recorded from {taped.source}: {outcome.played} calls played")
    if outcome.left_out:
        click.echo(f"{outcome.left_out} left out: phones that we rang, calls that we moved")
    for line in (*outcome.notes, *outcome.faults):
        click.echo(line)
    sys.exit(1 if outcome.faults else 0)


if __name__ == "__main__":
    main()
