"""Signing in and out of the partner face."""

from flask import current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug import Response

from helpline.config import Config
from helpline.db import transaction
from helpline.doors import guard
from helpline.errors import Refusal
from helpline.people import failure_of
from helpline.referrals.actions import signing_in
from helpline.referrals.portal.blueprint import PORTAL
from helpline.referrals.portal.forms import SignInForm
from helpline.referrals.portal.guards import COOKIE, nobody, signed_in
from helpline.referrals.portal.person import current_person


@PORTAL.route("/sign-in", methods=["GET", "POST"])
@guard(nobody)
def sign_in() -> ResponseReturnValue:
    """Begin a session, and go where the browser wanted to go."""
    form = SignInForm(request.form)
    if request.method == "GET":
        return _page(form, None)
    try:
        token = _token_for(form)
    except Refusal as refusal:
        return _page(form, refusal), refusal.status
    return (_page(form, None), 422) if token is None else _welcome(token)


def _page(form: SignInForm, refusal: Refusal | None) -> str:
    return render_template("partner/sign_in.html", form=form, refusal=refusal)


def _welcome(token: str) -> Response:
    answer = redirect(_inside(request.args.get("next", "")))
    config: Config = current_app.extensions["helpline.config"]
    secure = config.partner_base_url.startswith("https://")
    answer.set_cookie(COOKIE, token, httponly=True, samesite="Lax", secure=secure)
    return answer


def _token_for(form: SignInForm) -> str | None:
    """A wrong password is counted first and refused afterwards. Raises WrongSignIn, …"""
    if not form.validate():
        return None
    with transaction():
        account = signing_in.account_named(form.username.data or "")
        failure = failure_of(account, form.password.data or "")
        token = signing_in.start_session(account) if account and failure is None else None
    if failure is not None:
        raise failure
    return token


def _inside(wanted: str) -> str:
    """Only a path of ours: never another site that a link made somebody sign in for."""
    is_path = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if is_path else url_for("portal.home")


@PORTAL.post("/sign-out")
@guard(signed_in)
def sign_out() -> ResponseReturnValue:
    with transaction():
        signing_in.end_session(current_person())
    g.pop("partner_person")
    answer = redirect(url_for("portal.sign_in"))
    answer.delete_cookie(COOKIE)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer
