"""The addresses of the mailbox. Everything in it is posted: no address names anything."""

from http import HTTPStatus
from typing import Final
from uuid import UUID

from flask import Blueprint, Response, abort, make_response, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from helpline.doors import guard
from helpline.i18n import gettext as _
from helpline.intake.actions.arriving import ask_for_call
from helpline.intake.attachments.posted import looked_at
from helpline.intake.mailbox import actions, phone_code, writing
from helpline.intake.mailbox.page import Outcome, enter_page, typed_words
from helpline.intake.mailbox.panels import PanelView, panel_named
from helpline.intake.mailbox.serving import Opened, act, come_in, shut
from helpline.intake.public.admission import everyone, everyone_with_files
from helpline.intake.public.calling import call_wish
from helpline.intake.public.fields import text_of
from helpline.intake.public.forms import CallForm

MAILBOX: Final = Blueprint(
    "messages", __name__, url_prefix="/<lang>/messages", template_folder="templates"
)


@MAILBOX.get("")
@guard(everyone)
def enter(**_lang: str) -> ResponseReturnValue:
    return enter_page("", HTTPStatus.OK)


@MAILBOX.post("")
@guard(everyone)
def open_(**_lang: str) -> ResponseReturnValue:
    return come_in()


@MAILBOX.post("/close")
@guard(everyone)
def close(**_lang: str) -> ResponseReturnValue:
    return shut()


@MAILBOX.get("/closed")
@guard(everyone)
def closed(**_lang: str) -> Response:
    page = make_response(render_template("mailbox/closed.html"))
    page.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return page


@MAILBOX.post("/write")
@guard(everyone_with_files)
def write(**_lang: str) -> ResponseReturnValue:
    sent = looked_at()
    return act(lambda opened: writing.write(opened, sent))


@MAILBOX.post("/call")
@guard(everyone)
def call(**_lang: str) -> ResponseReturnValue:
    return act(_ask_for_call, twice=_("We know that you want to be called."))


@MAILBOX.post("/no-call")
@guard(everyone)
def no_call(**_lang: str) -> ResponseReturnValue:
    return act(_cancel_call)


@MAILBOX.post("/phone-code")
@guard(everyone)
def go_on_by_phone(**_lang: str) -> ResponseReturnValue:
    if not phone_code.is_offered():
        abort(404)
    return act(lambda opened: Outcome(code=phone_code.make(opened.contact), words=typed_words()))


@MAILBOX.post("/delete")
@guard(everyone)
def delete(**_lang: str) -> ResponseReturnValue:
    return act(_ask_for_deletion)


@MAILBOX.post("/panel/<name>")
@guard(everyone)
def use_panel(name: str, **_lang: str) -> ResponseReturnValue:
    panel = panel_named(name)
    if panel is None:
        abort(404)

    def use(opened: Opened) -> Outcome:
        ids = tuple(known.id for known in opened.contacts)
        view = PanelView(contact_ids=ids, action=request.path, hidden=Markup())
        return Outcome(told=panel.act(view, request.form))

    return act(use)


def _ask_for_call(opened: Opened) -> Outcome:
    contact = opened.contact
    form = CallForm(request.form, desk=contact.desk)
    wish = call_wish(text_of(form), contact.desk) if form.validate() else None
    if wish is None:
        return Outcome(form=form, words=typed_words(), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    ask_for_call(contact, wish, opened.visit.post_key)
    return Outcome(
        told=_("We know that you want to be called. Here you can read whether it works.")
    )


def _cancel_call(_opened: Opened) -> Outcome:
    try:
        actions.cancel_call(UUID(request.form.get("callback", "")))
    except ValueError:
        return Outcome()
    return Outcome(told=_("We will not call you."))


def _ask_for_deletion(_opened: Opened) -> Outcome:
    if request.form.get("sure") != "yes":
        return Outcome(fault=_("Nothing was deleted. To delete, tick the box and press again."))
    actions.ask_for_deletion()
    return Outcome(told=_("We have your wish. What you told us will be deleted."))
