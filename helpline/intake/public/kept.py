"""A page or a part that is the same for all who read it: made for one, kept for some seconds."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

from flask import current_app, request

from helpline.clock import now
from helpline.i18n import current_language
from helpline.intake.public.words import announcement, very_many

KEPT_FOR: Final = timedelta(seconds=5)
MOST: Final = 256
"""Pages at once: more than any operator has doors and languages."""
_SHELF: Final = "helpline.kept_pages"


@dataclass(slots=True)
class Shelf:
    """Pages and parts, with the moment at which each was made. Any number of threads may ask."""

    pages: dict[Hashable, tuple[datetime, str]] = field(default_factory=dict)
    making: Lock = field(default_factory=Lock)

    def page(self, name: Hashable, make: Callable[[], str]) -> str:
        """What is kept. One thread makes it anew; nobody waits for that thread."""
        made_at, page = self.pages.get(name, (None, ""))
        age = now() - made_at if made_at else None
        if age is not None and timedelta(0) <= age < KEPT_FOR:
            return page
        if not self.making.acquire(blocking=False):
            return page if age is not None and timedelta(0) <= age < 2 * KEPT_FOR else make()
        try:
            return self._put(name, make())
        finally:
            self.making.release()

    def _put(self, name: Hashable, page: str) -> str:
        if len(self.pages) >= MOST:
            self.pages.clear()
        self.pages[name] = now(), page
        return page


def same_for_all(make: Callable[[], str]) -> str:
    """The page at this path, whoever reads it. ``make`` must show nothing of who asks.

    What the operator tells everybody is asked first: new words make a new page.
    """
    told = very_many(), announcement()
    return _shelf().page((request.script_root, request.path, current_language(), told), make)


def part_for_all(name: str, caller: Callable[[], str]) -> str:
    """A part of pages, for ``call`` in templates: the same on all at this door in this language."""
    return _shelf().page((name, request.script_root, current_language()), caller)


def _shelf() -> Shelf:
    shelf: Shelf = current_app.extensions.setdefault(_SHELF, Shelf())
    return shelf
