"""The phone in the browser: a window that stays open, and what it asks of us."""

from dataclasses import asdict
from typing import Final

from flask import abort, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpline.console.blueprint import CONSOLE
from helpline.console.rings import on_my_phone
from helpline.db import transaction
from helpline.doors import guard
from helpline.faces import let_talk
from helpline.people import current_staff, ringing, signed_in
from helpline.people.decisions import softphone_name
from helpline.people.models import Rings
from helpline.providers import current_carrier
from helpline.providers.softphones import Softphone, softphone_of

TOKEN_SECONDS: Final = 600


@CONSOLE.app_template_global()
def softphone() -> Softphone | None:
    """Nothing where this installation has no phone for browsers."""
    return softphone_of(current_app.extensions["helpline.config"])


@CONSOLE.get("/phone")
@guard(signed_in)
def phone() -> ResponseReturnValue:
    """The window. It alone may use the microphone and reach the carrier."""
    device = _device()
    page = make_response(render_template("console/phone.html", device=device))
    return let_talk(page, device.connect, device.media)


@CONSOLE.post("/phone/token")
@guard(signed_in)
def phone_token() -> ResponseReturnValue:
    """Leave for this browser to be rung, for ten minutes."""
    _device()
    with transaction():
        ringing.give_pass(current_staff())
    token = current_carrier().softphone_token(softphone_name(current_staff().id), TOKEN_SECONDS)
    return {"token": token, "seconds": TOKEN_SECONDS}


@CONSOLE.post("/phone/state")
@guard(signed_in)
def phone_state() -> ResponseReturnValue:
    """What the window says of itself again and again: that it can be rung, or no longer."""
    note = ringing.note_browser_gone
    if request.form.get("state") == "ready" and current_staff().rings is Rings.BROWSER:
        note = ringing.note_browser_ready
    with transaction():
        note(current_staff())
    return {}


@CONSOLE.get("/phone/call")
@guard(signed_in)
def phone_call() -> ResponseReturnValue:
    """Who rings, or is talked with."""
    return asdict(on_my_phone())


@CONSOLE.post("/phone/rings")
@guard(signed_in)
def choose_rings() -> ResponseReturnValue:
    """In this browser, or on my telephone."""
    wanted = request.form.get("rings", "")
    if wanted not in set(Rings):
        abort(400)
    with transaction():
        ringing.choose_rings(Rings(wanted), by=current_staff())
    return redirect(url_for("console.phone" if "window" in request.args else "console.home"))


def _device() -> Softphone:
    device = softphone()
    if device is None:
        abort(404)
    return device
