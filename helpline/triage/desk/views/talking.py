"""During a call: what its handler, and a supervisor of the desk, can ask for."""

from collections.abc import Callable
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from helpline.doors import guard
from helpline.intake.models import OrderKind
from helpline.triage.desk import call_panel, queries
from helpline.triage.desk.call_panel import PART, Panel, panel_of
from helpline.triage.desk.views.figures import supervising_this_desk
from helpline.triage.desk.views.reading import done
from helpline.triage.desk.work import at_this_desk


@guard(at_this_desk)
def talk(contact_id: UUID, part: str) -> ResponseReturnValue:
    """The parts of the panel, for a page that stays open."""
    return call_panel.fragment(panel_of(queries.contact(contact_id)), part)


@guard(at_this_desk)
def talk_ask(contact_id: UUID, kind: str) -> ResponseReturnValue:
    """Hold, bring back, bring all together, leave."""
    return _at_panel(contact_id, lambda panel: call_panel.ask(panel, OrderKind(kind)))


@guard(at_this_desk)
def talk_bring_in(contact_id: UUID) -> ResponseReturnValue:
    """Call somebody: to speak with them first, or into the talk."""
    return _at_panel(contact_id, lambda panel: call_panel.bring_in(panel, request.form))


@guard(at_this_desk)
def talk_take_out(contact_id: UUID, leg_id: UUID) -> ResponseReturnValue:
    """Somebody who was brought in, or is being called, goes."""
    return _at_panel(contact_id, lambda panel: call_panel.take_out(panel, leg_id))


@guard(at_this_desk)
def talk_refuse_listener(contact_id: UUID) -> ResponseReturnValue:
    """The caller does not want to be listened to."""
    return _at_panel(contact_id, call_panel.refuse_listener)


@guard(supervising_this_desk)
def talk_listen(contact_id: UUID, kind: str) -> ResponseReturnValue:
    """A supervisor wants to listen or to whisper; the caller is told first."""
    return _at_panel(contact_id, lambda panel: call_panel.listen(panel, OrderKind(kind)))


@guard(supervising_this_desk)
def talk_stop_listening(contact_id: UUID) -> ResponseReturnValue:
    return _at_panel(contact_id, call_panel.stop_listening)


def _at_panel(contact_id: UUID, deed: Callable[[Panel], None]) -> ResponseReturnValue:
    """Something of the call; the keyboard goes on from its panel."""
    contact = queries.contact(contact_id)
    return done(contact, lambda: deed(panel_of(contact)), part=PART)
