"""Floods of forms, with the numbers of the presets: people wait a little, and lose nothing."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Final

import pytest

from helpline import clock
from helpline.embedded.instance import PRESET
from helpline.intake import floods, limits
from helpline.intake.floods import Rung, line
from helpline.intake.public import flooding
from helpline.intake.public.draft import Draft
from helpline.policy import Policy
from helpline.queues import impatient
from tests.house import House
from tests.intake.public.slowing import asked_for_limits, silent_redis, slower
from tests.intake.public.walker import Walker

FREE: Final = 20


@pytest.fixture(params=["redis", "no redis"])
def house(
    house: House, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[House]:
    """As it is run, once with Redis, and once with a Redis that does not answer."""
    monkeypatch.setattr(flooding, "FORMS", slower(flooding.FORMS))
    _take(house, monkeypatch)
    with asked_for_limits(house, request.param):
        yield house


@pytest.fixture
def slow(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A house that takes one form a minute: no test lasts as long."""
    _take(house, monkeypatch, forms_a_minute=1)


def _take(house: House, monkeypatch: pytest.MonkeyPatch, **terms: int) -> None:
    policy: Policy = house.public.extensions["helpline.policy"]
    taken = replace(Policy.load(PRESET).floods, **terms)
    monkeypatch.setitem(house.public.extensions, "helpline.policy", replace(policy, floods=taken))


def _at_check(house: House, source: str, **answers: str) -> Walker:
    """Somebody who has filled in the form, without haste."""
    browser = house.public.test_client()
    browser.environ_base["REMOTE_ADDR"] = source
    draft = Draft(
        answers={"danger": "no", "wish": "someone_close", "worries": "keep this", **answers},
        notice_version="000000000000",
        notice_language="en",
        begun_at=(clock.now() - timedelta(minutes=5)).isoformat(),
    )
    with house.public.app_context():
        token = draft.sealed()
    walker = Walker(browser)
    walker.fields = {"token": token, "step": "check"}
    return walker


def _sent(house: House, source: str, times: int) -> list[int]:
    return [_at_check(house, source).press("send").status for _form in range(times)]


def _crowd(house: House, forms: int) -> list[int]:
    """Each from somewhere else."""
    return [
        _at_check(house, f"198.51.100.{number}").press("send").status for number in range(forms)
    ]


def _told_to_wait(walker: Walker) -> int:
    assert walker.answer is not None
    return int(walker.answer.headers["Retry-After"])


def test_what_fills_in_the_field_that_nobody_sees_is_asked_once_more(house: House) -> None:
    walker = _at_check(house, "203.0.113.1")
    walker.press("send", subject="Cheap watches")
    assert (walker.status, walker.step) == (422, "check")
    assert "press Send once more" in walker.shown
    assert "keep this" in walker.shown
    assert walker.fields["subject"] == ""
    assert house.count("contact") == 0

    walker.press("send", subject="filled in again by a password manager")
    assert len(walker.receipt) == 16


def test_machines_use_up_what_is_free_faster(house: House) -> None:
    for _form in range(6):
        _at_check(house, "203.0.113.1").press("send", subject="x")
    assert _sent(house, "203.0.113.1", 3) == [200, 200, 429]


def test_nobody_reads_and_writes_in_no_time(house: House) -> None:
    walker = Walker(house.public.test_client()).until_check(worries="keep this").press("send")
    assert (walker.status, walker.step) == (429, "check")
    assert 0 < _told_to_wait(walker) <= 3
    assert "keep this" in walker.shown
    assert house.count("contact") == 0

    clock.move(timedelta(seconds=3))
    assert len(walker.press("send").receipt) == 16


def test_a_school_class_is_free_and_then_each_waits_for_the_one_before(house: House) -> None:
    assert _sent(house, "203.0.113.1", FREE) == [200] * FREE

    walker = _at_check(house, "203.0.113.1").press("send")
    assert (walker.status, walker.step) == (429, "check")
    assert f"Please wait {_told_to_wait(walker)} seconds" in walker.shown
    assert "keep this" in walker.shown
    assert house.count("contact") == FREE
    assert _sent(house, "203.0.113.2", 1) == [200]


