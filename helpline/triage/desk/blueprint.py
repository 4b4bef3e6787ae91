"""The pages that every desk has. Each desk makes its own set of them, behind its own guard."""

from collections.abc import Callable
from typing import Final

from flask.typing import ResponseReturnValue

from helpline.triage.desk.views import (
    attachments,
    callbacks,
    crossing,
    danger,
    figures,
    following,
    marking,
    reading,
    talking,
    voicemail,
    writing,
)
from helpline.triage.desk.work import DeskPages, DeskWork

View = Callable[..., ResponseReturnValue]

ONE: Final = "/<uuid:contact_id>"
PAGES: Final[tuple[tuple[str, str, View], ...]] = (
    ("GET", ONE, reading.contact),
    ("GET", f"{ONE}/head", following.head),
    ("GET", f"{ONE}/said", following.said),
    ("GET", f"{ONE}/talk/<any(who,deeds):part>", talking.talk),
    ("POST", f"{ONE}/talk/<any(hold,unhold,together,leave):kind>", talking.talk_ask),
    ("POST", f"{ONE}/talk/bring-in", talking.talk_bring_in),
    ("POST", f"{ONE}/talk/out/<uuid:leg_id>", talking.talk_take_out),
    ("POST", f"{ONE}/talk/refuse-listener", talking.talk_refuse_listener),
    ("POST", f"{ONE}/talk/<any(listen,whisper):kind>", talking.talk_listen),
    ("POST", f"{ONE}/talk/stop-listening", talking.talk_stop_listening),
    ("POST", f"{ONE}/take", writing.take),
    ("POST", f"{ONE}/take-over", writing.take_over),
    ("POST", f"{ONE}/hand-back", writing.hand_back),
    ("POST", f"{ONE}/replies", writing.reply),
    ("POST", f"{ONE}/notes", writing.note),
    ("POST", f"{ONE}/close", writing.close),
    ("POST", f"{ONE}/call-was", marking.mark_call_as),
    ("GET", f"{ONE}/wrong-door", crossing.wrong_door),
    ("POST", f"{ONE}/wrong-door", crossing.cross),
    ("POST", f"{ONE}/tell-anew", crossing.tell_anew),
    ("GET", f"{ONE}/callbacks", callbacks.callback),
    ("POST", f"{ONE}/callbacks", callbacks.agree),
    ("POST", f"{ONE}/callbacks/<uuid:callback_id>/called", callbacks.called),
    ("POST", f"{ONE}/callbacks/<uuid:callback_id>/off", callbacks.call_off),
    ("POST", f"{ONE}/callbacks/<uuid:callback_id>/now", callbacks.call_now),
    ("POST", f"{ONE}/callbacks/<uuid:callback_id>/unreached", callbacks.unreached),
    ("POST", f"{ONE}/callbacks/<uuid:callback_id>/text", callbacks.text_them),
    ("GET", f"{ONE}/voicemail/<uuid:voicemail_id>.wav", voicemail.voicemail_sound),
    ("POST", f"{ONE}/voicemail/<uuid:voicemail_id>/heard", voicemail.voicemail_heard),
    ("GET", f"{ONE}/sent/<uuid:attachment_id>", attachments.attachment),
    ("GET", f"{ONE}/danger", danger.danger),
    ("POST", f"{ONE}/danger", danger.declare),
    ("GET", "/danger", danger.danger),
    ("POST", "/danger", danger.declare),
    ("GET", "/figures.csv", figures.figures),
)


def desk_pages(work: DeskWork, import_name: str) -> DeskPages:
    """The shared pages for one desk; its room adds its own to the same blueprint."""
    pages = DeskPages(work, import_name)
    for method, path, view in PAGES:
        pages.add_url_rule(path, view.__name__, view, methods=[method])
    return pages
