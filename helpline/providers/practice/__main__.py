"""Runs the practice line: ``python -m helpline.providers.practice``."""

import logging
from pathlib import Path
from typing import Any

import click

from helpline import clock
from helpline.providers.practice.house import open_line
from helpline.providers.practice.setup import Setup


@click.command(context_settings={"auto_envvar_prefix": "HELPLINE"})
@click.option("--practice-port", default=8010, show_default=True)
@click.option("--practice-mail-port", default=8011, show_default=True)
@click.option("--practice-speed", default=1.0, show_default=True, help="0 speaks at once.")
@click.option("--practice-mail-folder", type=click.Path(path_type=Path))
@click.option("--practice-voice-path", default="/voice/incoming", show_default=True)
@click.option("--practice-fallback-path", default="/voice/fallback", show_default=True)
@click.option("--practice-status-path", default="/voice/status", show_default=True)
@click.option("--practice-text-path", default="/voice/text", show_default=True)
@click.option("--public-base-url", default="http://127.0.0.1:8000", show_default=True)
@click.option("--staff-base-url", default="http://127.0.0.1:8001", show_default=True)
@click.option("--carrier-account", required=True)
@click.option("--carrier-secret", required=True)
@click.option("--carrier-api-key", default="", help="Makes tokens of browsers' phones.")
@click.option("--carrier-api-secret", default="")
@click.option("--carrier-signing-secrets", required=True, help="The first one signs.")
@click.option("--line-number", required=True)
@click.option("--clock-file", type=click.Path(path_type=Path))
def main(clock_file: Path | None, practice_port: int, practice_mail_port: int, **rest: str) -> None:
    """A phone company and a mail relay on loopback, which need no account anywhere."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    clock.follow(clock_file)
    line = open_line(_setup(rest), port=practice_port, mail_port=practice_mail_port)
    click.echo(f"practice line on {line.url}, mail relay on {line.mail_url}")
    try:
        line.serve()
    except KeyboardInterrupt:
        line.mail.stop()


def _setup(options: dict[str, Any]) -> Setup:
    return Setup(
        account=options["carrier_account"],
        secret=options["carrier_secret"],
        api_key=options["carrier_api_key"],
        api_secret=options["carrier_api_secret"],
        signing_secret=options["carrier_signing_secrets"].split(",")[0],
        public_base_url=options["public_base_url"],
        staff_base_url=options["staff_base_url"],
        number=options["line_number"],
        voice_path=options["practice_voice_path"],
        fallback_path=options["practice_fallback_path"],
        status_path=options["practice_status_path"],
        text_path=options["practice_text_path"],
        pace=options["practice_speed"],
        mail_folder=options["practice_mail_folder"],
    )


if __name__ == "__main__":
    main()