def test_many_forms_at_the_same_moment_are_not_free(house: House) -> None:
    walkers = [_at_check(house, "203.0.113.1") for _form in range(2 * FREE)]
    with ThreadPoolExecutor(4) as hands:
        statuses = [walker.status for walker in hands.map(lambda one: one.press("send"), walkers)]
    assert statuses.count(200) == FREE
    assert statuses.count(429) == FREE


def test_a_form_that_was_taken_is_shown_again_while_its_source_waits(house: House) -> None:
    first = _at_check(house, "203.0.113.1")
    posted = {**first.fields, "go": "send"}
    receipt = first.post("contact", posted).receipt
    _sent(house, "203.0.113.1", FREE)

    first.lang = "ar"
    assert first.post("contact", posted).receipt == receipt
    # Not without end: each time costs a slow hash.
    assert {first.post("contact", posted).status for _time in range(10)} == {200, 429}


def test_danger_is_told_whatever_the_limits_say(house: House) -> None:
    _sent(house, "203.0.113.1", FREE)
    walker = _at_check(house, "203.0.113.1", danger="yes", where="here").press("send", subject="x")
    assert (walker.status, walker.step) == (200, "told")
    assert house.count("danger_declaration") == 1
    assert house.count("contact") == FREE


def test_in_a_flood_everybody_gets_a_turn_and_keeps_it(house: House, slow: None) -> None:
    assert _crowd(house, 1) == [200]
    walker = _at_check(house, "203.0.113.1").press("send")
    wait = _told_to_wait(walker)
    assert (walker.status, walker.step) == (429, "check")
    assert f"It is your turn in about {wait} seconds" in walker.shown
    assert "keep this" in walker.shown

    later = _at_check(house, "203.0.113.2").press("send")
    assert wait < _told_to_wait(later) <= 2 * 60
    assert _told_to_wait(walker.press("send")) <= wait

    clock.move(timedelta(seconds=wait))
    assert later.press("send").status == 429
    assert len(walker.press("send").receipt) == 16


def test_where_the_line_is_full_people_see_the_numbers_and_come_before_newcomers(
    house: House, slow: None
) -> None:
    assert 503 not in _crowd(house, 4)
    walker = _at_check(house, "203.0.113.1").press("send")
    assert (walker.status, walker.step) == (503, "check")
    assert "tel:112" in walker.page.split("<h1>")[0]
    assert "keep this" in walker.shown

    clock.move(timedelta(seconds=_told_to_wait(walker)))
    _crowd(house, 1)
    assert _at_check(house, "203.0.113.2").press("send").status == 503
    walker.press("send")
    assert walker.status == 429
    clock.move(timedelta(seconds=_told_to_wait(walker)))
    assert len(walker.press("send").receipt) == 16


def test_danger_waits_for_no_turn(house: House, slow: None) -> None:
    _crowd(house, 5)
    _at_check(house, "203.0.113.1", danger="yes", where="here").press("send")
    assert house.count("danger_declaration") == 1


