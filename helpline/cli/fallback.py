"""``helpline fallback-twiml``: what the carrier says by itself while nothing of ours answers."""

from pathlib import Path

import click

from helpline.cli.options import instance_option
from helpline.cli.phone_words import at, place_of, place_options
from helpline.embedded.instance import Instance
from helpline.intake.calls import hosted


@click.command("fallback-twiml")
@place_options
@click.option(
    "--recordings-url", default="", help="Where a copy of them lies, on another machine than ours."
)
@instance_option
def fallback_twiml(
    instance: Instance, policy_file: Path | None, folder: Path | None, recordings_url: str
) -> None:
    """Print a TwiML document for the carrier to host, made from the policy.

    Make a TwiML Bin of it, and let the number's voice fallback point there. Make it anew
    when the duty number, the emergency number or the phone's languages change.
    """
    if recordings_url and not recordings_url.startswith("https://"):
        raise click.BadParameter("an https address", param_hint="--recordings-url")
    with at(place_of(instance, policy_file, folder)):
        try:
            click.echo(hosted.document(recordings_url))
        except hosted.TooLong:
            raise click.ClickException("Too many languages: the carrier takes less.") from None
        for language in hosted.silent_languages(recordings_url):
            click.echo(f"Not said in {language}: no voice, and no recording.", err=True)
