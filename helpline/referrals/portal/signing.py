"""Signing in and out of the partner face."""

from flask import current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

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


@PORTAL.get("/sign-in")
@guard(nobody)
def sign_in() -> ResponseReturnValue:
    return render_template("partner/sign_in.html", form=SignInForm(), refusal=None)


@PORTAL.post("/sign-in")
@guard(nobody)
def start() -> ResponseReturnValue:
    """Begin a session, and go where the browser wanted to go."""
    form = SignInForm(request.form)
    try:
        token = _token_for(form)
    except Refusal as refusal:
        page = render_template("partner/sign_in.html", form=form, refusal=refusal)
        return page, refusal.status
    if token is None:
        return render_template("partner/sign_in.html", form=form, refusal=None), 422
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