def test_who_is_turned_away_by_the_crowd_keeps_the_turn_and_makes_the_line_longer(
    house: House, slow: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    walker = _at_check(house, "203.0.113.1")
    with monkeypatch.context() as crowded:
        crowded.setattr("helpline.vault.argon._ON_PAGES.acquire", lambda **_how: False)
        assert walker.press("send").status == 503
    assert _told_to_wait(_at_check(house, "203.0.113.2").press("send")) > 60
    assert len(walker.press("send").receipt) == 16


def test_pages_say_that_very_many_write_only_while_they_do(house: House, slow: None) -> None:
    _crowd(house, 3)
    walker = Walker(house.public.test_client())
    clock.move(timedelta(seconds=10))  # they ask now and then
    assert "Very many people" in walker.open("").shown
    clock.move(timedelta(minutes=2))
    assert "Very many people" not in walker.open("").shown


def test_in_a_flood_newcomers_are_given_the_form_of_one_page(house: House, slow: None) -> None:
    somebody = Walker(house.public.test_client())
    assert somebody.open("contact").step == "danger"
    _crowd(house, 3)
    assert somebody.open("contact").step == "short"
    assert somebody.press("long").step == "danger"
    assert somebody.open("contact?view=long").step == "danger"

    clock.move(timedelta(minutes=2))
    assert somebody.open("contact").step == "danger"


def test_the_form_of_one_page_has_the_field_for_machines_too(house: House) -> None:
    somebody = Walker(house.public.test_client()).open("contact?view=short")
    clock.move(timedelta(seconds=3))
    somebody.press("send", danger="no", subject="x", worries="keep this")
    assert (somebody.status, somebody.step, somebody.fields["subject"]) == (422, "short", "")
    assert "press Send once more" in somebody.shown
    assert len(somebody.press("send", danger="no").receipt) == 16


def test_sources_that_send_much_wait_longer_while_it_is_crowded(
    house: House, slow: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flooding, "LIKE_A_MACHINE", FREE)
    waits = []
    for source in ("203.0.113.1", "203.0.113.2"):
        _at_check(house, source).press("send", subject="x")
        _sent(house, source, 1)  # the first of them makes it crowded
        waits.append(_told_to_wait(_at_check(house, source).press("send")))
    assert waits[1] > 2 * waits[0]


def test_the_line_is_the_same_for_every_process_and_holds_nothing_of_anybody(
    house: House, slow: None, redis_url: str
) -> None:
    walker = _at_check(house, "203.0.113.1")
    with house.public.app_context():
        draft = Draft.opened(walker.fields["token"])
    _crowd(house, 1)
    walker.press("send")
    written = b" ".join(
        key + (client.get(key) or b"") for client in [impatient(redis_url)]
        for key in client.scan_iter("forms*")
    )  # fmt: skip
    for known in (draft.key, draft.receipt, "203.0.113", "198.51"):
        assert known.encode() not in written
    with house.public.app_context():
        assert floods.rung_now() is Rung.IN_LINE


def test_a_redis_that_goes_away_in_a_flood_lets_people_in_and_still_slows(
    house: House, slow: None
) -> None:
    _crowd(house, 2)
    house.public.extensions["helpline.redis"] = impatient("redis://127.0.0.1:9")
    house.public.extensions.pop(line.REMEMBERED, None)
    assert _crowd(house, 3) == [200, 429, 429]


def test_a_redis_that_does_not_answer_is_asked_once(house: House) -> None:
    """Each time would take a quarter of a second of everybody's time."""
    with silent_redis(house) as heard:
        house.public.extensions.pop(limits.AWAY, None)
        assert _crowd(house, 3) == [200] * 3
        assert heard() == 1


def test_when_it_is_time_to_ask_again_one_asks_for_all(house: House) -> None:
    walkers = [_at_check(house, f"203.0.113.{number}") for number in range(3)]
    with silent_redis(house) as heard, ThreadPoolExecutor(3) as hands:
        house.public.extensions[limits.AWAY] = clock.now() - limits.ASKED_AGAIN
        assert {one.status for one in hands.map(lambda one: one.press("send"), walkers)} == {200}
        assert heard() == 1


def test_a_redis_that_is_back_is_asked_for_every_form(house: House, redis_url: str) -> None:
    house.public.extensions["helpline.redis"] = impatient(redis_url)
    house.public.extensions[limits.AWAY] = clock.now() - limits.ASKED_AGAIN
    assert _crowd(house, 2) == [200, 200]
    assert len(list(impatient(redis_url).scan_iter("forms:place:*"))) == 2
