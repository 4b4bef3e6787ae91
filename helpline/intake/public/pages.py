"""The public pages that anybody may open, in every language that is offered."""

from http import HTTPStatus
from typing import Final

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpline.doors import guard
from helpline.i18n import current_language
from helpline.intake.public import noting, sheet, signs, walk
from helpline.intake.public.admission import everyone, everyone_with_files
from helpline.intake.public.flooding import is_short_form_due
from helpline.intake.public.forms import DangerForm
from helpline.intake.public.kept import part_for_all, same_for_all
from helpline.intake.public.words import hours_now, logo, our_address, vocabulary

NEUTRAL: Final = "https://%s.wikipedia.org/"
"""Where the way out leads: somewhere that anybody may have been."""

DOOR: Final = Blueprint("door", __name__, template_folder="templates")
DOOR.app_context_processor(vocabulary)
DOOR.add_app_template_global(part_for_all)


@DOOR.get("/")
@guard(everyone)
def first() -> ResponseReturnValue:
    """To the reader's own language, as far as it is offered."""
    return redirect(url_for("door.start", lang=current_language()))


@DOOR.get("/logo/<digest>")
@guard(everyone)
def show_logo(digest: str) -> Response:
    """Of this door and no other. It may be kept for a day: somebody pays for each byte."""
    picture = logo()
    if picture is None or picture.digest != digest:
        abort(HTTPStatus.NOT_FOUND)
    headers = {"Cache-Control": "private, max-age=86400, immutable"}
    return Response(picture.content, headers=headers, mimetype=picture.media_type)


@DOOR.get("/<lang>/")
@guard(everyone)
def start(**_lang: str) -> ResponseReturnValue:
    """Most read of all, and the same for everybody."""
    return same_for_all(
        lambda: render_template("door/start.html", form=DangerForm(), hours_now=hours_now())
    )


@DOOR.get("/<lang>/what-happens")
@guard(everyone)
def what_happens(**_lang: str) -> ResponseReturnValue:
    return render_template("door/what_happens.html")


@DOOR.get("/<lang>/signs")
@guard(everyone)
def what_signs(**_lang: str) -> ResponseReturnValue:
    if not signs.are_shown():
        abort(HTTPStatus.NOT_FOUND)
    return render_template("door/signs.html", parts=signs.PARTS, published=signs.PUBLISHED.values())


@DOOR.get("/<lang>/about")
@guard(everyone)
def about(**_lang: str) -> ResponseReturnValue:
    """One sheet to print and to hang up."""
    return render_template("door/about.html", address=our_address(), has_paper=sheet.is_offered())


@DOOR.get("/<lang>/about.pdf")
@guard(everyone)
def about_on_paper(**_lang: str) -> Response:
    """The same sheet as a file, on one page of paper."""
    answer = Response(sheet.in_the_readers_language(), mimetype="application/pdf")
    answer.headers.set("Content-Disposition", "attachment", filename="about.pdf")
    return answer


@DOOR.get("/<lang>/accessibility")
@guard(everyone)
def accessibility(**_lang: str) -> ResponseReturnValue:
    return render_template("door/accessibility.html")


@DOOR.get("/<lang>/privacy")
@guard(everyone)
def privacy(**_lang: str) -> ResponseReturnValue:
    return render_template("door/privacy.html")


@DOOR.get("/<lang>/contact")
@guard(everyone)
def contact(**_lang: str) -> ResponseReturnValue:
    view = request.args.get("view", "short" if is_short_form_due() else "")
    return walk.begin(is_short=view == "short")


@DOOR.post("/<lang>/contact")
@guard(everyone_with_files)
def go_on(**_lang: str) -> ResponseReturnValue:
    return walk.go_on()


@DOOR.post("/<lang>/contact/next")
@guard(everyone)
def noted(**_lang: str) -> ResponseReturnValue:
    """The receipt is written down: its form shows it no more."""
    noting.note()
    return redirect(url_for("door.afterwards", lang=current_language()), HTTPStatus.SEE_OTHER)


@DOOR.get("/<lang>/contact/next")
@guard(everyone)
def afterwards(**_lang: str) -> ResponseReturnValue:
    return render_template("door/afterwards.html")


@DOOR.get("/<lang>/exit")
@guard(everyone)
def leave(lang: str) -> Response:
    """Away, at once. What a browser kept of us goes; its history is its own."""
    away = redirect(NEUTRAL % lang)
    away.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    away.headers["Referrer-Policy"] = "no-referrer"
    assert isinstance(away, Response)
    return away
