"""What other rooms show in an open mailbox, without intake knowing those rooms.

A room ahead of intake (referrals) makes one ``Panel`` and ``wiring.py`` registers it:
``panels.register(REFERRALS)``. Nothing else is needed; intake never imports the room.

* ``show(view)`` returns a fragment of HTML (Markup, from ``render_template``), or an empty
  one when there is nothing to say. It runs through the door of the open mailbox
  (``Role.PUBLIC`` with the mailbox's lookup), so row-level security shows this mailbox's
  rows only; of tables that are limited to columns, select those columns explicitly.
  The fragment starts with an ``<h2>``.
* A form in the fragment posts to ``view.action`` and begins with ``{{ view.hidden }}``:

      <form method="post" action="{{ view.action }}">{{ view.hidden }}
        <button name="withdraw" value="{{ consent.id }}">…</button></form>

* ``act(view, fields)`` answers that post. It runs inside ``transaction()`` through the same
  door, must check that what it changes belongs to ``view.contact_ids``, is safe to run
  twice, and returns one sentence for the person, which the mailbox page shows at its top.
  A ``Refusal`` it raises is shown in the same place.
* ``is_handed_over(contact_id)`` says whether another service has this contact's case now; the
  mailbox then says "handed over" in its own words.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from markupsafe import Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelView:
    """An open mailbox, as far as another room needs to know it."""

    contact_ids: tuple[UUID, ...]
    """The newest first."""
    action: str
    """Where the panel's forms post to."""
    hidden: Markup
    """The fields that every form of an open mailbox carries."""


def _nothing_to_do(_view: PanelView, _fields: Mapping[str, str]) -> str:
    return ""


def _stays_here(_contact_id: UUID) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One room's part of the mailbox page."""

    name: str
    """Lower-case letters; it stands in the address that the panel's forms post to."""
    show: Callable[[PanelView], Markup]
    act: Callable[[PanelView, Mapping[str, str]], str] = _nothing_to_do
    is_handed_over: Callable[[UUID], bool] = _stays_here


_panels: Final[dict[str, Panel]] = {}


def register(panel: Panel) -> None:
    """Show this panel in every open mailbox. Safe to say twice."""
    _panels[panel.name] = panel


def panels() -> tuple[Panel, ...]:
    return tuple(_panels.values())


def panel_named(name: str) -> Panel | None:
    return _panels.get(name)


def is_handed_over(contact_id: UUID) -> bool:
    return any(panel.is_handed_over(contact_id) for panel in _panels.values())
