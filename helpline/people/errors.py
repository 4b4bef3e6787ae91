"""Why somebody is not let in, or not here."""

from http import HTTPStatus

from typing_extensions import override

from helpline.errors import Refusal
from helpline.i18n import gettext as _


class SignInFirst(Refusal):
    """Nobody is signed in, or the session ended. The face sends the browser to its sign-in page."""

    status = HTTPStatus.UNAUTHORIZED

    @property
    @override
    def message(self) -> str:
        return _("Please sign in. Your session has ended or was never started.")


class WrongSignIn(Refusal):
    """Name or password is wrong; which of the two is not said."""

    status = HTTPStatus.FORBIDDEN

    @property
    @override
    def message(self) -> str:
        return _("This name and password do not fit together. Please try again.")


class WaitBeforeSigningIn(Refusal):
    """Too many wrong passwords in a row for this account."""

    status = HTTPStatus.TOO_MANY_REQUESTS

    @property
    @override
    def message(self) -> str:
        return _("Too many wrong passwords. Please wait half a minute, then try again.")


class NotYourDesk(Refusal):
    """A page of a desk that this person is not working at now."""

    status = HTTPStatus.FORBIDDEN

    @property
    @override
    def message(self) -> str:
        return _("This page belongs to a desk where you are not working now.")


class NotOnDuty(Refusal):
    """Danger records are for whoever is on duty."""

    status = HTTPStatus.FORBIDDEN

    @property
    @override
    def message(self) -> str:
        return _("Danger records are open to people on duty. Go on duty first.")


class ForSupervisors(Refusal):
    """A page of the supervisors."""

    status = HTTPStatus.FORBIDDEN

    @property
    @override
    def message(self) -> str:
        return _("This page is for supervisors.")


class NotReachable(Refusal):
    """A phone for somebody whom no call and no danger would look for."""

    status = HTTPStatus.FORBIDDEN

    @property
    @override
    def message(self) -> str:
        return _("Choose a desk or go on duty first. Then you can be rung in this browser.")


class PassGivenJustNow(Refusal):
    """A browser asks again and again for leave to be a phone."""

    status = HTTPStatus.TOO_MANY_REQUESTS

    @property
    @override
    def message(self) -> str:
        return _("Please wait a few seconds, then try again.")
