"""One of everything that a page may be about, so that its fields can be filled in."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import pytest
from flask import Flask
from werkzeug.routing import Rule

from helpline.demonstration import id_of
from tests.contacts import Arrive, contact
from tests.house import OPERATOR, House, Visitor
from tests.referrals.conftest import Family, family, handed_on, maria
from tests.rules.odd.filling import next_wednesday
from tests.rules.test_routes import tries
from tests.triage.danger.story import declare
from tests.triage.hotline.test_assessing import Case

__all__ = ["contact", "family", "handed_on", "maria"]

TOLD: Final = {
    "said": "He took the knife.",
    "known_how": "Saw it herself.",
    "not_known": "Where he is going.",
    "basis": "Danger to life.",
    "answering": "Maria Sommer, +49 30 23125 101",
    "step": "send",
}
CALL: Final = {"time": "12:00", "time_zone": "Europe/Berlin", "number": "+49 30 23125 001"}
UUID_PART: Final = re.compile(r"<uuid:(\w+)>")
KEPT_IN: Final = {
    "callback_id": "callback",
    "consent_id": "consent",
    "danger_id": "danger",
    "obligation_id": "obligation",
    "package_id": "package",
    "referral_id": "referral",
    "signal_id": "hotline_signal",
}


@dataclass(frozen=True)
class Town:
    """Somebody at every desk, and one of everything else."""

    house: House
    contacts: dict[str, UUID]

    def paths(self, face: Flask, method: str) -> list[str]:
        """Every address of a face that takes this method."""
        known = self._ids()
        return [
            self._filled(rule, path, known) for rule, each, path in tries(face) if each == method
        ]

    def shared(self, face: Flask, desk: str) -> frozenset[str]:
        """What this desk has in common with the support desk."""
        theirs = {each.rule.removeprefix("/support") for each in face.url_map.iter_rules()}
        return frozenset(
            self._filled(rule, path, self._ids())
            for rule, _method, path in tries(face)
            if rule.rule.startswith(f"/{desk}") and rule.rule.removeprefix(f"/{desk}") in theirs
        )

    def _filled(self, rule: Rule, path: str, known: dict[str, UUID]) -> str:
        """With ids of what there is, where another address has those of nobody."""
        here = {**known, "contact_id": self.contacts.get(rule.rule.split("/")[1], UUID(int=0))}
        parts = zip(rule.rule.split("/"), path.split("/"), strict=True)
        named = ((UUID_PART.fullmatch(wanted), given) for wanted, given in parts)
        return "/".join(
            str(here.get(found[1], given)) if found else given for found, given in named
        )

    def _ids(self) -> dict[str, UUID]:
        first = "SELECT id FROM {} LIMIT 1"
        kept = {name: self.house.rows(first.format(table)) for name, table in KEPT_IN.items()}
        service = id_of(OPERATOR, "service", "bruecke")
        return {"service_id": service} | {name: rows[0].id for name, rows in kept.items() if rows}


@pytest.fixture
def town(house: House, staff: Callable[..., Visitor], contact: Arrive, handed_on: Family) -> Town:
    case = Case(staff, house, contact).ready()
    support, danger = f"/support/{handed_on.id}", declare(house)
    call = {**CALL, "day": next_wednesday()}
    sara = staff("sara", "support")
    assert sara.submit(f"{support}/callbacks", call).status_code == 302
    assert sara.submit(f"/danger/{danger}/package", TOLD).status_code == 302
    hotline = UUID(case.page.removeprefix("/hotline/"))
    return Town(house, {"support": handed_on.id, "hotline": hotline, "advice": contact("advice")})
