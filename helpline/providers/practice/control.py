"""Control: what a test, a drill or a person at the practice line may do."""

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Flask, abort, current_app, redirect, render_template, request
from flask.typing import ResponseReturnValue

from helpline.providers.practice.call import Call
from helpline.providers.practice.calling import Caller, call_in
from helpline.providers.practice.disturbances import Disturbances
from helpline.providers.practice.exchange import Exchange, Habit
from helpline.providers.practice.faults import NoSuchFault
from helpline.providers.practice.mailbox import Mailbox
from helpline.providers.practice.messages import come_in
from helpline.providers.practice.ringing import pick_up
from helpline.providers.practice.texts import STATES

bp = Blueprint("control", __name__, template_folder="templates", static_folder="static")
_HABITS = frozenset({"wait", "answer", "busy", "never", "fail"})


def init_app(app: Flask, mailbox: Mailbox) -> None:
    app.extensions["practice.mailbox"] = mailbox


def _exchange() -> Exchange:
    exchange: Exchange = current_app.extensions["practice"]
    return exchange


def _mailbox() -> Mailbox:
    mailbox: Mailbox = current_app.extensions["practice.mailbox"]
    return mailbox


def _asked() -> dict[str, Any]:
    asked = request.get_json(silent=True) or request.form.to_dict()
    return asked if isinstance(asked, dict) else {}


@bp.before_request
def refuse_strangers() -> None:
    """Pages of other sites, open in the same browser, may not press our buttons."""
    origin = request.headers.get("Origin", "")
    if origin and urlsplit(origin).netloc != request.host:
        abort(403)


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    return {"ok": True}


@bp.get("/")
def page() -> ResponseReturnValue:
    exchange = _exchange()
    with exchange.change:
        calls = list(exchange.calls.values())[::-1]
        return render_template(
            "practice.html",
            number=exchange.setup.number,
            ringing=[one for one in calls if _is_ringing(one)],
            calls=calls[:10],
            texts=exchange.texts[::-1][:20],
            mails=_mailbox().mails[::-1][:20],
        )


@bp.post("/practice/calls")
def place_call() -> ResponseReturnValue:
    """Call the line: ``from``, ``to``, ``keys`` ("1 2", "-" for none), ``language``, ``says``."""
    asked = _asked()
    caller = Caller(
        sender=str(asked.get("from", "+12025550123")),
        keys=str(asked.get("keys", "")),
        language=str(asked.get("language", "")),
        says=tuple(str(asked.get("says", "")).splitlines()),
        forwarded_from=str(asked.get("forwarded_from", "")),
    )
    return call_in(_exchange(), caller, str(asked.get("to", ""))).shown(), 201


@bp.get("/practice/calls")
def calls() -> ResponseReturnValue:
    return {"calls": [call.shown() for call in list(_exchange().calls.values())]}


@bp.get("/practice/calls/<sid>")
def show_call(sid: str) -> ResponseReturnValue:
    exchange, call = _exchange(), _call(sid)
    shown = call.shown(request.args.get("since", 0, type=int))
    with exchange.change:
        for conference in exchange.conferences.values():
            if call.sid in conference.members:
                shown["members"] = conference.shown()
    return shown


@bp.post("/practice/calls/<sid>/keys")
@bp.post("/practice/phones/<sid>/keys")
def press_keys(sid: str) -> ResponseReturnValue:
    """Press ``keys`` when next asked, one entry for each question.

    ``hurry``: the first without waiting for the end of what is said. ``now``: whether asked or not.
    """
    call, asked = _call(sid), _asked()
    keys = str(asked.get("keys", ""))
    with call.change:
        if asked.get("now"):
            call.press(keys)
        else:
            call.script.extend(keys.split())
            call.hurries = call.hurries or bool(asked.get("hurry"))
            call.change.notify_all()
    return _done(call)


@bp.post("/practice/calls/<sid>/hangup")
@bp.post("/practice/phones/<sid>/hangup")
def hang_up(sid: str) -> ResponseReturnValue:
    call = _call(sid)
    declined = call.direction != "inbound" and call.status == "ringing"
    _exchange().become(call, "busy" if declined else "completed")
    return _done(call)


