"""Signing in and out; where I work; whether I am on duty."""

from flask import current_app, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpline.config import Config
from helpline.console.blueprint import CONSOLE
from helpline.console.forms import SignInForm
from helpline.db import transaction
from helpline.doors import Desk, guard
from helpline.errors import Refusal
from helpline.people import actions as people
from helpline.people import current_staff, signed_in
from helpline.people.errors import NotYourDesk
from helpline.people.guards import COOKIE, nobody
from helpline.people.signing_in import failure_of


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
        token = _token_for(form)
    except Refusal as refusal:
        page = render_template("console/sign_in.html", form=form, refusal=refusal)
        return page, refusal.status
    if token is None:
        return render_template("console/sign_in.html", form=form, refusal=None), 422
    answer = redirect(_inside(request.args.get("next", "")))
    config: Config = current_app.extensions["helpline.config"]
    secure = config.staff_base_url.startswith("https://")
    answer.set_cookie(COOKIE, token, httponly=True, samesite="Lax", secure=secure)
    return answer


def _token_for(form: SignInForm) -> str | None:
    """A wrong password is counted first and refused afterwards. Raises WrongSignIn, …"""
    if not form.validate():
        return None
    with transaction():
        account = people.account_named(form.username.data or "")
        failure = failure_of(account, form.password.data or "")
        token = people.start_session(account) if account and failure is None else None
    if failure is not None:
        raise failure
    return token


def _inside(wanted: str) -> str:
    """Only a path of ours: never another site that a link made somebody sign in for."""
    is_path = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if is_path else url_for("console.home")


@CONSOLE.post("/sign-out")
@guard(signed_in)
def sign_out() -> ResponseReturnValue:
    with transaction():
        people.end_session(current_staff())
    g.pop("staff")
    answer = make_response(redirect(url_for("console.sign_in")))
    answer.delete_cookie(COOKIE)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


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


@CONSOLE.post("/duty")
@guard(signed_in)
def duty() -> ResponseReturnValue:
    """Be reached by calls and danger from now on, or no longer."""
    change = people.go_on_duty if request.form.get("duty") == "on" else people.go_off_duty
    with transaction():
        change(current_staff())
    return redirect(url_for("console.home"))
