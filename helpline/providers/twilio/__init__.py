"""Twilio, and companies that speak its language: the only place that knows its library."""

from helpline.providers.twilio.checkup import TwilioCheckup
from helpline.providers.twilio.verbs import Twilio

__all__ = ["Twilio", "TwilioCheckup"]
