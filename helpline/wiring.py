"""When this happens, do that. The whole story of the house on one page."""

from collections.abc import Callable
from typing import Final

from flask import Blueprint

from helpline.console import CONSOLE
from helpline.outbox import Duty, Wiring
from helpline.outbox.events import Event
from helpline.triage.advice.pages import ADVICE
from helpline.triage.desk.work import PAGES as DESKS_SHARED
from helpline.triage.support.pages import SUPPORT

PUBLIC_PAGES: Final[tuple[Blueprint, ...]] = ()
STAFF_PAGES: Final[tuple[Blueprint, ...]] = (CONSOLE, DESKS_SHARED, ADVICE, SUPPORT)
PARTNER_PAGES: Final[tuple[Blueprint, ...]] = ()

AT_ONCE: Final[dict[type[Event], tuple[Callable[[Event], None], ...]]] = {}
"""In the same transaction, without the network."""

LATER: Final[dict[type[Event], tuple[str, ...]]] = {}
"""An obligation each, carried out by the duty of that name."""

DUTIES: Final[dict[str, Duty]] = {}

WIRING: Final = Wiring(at_once=AT_ONCE, later=LATER, duties=DUTIES)


def register_promises() -> None:
    """Tell the policy which of its clauses something here carries out."""
