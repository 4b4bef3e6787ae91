"""What every public page can say: our name, numbers to call, promises, the hours now."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from flask import current_app, request, url_for
from markupsafe import Markup
from sqlalchemy.exc import SQLAlchemyError

from helpline.clock import now
from helpline.db import db
from helpline.doors import Desk, is_let_in
from helpline.i18n import city_of, current_language, format_datetime
from helpline.i18n import gettext as _
from helpline.intake import floods
from helpline.intake.actions.arriving import CallWish
from helpline.intake.announcing import announced_now, in_language
from helpline.intake.attachments.posted import files_were_chosen
from helpline.intake.floods import Rung
from helpline.intake.public import signs
from helpline.intake.surge import surge_now
from helpline.phone import E164, parse_number
from helpline.policy import (
    Clause,
    Logo,
    current_front_door,
    current_policy,
    offered_languages,
)

ASKED_EVERY: Final = timedelta(seconds=10)
_TOLD: Final = "helpline.told_to_all"
_NEVER: Final = datetime.min.replace(tzinfo=UTC), (False, dict[str, str]())
_IN_THEIR_ORDER: Final = (Desk.SUPPORT, Desk.ADVICE, Desk.HOTLINE)


def vocabulary() -> dict[str, Any]:
    """For the templates."""
    offered = offered_languages()
    lang = current_language()
    return {
        "lang": lang if lang in offered else offered[0],
        "line_name": line_name,
        "logo": logo,
        "offered_languages": offered_languages,
        "phone_link": phone_link,
        "here_in": here_in,
        "clauses": clauses,
        "very_many": very_many,
        "announcement": announcement,
        "files_were_chosen": files_were_chosen,
        "signs_are_shown": signs.are_shown,
    }


def line_name() -> str:
    """Our name where a line begins with it. It says nothing about why anybody is here."""
    door = current_front_door()
    name = door.name[current_language()] if door else current_policy().name
    return name[:1].upper() + name[1:]


def logo() -> Logo | None:
    """Of the community by whose door somebody came."""
    door = current_front_door()
    return current_policy().logos.get(door.slug) if door else None


def phone_link(number: str) -> Markup:
    """A number that can be pressed, written from left to right in every language."""
    read = parse_number(number, current_policy().country)
    shown, dialled = (read.for_reading, read.number) if isinstance(read, E164) else (number, number)
    return Markup('<a class="phone" href="tel:{}"><bdi dir="ltr">{}</bdi></a>').format(
        dialled.replace(" ", ""), shown
    )


def our_address() -> str:
    """As people write it down: without the protocol and the last stroke."""
    address: str = current_app.extensions["helpline.config"].public_base_url
    door = current_front_door()
    return address.partition("://")[2].rstrip("/") + (f"/{door.slug}" if door else "")


def here_in(code: str) -> str:
    """The same page in another language; the start page, where this one was made by a post."""
    values = dict(request.view_args or {})
    if request.endpoint is None or "lang" not in values or request.method != "GET":
        return url_for("door.start", lang=code)
    return url_for(request.endpoint, **{**values, "lang": code})


def clauses(*codes: str) -> list[Clause]:
    """These promises, in this order, as far as they are made and kept."""
    made = {clause.code.value: clause for clause in current_policy().notice("web", codes)}
    return [made[code] for code in codes if code in made]


def very_many() -> bool:
    """Whether a supervisor says that very many people reach for us, or all have to wait."""
    return _told_to_all()[0]


def announcement() -> tuple[str, str]:
    """In which language the operator tells everybody something now, and what; or nothing."""
    return in_language(_told_to_all()[1], current_language())


def _told_to_all() -> tuple[bool, Mapping[str, str]]:
    """Asked now and then: a page must not wait for the database each time, least of all in a rush.

    What cannot be read is not said. A page of refusal repeats what was learnt before.
    """
    known: tuple[datetime, tuple[bool, Mapping[str, str]]]
    known = current_app.extensions.get(_TOLD, _NEVER)
    if is_let_in() and not now() - ASKED_EVERY < known[0] <= now():
        known = current_app.extensions[_TOLD] = now(), _ask()
    return known[1]


def _ask() -> tuple[bool, Mapping[str, str]]:
    try:
        is_crowded = floods.rung_now() >= Rung.IN_LINE
        return is_crowded or surge_now() is not None, announced_now()
    except SQLAlchemyError:
        db.session.rollback()
        return False, {}


def hours_now() -> Iterator[tuple[str, str]]:
    """For each desk, in the words of those who look for it, whether people are here now."""
    policy, moment = current_policy(), now()
    for desk in sorted(policy.desks, key=_IN_THEIR_ORDER.index):
        opening = policy.next_opening(desk, moment)
        if opening is None:
            state = _("nobody is here")
        elif opening <= moment:
            state = _("people are here now")
        else:
            state = _("people are here again: %(when)s", when=in_our_time(opening))
        yield _desk_in_words(desk), state


def in_our_time(moment: datetime) -> str:
    """A moment on the clock of our city, which is named."""
    return on_the_clock(moment, current_policy().time_zone)


def by_our_time(deadline: datetime) -> str:
    """A deadline, likewise. The end of a day is its 23:59: 00:00 could be the end of two days."""
    at_midnight = deadline.astimezone(current_policy().time_zone).time() == time()
    return in_our_time(deadline - timedelta(minutes=1) if at_midnight else deadline)


def in_their_time(call: CallWish) -> str:
    """The time of a call on the clock of whoever asked for it."""
    return on_the_clock(call.wanted_at, ZoneInfo(call.time_zone))


def on_the_clock(moment: datetime, zone: ZoneInfo) -> str:
    return _(
        "%(when)s (time in %(city)s)",
        when=format_datetime(moment, zone, "full"),
        city=city_of(zone),
    )


def _desk_in_words(desk: Desk) -> str:
    match desk:
        case Desk.SUPPORT:
            return _("Help for you and people close to you")
        case Desk.ADVICE:
            return _("Advice for your work")
        case Desk.HOTLINE:
            return _("Telling us about a worry")