@bp.get("/practice/phones")
def phones() -> ResponseReturnValue:
    """The legs that ring now, and those that talk."""
    legs = [one for one in list(_exchange().calls.values()) if one.direction != "inbound"]
    wanted = [one.shown() for one in legs if not one.is_over]
    return {"phones": [shown | {"ringing": shown["status"] == "ringing"} for shown in wanted]}


@bp.post("/practice/phones/<sid>/answer")
def answer(sid: str) -> ResponseReturnValue:
    call = _call(sid)
    if call.status == "ringing":
        pick_up(_exchange(), call, str(_asked().get("keys", "")))
    return _done(call)


@bp.post("/practice/phones/<sid>/busy")
def busy(sid: str) -> ResponseReturnValue:
    call = _call(sid)
    if call.status == "ringing":
        _exchange().become(call, "busy")
    return _done(call)


@bp.post("/practice/habits")
def set_habit() -> ResponseReturnValue:
    """What the owner of ``address`` does from now on: ``then``, ``keys``, ``seconds``."""
    asked = _asked()
    then = str(asked.get("then", "wait"))
    if then not in _HABITS:
        return {"error": f"then is none of {sorted(_HABITS)}"}, 400
    habit = Habit(then, str(asked.get("keys", "")), float(asked.get("seconds", 0)))
    _exchange().habits[str(asked.get("address", ""))] = habit
    return {"ok": True}


@bp.post("/practice/faults")
def set_faults() -> ResponseReturnValue:
    try:
        return _exchange().faults.want(_asked())
    except NoSuchFault as refused:
        return {"error": str(refused)}, 400


@bp.post("/practice/disturbances")
def set_disturbances() -> ResponseReturnValue:
    """What goes wrong from now on, ever so often: see disturbances."""
    try:
        _exchange().faults.disturb(Disturbances.of(_asked()))
    except ValueError as refused:
        return {"error": str(refused)}, 400
    return {"ok": True}


@bp.post("/practice/texts")
def text_in() -> ResponseReturnValue:
    """Send a text to the line: ``from`` and ``words``."""
    asked = _asked()
    sender, words = str(asked.get("from", "")), str(asked.get("words", ""))
    return {"sid": come_in(_exchange(), sender, words, str(asked.get("to", ""))).sid}, 201


@bp.get("/practice/texts/<sid>")
def show_text(sid: str) -> ResponseReturnValue:
    """A text of either direction."""
    found = next((text for text in list(_exchange().texts) if text.sid == sid), None)
    return found.shown() if found is not None else abort(404)


@bp.post("/practice/fates")
def set_fate() -> ResponseReturnValue:
    """What becomes of texts to ``address``: ``states``, such as "sent failed"."""
    asked = _asked()
    states = tuple(str(asked.get("states", "")).split())
    if not STATES.issuperset(states):
        return {"error": f"each state is one of {sorted(STATES)}"}, 400
    _exchange().fates[str(asked.get("address", ""))] = states
    return {"ok": True}


@bp.post("/practice/calls/<sid>/says")
def speak(sid: str) -> ResponseReturnValue:
    """Say ``words`` when recorded next, or now if that is already so."""
    call = _call(sid)
    with call.change:
        call.says.append(str(_asked().get("words", "")))
        call.change.notify_all()
    return _done(call)


@bp.get("/practice/messages")
def messages() -> ResponseReturnValue:
    """The texts that the line sent."""
    texts = [text for text in list(_exchange().texts) if text.direction != "inbound"]
    return {"messages": [text.shown() for text in texts]}


@bp.get("/practice/mails")
def mails() -> ResponseReturnValue:
    return {"mails": [mail.shown() for mail in _mailbox().mails]}


@bp.get("/practice/log")
def log() -> ResponseReturnValue:
    """All that the carrier was asked, and every address of ours that it asked."""
    return {"log": list(_exchange().log)}


def _call(sid: str) -> Call:
    call = _exchange().calls.get(sid)
    if call is None:
        abort(404)
    return call


def _is_ringing(call: Call) -> bool:
    return call.direction != "inbound" and call.status == "ringing"


def _done(call: Call) -> ResponseReturnValue:
    """Back to the page for a person, the call's state for a program."""
    return call.shown() if request.is_json or not request.form else redirect("/")
