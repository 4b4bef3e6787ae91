"""Wrong receipts are slowed, source by source; a right one from elsewhere never is."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import NoReturn

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from helpline import clock
from helpline.intake import limits, throttle
from helpline.intake.mailbox import queries, serving
from helpline.queues import impatient
from tests.house import House
from tests.intake.public.slowing import SLOWER, asked_for_limits, slower
from tests.intake.public.walker import Walker

WRONG = "1111 2222 3333 4444"


@pytest.fixture(params=["redis", "no redis"])
def house(
    house: House, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[House]:
    """Once with Redis, and once with a Redis that does not answer. Its pauses take minutes."""
    monkeypatch.setattr(throttle, "RECEIPTS", slower(throttle.RECEIPTS))
    with asked_for_limits(house, request.param):
        yield house


def gone(*_asked: object) -> NoReturn:
    raise OperationalError("SELECT", {}, OSError("the database is gone"))


def _from(address: str, app: Flask) -> Walker:
    browser = app.test_client()
    browser.environ_base["REMOTE_ADDR"] = address
    return Walker(browser)


def _try(walker: Walker, times: int) -> list[int]:
    return [walker.open_mailbox(WRONG).status for _time in range(times)]


def test_five_tries_are_free_and_the_sixth_has_to_wait(house: House) -> None:
    walker = _from("198.51.100.7", house.public)
    assert _try(walker, 6) == [422] * 5 + [429]
    assert walker.answer is not None
    wait = int(walker.answer.headers["Retry-After"])
    assert SLOWER < wait <= 2 * SLOWER
    assert f"Please wait {wait} seconds" in walker.shown
    assert walker.fields["receipt"] == WRONG


def test_a_right_receipt_makes_nobody_wait_after_it(house: House) -> None:
    walker = _from("198.51.100.7", house.public)
    receipt = walker.send()
    assert _try(walker, 4) == [422] * 4

    assert [walker.open_mailbox(receipt).status for _time in range(3)] == [200] * 3

    assert _try(walker, 2) == [422, 429]
    assert walker.open_mailbox(receipt).status == 429


def test_nobody_else_has_to_wait(house: House) -> None:
    mine = _from("198.51.100.8", house.public)
    receipt = mine.send()
    assert _try(_from("198.51.100.7", house.public), 7)[-1] == 429
    assert mine.open_mailbox(receipt).status == 200


def test_a_line_is_one_source_whatever_address_it_takes(house: House) -> None:
    assert _try(_from("2001:db8:1:2::1", house.public), 6)[-1] == 429
    assert _from("2001:db8:1:2:ffff::9", house.public).open_mailbox(WRONG).status == 429
    assert _from("2001:db8:1:3::1", house.public).open_mailbox(WRONG).status == 422
    assert _from("::ffff:198.51.100.9", house.public).open_mailbox(WRONG).status == 422


def test_each_circuit_of_an_onion_service_is_a_source(house: House) -> None:
    assert _try(_from("fc00:dead:beef:4dad::aa:1", house.public), 6)[-1] == 429
    assert _from("fc00:dead:beef:4dad::aa:2", house.public).open_mailbox(WRONG).status == 422


def test_right_receipts_are_never_counted(house: House) -> None:
    walker = _from("198.51.100.7", house.public)
    receipt = walker.send()
    assert [walker.open_mailbox(receipt).status for _time in range(12)] == [200] * 12


def test_what_could_not_be_looked_up_is_not_counted(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    walker = _from("198.51.100.7", house.public)
    receipt = walker.send()
    with monkeypatch.context() as patched:
        patched.setattr(queries, "open_mailbox", gone)
        assert [walker.open_mailbox(receipt).status for _time in range(8)] == [503] * 8
    assert _try(walker, 5) == [422] * 5


def test_a_right_receipt_is_given_back_once_though_its_page_could_not_be_made(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    walker = _from("198.51.100.7", house.public)
    receipt = walker.send()
    with monkeypatch.context() as patched:
        patched.setattr(serving, "open_page", gone)
        assert walker.open_mailbox(receipt).status == 503
    assert _try(walker, 6) == [422] * 5 + [429]


def test_sixteen_digits_that_are_too_few_cost_no_try(house: House) -> None:
    walker = _from("198.51.100.7", house.public)
    assert [walker.open_mailbox("1234").status for _time in range(8)] == [422] * 8
    assert "You typed 4 digits" in walker.shown
    assert _try(walker, 5) == [422] * 5


def test_many_tries_at_the_same_moment_are_not_free(house: House) -> None:
    def attempt(_number: int) -> int:
        return _from("198.51.100.7", house.public).open_mailbox(WRONG).status

    with ThreadPoolExecutor(8) as hands:
        statuses = list(hands.map(attempt, range(24)))
    assert statuses.count(422) == 5


def test_the_address_of_a_proxy_is_not_everybodys_address(house: House) -> None:
    config = house.public.extensions["helpline.config"]
    object.__setattr__(config, "proxies", 1)
    try:
        walker = _from("127.0.0.1", house.public)
        for _time in range(6):
            walker.post("messages", {"receipt": WRONG}, **{"X-Forwarded-For": "x, 198.51.100.7"})
        assert walker.status == 429
        walker.post(
            "messages", {"receipt": WRONG}, **{"X-Forwarded-For": "198.51.100.7, 192.0.2.1"}
        )
        assert walker.status == 422
    finally:
        object.__setattr__(config, "proxies", 0)


def test_no_address_is_kept_anywhere(house: House, redis_url: str) -> None:
    _try(_from("198.51.100.7", house.public), 2)
    for key in impatient(redis_url).scan_iter("*"):
        assert b"198.51" not in key
    with house.public.app_context():
        assert "198.51" not in repr(list(throttle.RECEIPTS.table.sources))


def test_pauses_grow_to_half_a_minute() -> None:
    assert [throttle.RECEIPTS.pause(tries) for tries in range(1, 12)] == [
        0, 0, 0, 0, 2, 4, 8, 16, 30, 30, 30,
    ]  # fmt: skip


def test_after_ten_quiet_minutes_the_table_of_a_process_forgets() -> None:
    table, moment = limits.Table(), clock.now()

    def again(at: datetime) -> int:
        return table.try_now("somebody", at, throttle.RECEIPTS.pause)

    waits = [again(moment) for _time in range(7)]
    assert waits == [0, 0, 0, 0, 0, 2, 2]
    assert again(moment + timedelta(seconds=2)) == 0
    assert again(moment + timedelta(seconds=3)) == 3
    assert again(moment + timedelta(minutes=13)) == 0


def test_the_table_of_a_process_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_SOURCES", 3)
    table = limits.Table()
    for number in range(9):
        table.try_now(str(number), clock.now(), throttle.RECEIPTS.pause)
    assert list(table.sources) == ["6", "7", "8"]
