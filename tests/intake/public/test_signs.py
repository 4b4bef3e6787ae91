"""The page of signs (R93): read by somebody who answers for it, or not shown at all."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from helpline.intake.public import signs
from helpline.policy.terms import Signs
from tests.house import House
from tests.intake.public.walker import Walker

CONFIG = "helpline.config"
POLICY = "helpline.policy"


@pytest.fixture
def live(house: House) -> Iterator[House]:
    """The public face as it is outside a demonstration."""
    known = house.public.extensions
    before = known[CONFIG], known[POLICY]
    known[CONFIG] = replace(known[CONFIG], demonstration=False)
    yield house
    known[CONFIG], known[POLICY] = before


def test_it_says_what_may_be_a_sign_what_is_none_and_what_to_do(mother: Walker) -> None:
    mother.open("signs")
    assert mother.status == 200
    for words in ("Violence becomes right", "What is no sign", "Faith", "What protects"):
        assert words in mother.shown
    assert "call 112" in mother.shown


def test_every_card_names_its_sources_and_every_source_is_listed(mother: Walker) -> None:
    cards = [card for part in signs.PARTS for card in part.cards]
    assert all(card.sources for card in cards)
    named = {source for card in cards for source in card.sources}
    assert named == set(signs.Source)
    mother.open("signs")
    assert all(title in mother.shown for title in signs.PUBLISHED.values())


def test_in_a_demonstration_it_is_called_a_draft(mother: Walker) -> None:
    assert "no expert has read these words yet" in mother.open("signs").shown


def test_nobody_is_shown_what_no_expert_has_read(live: House, mother: Walker) -> None:
    assert mother.open("signs").status == 404
    assert "/en/signs" not in mother.open("").page


def test_who_has_read_it_answers_for_it(live: House, mother: Walker) -> None:
    known = live.public.extensions
    read = Signs(read_by="Dr. B. Muster", read_on=date(2026, 11, 2))
    known[POLICY] = replace(known[POLICY], signs=read)
    assert "Read and approved by Dr. B. Muster on 2 November 2026" in mother.open("signs").shown
    assert "/en/signs" in mother.open("").page
