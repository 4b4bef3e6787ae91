"""Signing in and out of the partner face."""

from flask import current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpline.config import Config
from helpline.db import transaction
from helpline.doors import guard
from helpline.errors import Refusal
from helpline.people.entering import SignInForm, farewell, token_for, welcome
from helpline.referrals.actions import signing_in
from helpline.referrals.portal.blueprint import PORTAL
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
        token = token_for(form, signing_in.account_named, signing_in.start_session)
    except Refusal as refusal:
        return _page(form, refusal), refusal.status
    if token is None:
        return _page(form, None), 422
    config: Config = current_app.extensions["helpline.config"]
    home = url_for("portal.home")
    return welcome(token, cookie=COOKIE, base_url=config.partner_base_url, home=home)


def _page(form: SignInForm, refusal: Refusal | None) -> str:
    return render_template("partner/sign_in.html", form=form, refusal=refusal)


@PORTAL.post("/sign-out")
@guard(signed_in)
def sign_out() -> ResponseReturnValue:
    with transaction():
        signing_in.end_session(current_person())
    g.pop("partner_person")
    return farewell(COOKIE, url_for("portal.sign_in"))
