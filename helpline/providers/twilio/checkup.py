"""Looks at our account with Twilio, and signs as it would."""

from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cached_property

from twilio.request_validator import RequestValidator
from twilio.rest import Client
from twilio.rest.api.v2010.account.incoming_phone_number import IncomingPhoneNumberInstance

from helpline.config import Config
from helpline.providers.checkup import Hook, LineSettings
from helpline.providers.twilio.kinds import kind_of
from helpline.providers.twilio.verbs import asked, client_for


class TwilioCheckup:
    """Asks with the same credentials, at the same address, as the verbs."""

    def __init__(self, config: Config) -> None:
        self._config = config

    @cached_property
    def _client(self) -> Client:
        # To sign something no credentials are needed.
        return client_for(self._config)

    def is_active(self) -> bool:
        account = self._client.api.v2010.accounts(self._config.carrier_account)
        return asked(lambda: str(account.fetch().status)) == "active"

    def line(self, number: str) -> LineSettings | None:
        found = asked(lambda: self._client.incoming_phone_numbers.list(phone_number=number))
        return next((_settings(one) for one in found if one.phone_number == number), None)

    def moment(self) -> datetime | None:
        date = self._client.http_client.date
        return parsedate_to_datetime(date) if date else None

    def signed(self, url: str, form: Mapping[str, str], secret: str) -> dict[str, str]:
        signature = RequestValidator(secret).compute_signature(url, dict(form))
        return {kind_of(self._config).signature: signature}


def _settings(one: IncomingPhoneNumberInstance) -> LineSettings:
    can = one.capabilities or {}
    taken_by = [
        words
        for words, sid in (
            ("an application", one.voice_application_sid),
            ("a trunk", one.trunk_sid),
        )
        if sid
    ]
    return LineSettings(
        voice=_hook(one.voice_url, one.voice_method),
        fallback=_hook(one.voice_fallback_url, one.voice_fallback_method),
        status=_hook(one.status_callback, one.status_callback_method),
        text=_hook(one.sms_url, one.sms_method),
        taken_by=" and ".join(taken_by),
        can_talk=bool(can.get("voice")),
        can_text=bool(can.get("sms")),
        looks_up_names=bool(one.voice_caller_id_lookup),
    )


def _hook(url: str | None, method: str | None) -> Hook:
    return Hook(url or "", (method or "POST").upper())
