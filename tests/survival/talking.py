"""Somebody who calls, Omar who answers, and a third whom he brings in; until somebody hangs up."""

import time
from collections.abc import Callable
from random import Random
from typing import Any, Final
from urllib.parse import urlsplit

import psycopg

from helpline.providers.practice.remote import Remote
from tests.people import Colleague
from tests.running import System
from tests.survival.acting import PATIENCE

SENDER: Final = "+12025550143"
OMAR: Final = "client:omar"
POLICE: Final = "+493023125110"
INTERPRETERS: Final = "+493023125120"
THIRDS: Final = {
    POLICE: "police:police",
    INTERPRETERS: "interpreter:Interpreters on call (made up)",
}
ENDINGS: Final = ("the caller", "all of ours", "the handler", "the handler, by the console")
"""Who goes first."""
THREE: Final = 3
BETWEEN: Final = 0.2
"""Seconds between two looks: others need the machine too."""
RUNG: Final = "SELECT carrier_ref, purpose FROM call_leg WHERE carrier_ref = ANY(%s)"


class Talks:
    """Omar takes calls, and says no to everything else that rings."""

    def __init__(self, system: System, chance: Random) -> None:
        self._system = system
        self._line = Remote(system.practice)
        self._chance = chance
        self._omar = Colleague(system, "omar", "support", patience=PATIENCE)
        self._omar.sign_in()
        for number in THIRDS:
            self._line.set_habit(number, "answer", keys="1")

    def talk(self, patience: float) -> str:
        """One talk of three. Returns the call, or nothing where it did not come to that."""
        self._is_at_work()
        sid = self._line.call_in(SENDER, language="ar", keys="1")
        third = self._chance.choice(sorted(THIRDS))
        is_whole = (
            _soon(lambda: self._is_joined(sid), patience)
            and self._brings_in(sid, third)
            and _soon(lambda: len(self._members(sid)) == THREE, patience)
        )
        ending = self._chance.choice(ENDINGS) if is_whole else "the caller"
        self._part(sid, ending, patience)
        return sid if is_whole else ""

    def _is_at_work(self) -> None:
        """The clock runs ahead meanwhile: whoever does nothing for half an hour is signed out."""
        if urlsplit(self._omar.open("/queue").url).path == "/sign-in":
            self._omar.sign_in()

    def _is_joined(self, sid: str) -> bool:
        """Answer what rings; whether Omar and the caller are together."""
        ringing = [phone["sid"] for phone in self._line.phones() if phone["to"] == OMAR]
        for reference, purpose in self._asked(RUNG, ringing) if ringing else ():
            self._line.answer(reference, "1" if purpose == "handler" else "2")
        return OMAR in self._members(sid)

    def _brings_in(self, sid: str, third: str) -> bool:
        """Ask for it on the page of the contact. False where the call is not there any more."""
        contact = self._asked("SELECT contact_id FROM call WHERE carrier_ref = %s", sid)
        page = self._omar.open(f"/support/{contact[0][0]}")
        if 'id="talk-third"' not in page.html:
            return False
        values = {"third": THIRDS[third], "agreed": "yes"}
        self._omar.submit("talk/bring-in", values, press="bring_in")
        return True

    def _part(self, sid: str, ending: str, patience: float) -> None:
        """Whoever goes, the caller is not left with silence. Who is stays on the line."""
        if ending == "the caller":
            self._line.hang_up(sid)
            return
        if ending == "the handler" or not self._leaves(ending):
            self._hang_up(sid, {OMAR})
        if ending != "all of ours":
            _soon(lambda: OMAR not in self._members(sid), patience)
        self._hang_up(sid, {OMAR, *THIRDS})
        if _soon(lambda: self._is_out(sid), patience):
            self._line.hang_up(sid)

    def _leaves(self, ending: str) -> bool:
        """By the console, where that is offered: nobody is left to an interpreter."""
        if ending != "the handler, by the console":
            return False
        if "/talk/leave" not in self._omar.open(self._omar.page.url).html:
            return False
        self._omar.submit("/talk/leave")
        return True

    def _hang_up(self, sid: str, whose: set[str]) -> None:
        for address, leg in self._members(sid).items():
            if address in whose:
                self._line.hang_up(leg)

    def _is_out(self, sid: str) -> bool:
        """Out of the conference: spoken to, in the queue, or gone."""
        call = self._line.call(sid)
        return bool(call["over"]) or not call["conference"]

    def _members(self, sid: str) -> dict[str, str]:
        """Who is in the conference with the caller, and by which leg."""
        return {one["to"]: one["sid"] for one in self._line.call(sid).get("members", [])}

    def _asked(self, query: str, *given: Any) -> list[Any]:  # noqa: ANN401  (SQL)
        with psycopg.connect(self._system.owner_url) as owner:
            return owner.execute(query, given).fetchall()


def _soon(true: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(BETWEEN)
    return True
