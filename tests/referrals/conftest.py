"""A family at the support desk, a counsellor who hands it on, and what a partner does."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

import pytest
from flask import Flask
from markupsafe import Markup
from werkzeug.test import TestResponse

from helpline.db import transaction
from helpline.demonstration import id_of
from helpline.doors import Desk, Door, Role, through
from helpline.intake.actions.arriving import Arrival, Statement, arrive
from helpline.intake.mailbox.panels import Panel, PanelView
from helpline.referrals.panel import REFERRALS_PANEL
from helpline.vault import Unlocking
from tests.contacts import contact
from tests.house import OPERATOR, House, Visitor, inside

__all__ = ["contact"]

SAID: Final = "My son speaks of leaving. MARKER-WORDS"
WHAT: Final = ("language", "reason", "words", "reach", "place")


@dataclass(frozen=True)
class Family:
    """Somebody who wrote to the support desk, and the mailbox they can come back to."""

    id: UUID
    lookup: bytes


@pytest.fixture
def family(house: House) -> Callable[..., Family]:
    def family(words: str = SAID, *, language: str = "ar") -> Family:
        unlocking = Unlocking(os.urandom(32), os.urandom(32))
        arrival = Arrival(
            form_key=os.urandom(16),
            language=language,
            notice_version="000000000000",
            notice_language=language,
            desk=Desk.SUPPORT,
            wish="someone_close",
            statements=(Statement("words", words),),
        )
        with inside(house.public, Role.PUBLIC, mailbox=unlocking.lookup):
            arrive(arrival, unlocking)
        newest = house.rows("SELECT id FROM contact ORDER BY received_at DESC LIMIT 1")
        return Family(UUID(str(newest[0].id)), unlocking.lookup)

    return family


@dataclass(frozen=True)
class Counsellor:
    """A signed-in counsellor, with the presses that lead to a handover."""

    browser: Visitor
    house: House

    def want(self, family: Family, need: str = "family-counselling") -> None:
        self._press(
            f"/support/{family.id}/partner-help",
            {"need": need, "language": "ar", "place": "Berlin"},
        )

    def record_yes(self, family: Family, slug: str = "bruecke", **changes: object) -> TestResponse:
        answers = {
            "what": list(WHAT),
            "until": date(2099, 1, 1).isoformat(),
            "how": "mailbox",
            "said_yes": "y",
        }
        return self._press(f"{service_page(family, slug)}/consent", {**answers, **changes})

    def hand_on(self, family: Family, slug: str = "bruecke", **fields: object) -> TestResponse:
        told = {"language": "Arabic", "reason": "Afraid for a son. MARKER-REASON", **fields}
        return self._press(f"{service_page(family, slug)}/package", {**told, "step": "send"})

    def hand_on_newest(self) -> None:
        """Whoever wrote last said yes, and is handed to the counselling service."""
        newest = self._newest()
        self.want(newest)
        assert self.record_yes(newest).status_code == 302
        assert self.hand_on(newest).status_code == 302

    def answer_newest(self, words: str) -> None:
        path = f"/support/{self._newest().id}"
        assert self._press(f"{path}/take", {}).status_code == 302
        assert self._press(f"{path}/replies", {"words": words}).status_code == 302

    def referrals(self, family: Family) -> str:
        return self.browser.get(f"/support/{family.id}/referrals").text

    def _newest(self) -> Family:
        rows = self.house.rows("SELECT id FROM contact ORDER BY received_at DESC LIMIT 1")
        return Family(UUID(str(rows[0].id)), b"")

    def _press(self, path: str, answers: dict[str, Any]) -> TestResponse:
        return self.browser.submit(path, answers, at="/")


@pytest.fixture
def maria(house: House, staff: Callable[..., Visitor]) -> Counsellor:
    return Counsellor(staff("maria"), house)


@dataclass(frozen=True)
class AtPartner:
    """Somebody signed in at a partner."""

    browser: Visitor
    house: House

    @property
    def list(self) -> str:
        return self.browser.get("/").text

    def newest(self) -> str:
        """The path of the newest handover, whoever it is for."""
        rows = self.house.rows("SELECT id FROM referral ORDER BY made_at DESC LIMIT 1")
        return f"/handovers/{rows[0].id}"

    def read(self, path: str | None = None) -> TestResponse:
        return self.browser.get(path or self.newest())

    def press(self, name: str, path: str | None = None, **answers: str) -> TestResponse:
        return self.browser.submit(f"{path or self.newest()}/{name}", answers, at="/")


@pytest.fixture
def lena(house: House, partner: Callable[[str], Visitor]) -> AtPartner:
    return AtPartner(partner("lena"), house)


@pytest.fixture
def tom(house: House, partner: Callable[[str], Visitor]) -> AtPartner:
    return AtPartner(partner("tom"), house)


@pytest.fixture
def handed_on(maria: Counsellor, family: Callable[..., Family]) -> Family:
    """A family that agreed and was handed to the counselling service."""
    father = family()
    maria.want(father)
    assert maria.record_yes(father).status_code == 302
    assert maria.hand_on(father).status_code == 302
    return father


def service_page(family: Family, slug: str = "bruecke") -> str:
    return f"/support/{family.id}/referrals/{id_of(OPERATOR, 'service', slug)}"


def withdraw(house: House, family: Family) -> str:
    """As the mailbox does it, through its own door; returns what the family reads."""
    consent = house.rows("SELECT id FROM consent WHERE contact_id = :id", id=family.id)[0].id
    return in_mailbox(
        house.public, family, lambda panel, view: panel.act(view, {"withdraw": str(consent)})
    )


def in_mailbox(public: Flask, family: Family, act: Callable[[Panel, PanelView], str]) -> str:
    """Something done or shown in the open mailbox of a family."""
    view = PanelView(contact_ids=(family.id,), action="/en/messages/panel", hidden=Markup(""))
    door = Door(Role.PUBLIC, OPERATOR, mailbox=family.lookup)
    with public.test_request_context("/en/"), through(door), transaction():
        return act(REFERRALS_PANEL, view)
