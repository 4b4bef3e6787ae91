"""The call panel: what a page shows about a talk, and what can be asked for from it.

A desk's contact page and the page of a danger have the same panel, each behind its own guard.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from flask import Response, make_response, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from helpline.doors import Desk
from helpline.i18n import language_name_here, listed
from helpline.intake.calls.actions import orders
from helpline.intake.calls.talks import TalkNow, call_of_contact, talk_now, third_word
from helpline.intake.calls.thirds import Asking, Third, choices, key_of
from helpline.intake.models import Call, Contact, OrderKind, ThirdKind
from helpline.people import current_staff

PART: Final = "talk"
"""Where the panel is in its page: the keyboard goes on from there."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One page's panel. ``address`` makes the address of a deed of that page."""

    call: Call | None
    desk: Desk | None
    address: Callable[..., str]

    @property
    def asking(self) -> Asking | None:
        return Asking(self.call, current_staff().id, self.desk) if self.call else None


def panel_of(contact: Contact) -> Panel:
    """The panel of a contact's page."""

    def address(deed: str, **values: str | int | UUID) -> str:
        named: dict[str, Any] = {"contact_id": contact.id, **values}
        return url_for(f"{contact.desk}.{deed}", **named)

    return Panel(call_of_contact(contact.id), contact.desk, address)


def shown(panel: Panel) -> dict[str, Any]:
    """What the template ``desk/talk.html`` needs."""
    talk = talk_now(panel.call, current_staff().id) if panel.call else None
    offered = _offered(panel) if talk is not None and talk.is_mine else []
    return {
        "talk": talk,
        "talk_address": panel.address,
        "thirds": offered,
        "talk_mark": _mark(talk, offered),
        "listener": _listener(panel) if talk is not None and talk.is_mine else "",
        "may_supervise": current_staff().is_supervisor,
    }


def fragment(panel: Panel, part: str) -> Response:
    """One part of the panel (who or deeds), or nothing while it is as the page shows it."""
    view = shown(panel)
    if request.if_none_match.contains(view["talk_mark"]):
        return Response(status=HTTPStatus.NOT_MODIFIED)
    answer = make_response(render_template(f"desk/talk_{part}.html", **view))
    answer.set_etag(view["talk_mark"])
    return answer


def ask(panel: Panel, kind: OrderKind) -> None:
    """Raises NotNow."""
    if panel.call is not None:
        orders.ask(panel.call, kind, by=current_staff().id)


def bring_in(panel: Panel, fields: MultiDict[str, str]) -> None:
    """Whom, how, and whether the caller agreed. Raises NotNow, NobodyChosen."""
    asking = panel.asking
    if asking is None:
        return
    kind = OrderKind.CONSULT if fields.get("how") == OrderKind.CONSULT else OrderKind.BRING_IN
    agreed = fields.get("agreed") == "yes"
    orders.bring_in(asking, kind, fields.get("third", ""), is_agreed=agreed)


def take_out(panel: Panel, leg_id: UUID) -> None:
    """Raises NotNow."""
    if panel.call is not None:
        orders.take_out(panel.call, leg_id, by=current_staff().id)


def listen(panel: Panel, kind: OrderKind) -> None:
    """Raises NobodyListensHere, NotNow."""
    if panel.call is not None:
        staff = current_staff()
        orders.listen(panel.call, kind, by=staff.id, name=staff.display_name)


def stop_listening(panel: Panel) -> None:
    if panel.call is not None:
        orders.stop_listening(panel.call, by=current_staff().id)


def refuse_listener(panel: Panel) -> None:
    """The caller does not want it. Raises NotNow."""
    if panel.call is not None:
        orders.refuse_listener(panel.call, by=current_staff().id)


def _listener(panel: Panel) -> str:
    """Whom the handler can keep from listening, if the caller says no."""
    return orders.listener_of(panel.call) if panel.call else ""


def _offered(panel: Panel) -> list[tuple[str, list[tuple[str, str]]]]:
    """Kind by kind: the key of each, and their name with their languages."""
    found = choices(panel.asking) if panel.asking else []
    kinds = [kind for kind in ThirdKind if any(third.kind is kind for third in found)]
    return [
        (third_word(kind), [(key_of(each), _label(each)) for each in found if each.kind is kind])
        for kind in kinds
    ]


def _label(third: Third) -> str:
    languages = listed([language_name_here(code) for code in third.languages])
    return f"{third.name} ({languages})" if languages else third.name


def _mark(talk: TalkNow | None, offered: list[Any]) -> str:
    """Changes whenever something that the panel shows changes."""
    return sha256(repr((talk, offered)).encode()).hexdigest()[:16]
