"""One carrier and one mailer for each process."""

from typing import cast

from flask import Flask, current_app

from helpline.config import Config
from helpline.providers.carrier import Carrier
from helpline.providers.checkup import Checkup
from helpline.providers.mail import Mailer, SmtpMailer
from helpline.providers.twilio import Twilio, TwilioCheckup

_CARRIER = "helpline.carrier"
_MAILER = "helpline.mailer"


def carrier_for(config: Config) -> Carrier:
    """Raises ConfigError for an address that is no carrier's."""
    return Twilio(config)


def checkup_for(config: Config) -> Checkup:
    """Raises ConfigError as for the carrier itself, CarrierRefused without credentials."""
    return TwilioCheckup(config)


def mailer_for(config: Config) -> Mailer:
    """Raises ConfigError for an address that is no mail relay's, or none."""
    return SmtpMailer(config.mail_url, sender=config.mail_from)


def init_app(app: Flask, config: Config) -> None:
    """Make both ready. A face without a mail relay sends no mail and needs none."""
    app.extensions[_CARRIER] = carrier_for(config)
    if config.mail_url:
        app.extensions[_MAILER] = mailer_for(config)


def current_carrier() -> Carrier:
    return cast("Carrier", current_app.extensions[_CARRIER])


def current_mailer() -> Mailer:
    return cast("Mailer", current_app.extensions[_MAILER])
