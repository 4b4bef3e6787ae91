"""Signing in and out; where I work; whether I am on duty."""

from flask import current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpline.config import Config
from helpline.console.blueprint import CONSOLE
from helpline.db import transaction
from helpline.doors import Desk, guard
from helpline.errors import Refusal
from helpline.people import actions as people
from helpline.people import current_staff, signed_in
from helpline.people.entering import SignInForm, farewell, token_for, welcome
from helpline.people.errors import NotYourDesk
from helpline.people.guards import COOKIE, nobody


@CONSOLE.get("/sign-in")
@guard(nobody)
def sign_in() -> ResponseReturnValue:
    return render_template("console/sign_in.html", form=SignInForm(), refusal=None)


@CONSOLE.post("/sign-in")
@guard(nobody)
def start() -> ResponseReturnValue:
    """Begin a session, and go where the browser wanted to go."""
    form = SignInForm(request.form)
    try:
        token = token_for(form, people.account_named, people.start_session)
    except Refusal as refusal:
        page = render_template("console/sign_in.html", form=form, refusal=refusal)
        return page, refusal.status
    if token is None:
        return render_template("console/sign_in.html", form=form, refusal=None), 422
    config: Config = current_app.extensions["helpline.config"]
    home = url_for("console.home")
    return welcome(token, cookie=COOKIE, base_url=config.staff_base_url, home=home)


@CONSOLE.post("/sign-out")
@guard(signed_in)
def sign_out() -> ResponseReturnValue:
    with transaction():
        people.end_session(current_staff())
    g.pop("staff")
    return farewell(COOKIE, url_for("console.sign_in"))


@CONSOLE.get("/")
@guard(signed_in)
def home() -> ResponseReturnValue:
    """Where do I work now, and am I on duty?"""
    return render_template("console/home.html")


@CONSOLE.post("/desk")
@guard(signed_in)
def choose_desk() -> ResponseReturnValue:
    """One desk at a time (R70)."""
    with transaction():
        people.choose_desk(_desk(request.form.get("desk", "")), by=current_staff())
    return redirect(url_for("console.queue"))


def _desk(typed: str) -> Desk:
    try:
        return Desk(typed)
    except ValueError:
        raise NotYourDesk from None


@CONSOLE.post("/duty/rung-again")
@guard(signed_in)
def ring_again() -> ResponseReturnValue:
    """They are there, and callers are put through to them at once."""
    with transaction():
        people.be_rung_again(current_staff())
    return redirect(url_for("console.home"))


@CONSOLE.post("/duty")
@guard(signed_in)
def duty() -> ResponseReturnValue:
    """Be reached by calls and danger from now on, or no longer."""
    change = people.go_on_duty if request.form.get("duty") == "on" else people.go_off_duty
    with transaction():
        change(current_staff())
    return redirect(url_for("console.home"))
