"""Signing in and out as a browser sees it, on every face with passwords."""

from collections.abc import Callable
from typing import Final, TypeVar
from urllib.parse import urlsplit

from flask import redirect, request
from werkzeug import Response
from wtforms import Form, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from helpline.db import transaction
from helpline.i18n import lazy_gettext as _l
from helpline.people.signing_in import SignsIn, failure_of
from helpline.text import clean

HTTPS: Final = "https"
_Account = TypeVar("_Account", bound=SignsIn)


class SignInForm(Form):
    username = StringField(
        _l("Name"),
        [InputRequired(_l("Please type your name.")), Length(max=120)],
        filters=[lambda typed: clean(typed or "").strip()],
    )
    password = PasswordField(
        _l("Password"), [InputRequired(_l("Please type your password.")), Length(max=1024)]
    )


def token_for(
    form: SignInForm,
    account_named: Callable[[str], _Account | None],
    start_session: Callable[[_Account], str],
) -> str | None:
    """The new session's token; None where the form itself has faults.

    A wrong password is counted first and refused afterwards. Raises WrongSignIn,
    WaitBeforeSigningIn.
    """
    if not form.validate():
        return None
    with transaction():
        account = account_named(form.username.data or "")
        failure = failure_of(account, form.password.data or "")
        token = start_session(account) if account and failure is None else None
    if failure is not None:
        raise failure
    return token


def welcome(token: str, *, cookie: str, base_url: str, home: str) -> Response:
    """On to where the browser wanted to go, with its cookie."""
    answer = redirect(_inside(request.args.get("next", "")) or home)
    secure = urlsplit(base_url).scheme == HTTPS
    answer.set_cookie(cookie, token, httponly=True, samesite="Lax", secure=secure)
    return answer


def farewell(cookie: str, sign_in: str) -> Response:
    """Back to the sign-in page, with nothing left in the browser."""
    answer = redirect(sign_in)
    answer.delete_cookie(cookie)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def _inside(wanted: str) -> str:
    """Only a path of ours: never another site that a link made somebody sign in for.

    Browsers drop tabs and line ends, and read a backslash as a slash.
    """
    is_path = wanted.startswith("/") and wanted[1:2] not in {"/", "\\"} and wanted.isprintable()
    return wanted if is_path else ""
