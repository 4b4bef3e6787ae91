"""A flood of forms: some wait, the others are turned away at once, and lose nothing."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Event, Semaphore
from typing import Final

import pytest

from helpline.intake.calls import receipts
from helpline.vault import Crowded, argon, unless_crowded
from tests.house import House
from tests.intake.public.walker import Walker

AT_MOST: Final = 8
"""Half of what the public face answers at once."""
PATIENCE: Final = 30


class HeldUp:
    """No slow hash is made before it says so."""

    def __init__(self) -> None:
        self.waiting = Semaphore(0)
        self.going_on = Event()

    def __enter__(self) -> None:
        self.waiting.release()
        self.going_on.wait(PATIENCE)

    def __exit__(self, *_: object) -> None:
        pass


@pytest.fixture
def held_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[HeldUp]:
    held_up = HeldUp()
    monkeypatch.setattr(argon, "_AT_ONCE", held_up)
    yield held_up
    held_up.going_on.set()


@pytest.fixture
def crowd() -> Iterator[Callable[[], None]]:
    """As many wait as may, until the function is called."""
    with ExitStack() as crowd:
        for _page in range(AT_MOST):
            crowd.enter_context(unless_crowded())
        yield crowd.close


def test_eight_forms_wait_and_the_ninth_is_turned_away_at_once(
    house: House, held_up: HeldUp
) -> None:
    def walker() -> Walker:
        return Walker(house.public.test_client()).until_check(worries="keep this")

    waiting, ninth = [walker() for _form in range(AT_MOST)], walker()
    with ThreadPoolExecutor(AT_MOST) as hands:
        sent = [hands.submit(each.press, "send") for each in waiting]
        try:
            for _form in range(AT_MOST):
                assert held_up.waiting.acquire(timeout=PATIENCE)
            ninth.press("send")
        finally:
            held_up.going_on.set()

    assert {len(form.result().receipt) for form in sent} == {16}
    assert ninth.status == 503
    assert house.count("contact") == AT_MOST


def test_a_form_that_is_turned_away_keeps_everything_and_shows_the_numbers(
    mother: Walker, crowd: Callable[[], None]
) -> None:
    mother.until_check(worries="keep this").press("send")
    assert (mother.status, mother.step) == (503, "check")
    assert "keep this" in mother.shown
    assert "tel:112" in mother.page.split("<h1>")[0]

    crowd()
    mother.press("send")
    assert len(mother.receipt) == 16


def test_danger_in_a_form_that_is_turned_away_is_told_all_the_same(
    house: House, mother: Walker, crowd: Callable[[], None]
) -> None:
    mother.until_check(danger="yes", where="here", worries="keep this").press("send")
    assert mother.step == "told"
    assert house.count("danger_declaration") == 1
    mother.press().press("send")
    assert (mother.status, mother.step) == (503, "check")
    assert "keep this" in mother.shown

    crowd()
    mother.press("send")
    assert len(mother.receipt) == 16
    assert house.count("danger_declaration") == 1


def test_danger_waits_for_no_slow_hash(house: House, mother: Walker, held_up: HeldUp) -> None:
    mother.open("contact").press(danger="yes").press("now", where="here")

    assert mother.step == "told"
    assert not held_up.waiting.acquire(blocking=False)


def test_a_mailbox_that_is_not_opened_costs_no_try(
    mother: Walker, crowd: Callable[[], None]
) -> None:
    for _try in range(12):
        mother.open_mailbox("1111 2222 3333 4444", words="keep this")
        assert mother.status == 503
    assert mother.fields["receipt"] == "1111 2222 3333 4444"
    assert mother.fields["words"] == "keep this"
    assert "tel:112" in mother.page

    crowd()
    assert mother.open_mailbox("1111 2222 3333 4444").status == 422


def test_a_caller_with_a_receipt_is_not_turned_away_for_pages(
    house: House, crowd: Callable[[], None]
) -> None:
    with house.public.app_context():
        assert receipts.look_up("1111222233334444").lookup


def test_whoever_leaves_makes_room_for_one_more(crowd: Callable[[], None]) -> None:
    with pytest.raises(Crowded), unless_crowded():
        pass
    crowd()
    for _page in range(AT_MOST + 1):
        with unless_crowded():
            pass
