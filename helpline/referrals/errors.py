"""Why a family, or a word of theirs, is not handed on."""

from http import HTTPStatus

from typing_extensions import override

from helpline.errors import Refusal
from helpline.i18n import gettext as _
from helpline.i18n import listed
from helpline.referrals.codes import FIELD_NAMES, POLICE_NAMES, words_for


class _About(Refusal):
    """A refusal that names the partner it is about."""

    status = HTTPStatus.CONFLICT

    def __init__(self, partner: str) -> None:
        super().__init__(partner)
        self.partner = partner


class ConsentMissing(_About):
    """The family has not said yes to telling this partner."""

    @property
    @override
    def message(self) -> str:
        return _(
            "Ask first: there is no recorded yes to telling %(partner)s anything.",
            partner=self.partner,
        )


class ConsentTakenBack(_About):
    """The family took their yes back."""

    @property
    @override
    def message(self) -> str:
        return _(
            "They took their yes to telling %(partner)s back. Nothing may be told any more.",
            partner=self.partner,
        )


class ConsentRanOut(_About):
    """The yes was for a time, and that time is over."""

    @property
    @override
    def message(self) -> str:
        return _(
            "Their yes to telling %(partner)s has run out. Ask again if it is still wanted.",
            partner=self.partner,
        )


class AgreementMissing(_About):
    """No agreement with this partner is in force today (R06)."""

    @property
    @override
    def message(self) -> str:
        return _(
            "No agreement with %(partner)s is in force today, so nothing may be told to them.",
            partner=self.partner,
        )


class PartnerClosed(_About):
    """The partner or the service does not take anybody at present."""

    @property
    @override
    def message(self) -> str:
        return _(
            "%(partner)s takes nobody at present. Please choose another service.",
            partner=self.partner,
        )


class AlreadyHandedOn(_About):
    """The contact already waits for this service, or is with it."""

    @property
    @override
    def message(self) -> str:
        return _("They were already handed on to %(partner)s.", partner=self.partner)


class _Fields(Refusal):
    """A refusal that names fields."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        super().__init__(", ".join(codes))
        self.codes = codes

    @property
    def names(self) -> str:
        return listed([words_for(FIELD_NAMES, code) for code in self.codes])


class OutsideConsent(_Fields):
    """A field that the family did not agree to have told."""

    @property
    @override
    def message(self) -> str:
        return _("They did not agree to have this told: %(fields)s", fields=self.names)


class OutsideAgreement(_Fields):
    """A field that the agreement with the partner does not cover."""

    @property
    @override
    def message(self) -> str:
        return _("The agreement with this partner does not cover: %(fields)s", fields=self.names)


class NothingToTell(Refusal):
    """A package without a single field."""

    @property
    @override
    def message(self) -> str:
        return _("Nothing is filled in yet. Tell them at least one thing that they need to know.")


class NothingConsented(Refusal):
    """A yes that covers nothing, or that ends before it begins."""

    @property
    @override
    def message(self) -> str:
        return _("Choose what may be told, and a day from today on until which it may be told.")


class DeclineNeedsReason(Refusal):
    """A partner declines and does not say why (R52)."""

    @property
    @override
    def message(self) -> str:
        return _("Please say why you decline, so that the family can be offered something better.")


class AlreadyAnswered(Refusal):
    """Somebody else at the partner, or the family, was faster."""

    status = HTTPStatus.CONFLICT

    @property
    @override
    def message(self) -> str:
        return _("This handover has changed in the meantime. Load the page again to see how.")


class PageClosed(Refusal):
    """Consent was withdrawn or ran out, or the handover ended: nothing can be opened any more."""

    status = HTTPStatus.GONE

    @property
    @override
    def message(self) -> str:
        return _(
            "This handover is closed and what was told can no longer be opened. "
            "The family may have taken back their yes, or the handover has ended."
        )


class PoliceFieldsMissing(Refusal):
    """A police package that leaves out what every package must say."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        super().__init__(", ".join(codes))
        self.codes = codes

    @property
    @override
    def message(self) -> str:
        names = "; ".join(words_for(POLICE_NAMES, code) for code in self.codes)
        return _("A package to the police must also say: %(fields)s", fields=names)


class DecisionNotReady(Refusal):
    """No decision of two readers stands behind telling the police (R41)."""

    status = HTTPStatus.CONFLICT

    @property
    @override
    def message(self) -> str:
        return _(
            "The police may only be told after a decision that a second person has read "
            "and confirmed. Record it first."
        )


class NoPoliceContact(Refusal):
    """The directory names nobody at the police."""

    status = HTTPStatus.CONFLICT

    @property
    @override
    def message(self) -> str:
        return _("No police contact is in the directory. Use the phone.")


class OnlyADrill(Refusal):
    """A drill is practised inside: nobody outside is told."""

    status = HTTPStatus.CONFLICT

    @property
    @override
    def message(self) -> str:
        return _("This is a drill. Nobody outside is told anything.")
