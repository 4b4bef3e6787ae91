"""The README's own commands in a fresh clone, and its first walk, step by step."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

import pytest

from tests.pages import Page
from tests.people import Colleague, Enquirer, Partner
from tests.readme.clone import Clone, fresh_clone, press_ctrl_c, running_clone
from tests.readme.reading import Step, commands_in, first_walk, section
from tests.readme.words import in_arabic
from tests.running import System, eventually

pytestmark = [pytest.mark.xdist_group("readme"), pytest.mark.timeout(300)]

RUN, TEST = commands_in(section("Two commands"))
STEPS: Final = first_walk()
WORRIES: Final = "ابني لم يعد يتكلم معنا"
ANSWER: Final = "شكرًا لأنك كتبت إلينا"
ARABIC_DIGITS: Final = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PATIENCE: Final = 30
"""Seconds for a phone to ring."""


@pytest.fixture(scope="module")
def clone() -> Iterator[Clone]:
    with fresh_clone() as clone:
        yield clone


@pytest.fixture(scope="module")
def system(clone: Clone) -> Iterator[System]:
    with running_clone(clone, RUN) as system:
        yield system


@dataclass
class Walk:
    """Somebody who follows the README, and all that they have seen in one step."""

    clone: Clone
    father: Enquirer
    omar: Colleague
    lena: Partner
    seen: list[str] = field(default_factory=list)

    @classmethod
    def beginning(cls, clone: Clone, system: System) -> "Walk":
        return cls(
            clone,
            Enquirer(system, language="ar"),
            Colleague(system, "omar", "support"),
            Partner(system, "lena"),
        )

    def see(self, page: Page) -> Page:
        assert page.status == 200, page.words
        self.seen.append(page.words)
        return page

    @contextmanager
    def typed(self, command: str) -> Iterator[Path]:
        """A command in a terminal of its own, and what it says; Ctrl-C at the end."""
        said = self.clone.folder.with_suffix(f".{len(command)}")
        process = self.clone.start(command, said)
        try:
            yield said
        finally:
            press_ctrl_c(process)

    def follow(self, step: Step) -> None:
        """Take one step; every word that the README sets off must have been there to see."""
        self.seen.clear()
        DEEDS[step.title](self, step)
        assert [label for label in step.labels if not self.saw(label)] == [], step.title

    def saw(self, label: str) -> bool:
        return any(
            words in page
            for page in self.seen
            for words in (label, in_arabic(label, self.clone.folder))
        )


def father_writes(walk: Walk, step: Step) -> None:
    father = walk.father
    walk.see(father.open(walk.clone.here(step.addresses[0])))
    walk.see(father.submit("/contact", press="no"))
    walk.see(father.submit("/contact", press="next"))
    walk.see(father.submit("/contact", {"wish": "someone_close"}, press="next"))
    walk.see(father.submit("/contact", {"worries": WORRIES}, press="next"))
    walk.see(father.submit("/contact", {"reach": "mailbox"}, press="next"))
    walk.see(father.submit("/contact", press="send"))
    father.note_receipt()


def omar_answers(walk: Walk, step: Step) -> None:
    omar = walk.omar
    omar.open(walk.clone.here(step.addresses[0]))
    walk.see(omar.sign_in())
    omar.find(WORRIES)
    walk.see(omar.page)
    walk.see(omar.submit("/take"))
    walk.see(omar.reply(ANSWER))


def father_comes_back(walk: Walk, step: Step) -> None:
    walk.father.open(walk.clone.here(step.addresses[0]))
    assert ANSWER in open_mailbox(walk).words


def open_mailbox(walk: Walk) -> Page:
    receipt = walk.father.receipt.translate(ARABIC_DIGITS)
    return walk.see(walk.father.submit("receipt", {"receipt": receipt}))


def mother_calls(walk: Walk, step: Step) -> None:
    call, phone = step.commands
    with walk.typed(call) as mother:
        assert eventually(lambda: "omar is rung" in walk.clone.run(RINGING), PATIENCE)
        with walk.typed(phone) as omar:
            for told in (mother, omar):
                assert eventually(partial(says, told, "joined"), PATIENCE), told.read_text()
    walk.see(walk.omar.open("/queue"))


def says(file: Path, word: str) -> bool:
    return word in file.read_text()


def danger(walk: Walk, step: Step) -> None:
    [call] = step.commands
    with walk.typed(call) as caller:
        assert eventually(lambda: "is rung" in walk.clone.run(RINGING), PATIENCE)
    words = caller.read_text()
    assert "call 112" in words[: words.index("[1]")]
    walk.see(walk.omar.open("/queue"))
    walk.omar.open(walk.omar.page.link("Danger"))
    walk.omar.open(walk.omar.page.link("Open"))
    walk.see(walk.omar.submit("/accept"))


def referral(walk: Walk, step: Step) -> None:
    omar, lena = walk.omar, walk.lena
    omar.find(WORRIES)
    walk.see(omar.page)
    walk.see(omar.open(omar.page.link("Find a service")))
    walk.see(omar.open(omar.page.link("Record their yes")))
    yes = {"what": ["language", "reason"], "until": "2099-01-01", "how": "mailbox", "said_yes": "y"}
    walk.see(omar.submit("/consent", yes))
    walk.see(omar.submit("/package", {"reason": "He asks for counselling."}, press="preview"))
    walk.see(omar.submit("/package", press="send"))
    lena.open(walk.clone.here(step.addresses[0]))
    walk.see(lena.sign_in())
    handover = walk.see(lena.open(lena.page.link("/handovers/"))).url
    walk.see(lena.submit("/accept"))
    walk.father.open("/ar/messages")
    assert "Brücke" in open_mailbox(walk).words
    walk.see(walk.father.submit("/panel/referrals"))
    assert lena.open(handover).status == 410


DEEDS: Final[dict[str, Callable[[Walk, Step], None]]] = {
    "A father writes": father_writes,
    "Omar answers": omar_answers,
    "The father comes back": father_comes_back,
    "A mother calls": mother_calls,
    "Danger": danger,
    "A referral that comes back": referral,
}
[ADVANCE] = re.findall(r"`(.venv/bin/helpline clock [^`]+)`", section("A first walk"))
RINGING: Final = ".venv/bin/helpline phone"


def test_make_run_says_where_to_go_and_how_to_sign_in(clone: Clone, system: System) -> None:
    said, promised = system.said.read_text(), section("Two commands")

    for word in ("Ready.", "practice-makes-calm"):
        assert f"`{word}`" in promised
        assert word in said
    assert system.environment_of("web")["PYTHONPATH"] == str(clone.folder)
    for usual in ("8000", "8001", "8002"):
        assert clone.here(f"http://127.0.0.1:{usual}/").rstrip("/") in said


def test_make_test_passes_a_test(clone: Clone) -> None:
    assert " passed" in clone.run(f'{TEST} ARGS="-n0 -q tests/test_text.py"')


def test_the_first_walk_leads_where_the_readme_says(clone: Clone, system: System) -> None:
    walk = Walk.beginning(clone, system)

    assert list(DEEDS) == list(STEPS)
    for step in STEPS.values():
        walk.follow(step)

    assert list((system.folder / "mail").glob("*.eml"))
    assert "It is now" in clone.run(ADVANCE)
