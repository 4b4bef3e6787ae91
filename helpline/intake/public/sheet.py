"""The sheet to hang up as a PDF: made when it is first asked for, and then kept in memory."""

from dataclasses import dataclass, field
from threading import Lock
from typing import Final

from flask import current_app, render_template

from helpline import paper
from helpline.intake.errors import NoPaper
from helpline.intake.public.words import our_address

MOST: Final = 64
"""Sheets at once: more than any operator has languages. Each has some hundred kilobytes."""
_MADE: Final = "helpline.sheets"


@dataclass(slots=True)
class Made:
    """Each sheet by the page that it was made from: other words make another one."""

    sheets: dict[str, bytes] = field(default_factory=dict)
    making: Lock = field(default_factory=Lock)

    def sheet(self, html: str) -> bytes:
        """However many ask at once, one makes it, and the others wait for that one."""
        with self.making:
            if html not in self.sheets:
                if len(self.sheets) >= MOST:
                    self.sheets.clear()
                self.sheets[html] = paper.pdf_of(html)
            return self.sheets[html]


def is_offered() -> bool:
    return paper.missing() is None


def in_the_readers_language() -> bytes:
    """Raises NoPaper where the machine has no Pango."""
    if not is_offered():
        raise NoPaper
    made: Made = current_app.extensions.setdefault(_MADE, Made())
    return made.sheet(render_template("door/paper.html", address=our_address()))
