"""Logs: what happened, with ids, never with words, numbers or addresses."""

import logging
import re
import sys
import traceback
from types import TracebackType
from typing import Final

from typing_extensions import override

_DIGITS: Final = re.compile(r"\+?\d[\d \-/()]{6,}\d")
ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
_QUIET: Final = ("twilio.http_client", "werkzeug", "sqlalchemy.engine", "urllib3", "rq.worker")


class Scrubber(logging.Filter):
    """The last net: a run of digits long enough for a number or a receipt is cut out."""

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if _DIGITS.search(message):
            record.msg, record.args = _DIGITS.sub("[digits]", message), None
        return True


class Frames(logging.Formatter):
    """Where an error happened and of what kind: its own words may quote a row of a table."""

    @override
    def formatException(self, ei: ExcInfo) -> str:
        kind, _error, trace = ei
        frames = "".join(traceback.format_tb(trace)).rstrip()
        return f"{frames}\n{kind.__name__ if kind else 'no error'}"


def set_up(name: str) -> None:
    """One line an event, on standard error, with this process's name."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Frames(f"%(asctime)s {name} %(levelname)s %(message)s"))
    handler.addFilter(Scrubber())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for noisy in _QUIET:
        logging.getLogger(noisy).setLevel(logging.WARNING)
