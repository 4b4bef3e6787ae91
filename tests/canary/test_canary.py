"""A mark in every field of every face: its readers can read it, and nobody and nothing else."""

from base64 import b64encode
from typing import Final

import psycopg
import pytest

from tests.canary.journey import Journey
from tests.canary.marks import Mark, open_all
from tests.canary.places import Searcher, as_sent, dump, everywhere, keys_of
from tests.people import Browser, Colleague

pytestmark = pytest.mark.xdist_group("canary")

STAFF_PAGES: Final = ("/", "/queue", "/danger/")
PARTNER_PAGES: Final = ("/", "/services")


@pytest.fixture(scope="module")
def searcher(journey: Journey) -> Searcher:
    return Searcher(mark.word for mark in journey.marks.kept)


@pytest.fixture(scope="module")
def pages(journey: Journey) -> dict[str, str]:
    """All that each kind of reader can open."""
    sara = Colleague(journey.system, "sara", "advice")
    sara.sign_in()
    people = {one.username: (one.desk, one) for one in (*journey.staff.values(), sara)}
    found: dict[str, str] = {}
    for name, (desk, person) in people.items():
        more = (f"/{desk}/figures.csv", f"{journey.danger}/package")
        found[f"{desk}, {name}"] = _all_of(person, *STAFF_PAGES, *more)
    for name, partner in journey.partners.items():
        found[name] = _all_of(partner, *PARTNER_PAGES)
    for number, enquirer in enumerate(journey.enquirers):
        found[f"receipt, {number}"] = enquirer.come_back().html
    return found


def _all_of(browser: Browser, *begin: str) -> str:
    return "\n".join(open_all(browser, [browser.base + path for path in begin]).values())


def readers_of(mark: Mark, pages: dict[str, str]) -> set[str]:
    return {who.partition(",")[0] for who, text in pages.items() if mark.word in text}


def test_there_are_marks_in_fields_of_every_face(journey: Journey) -> None:
    readers = {reader for mark in journey.marks.kept for reader in mark.readers}

    assert len(journey.marks.kept) > 60
    assert readers == {"support", "hotline", "advice", "receipt", "lena", "kramer"}


def test_every_mark_can_be_read_by_somebody_it_is_for(
    journey: Journey, pages: dict[str, str]
) -> None:
    marks = [mark for mark in journey.marks.kept if mark.readers]
    unread = [mark for mark in marks if not readers_of(mark, pages) & mark.readers]

    assert [(mark.typed, mark.word) for mark in unread] == []


def test_no_page_shows_a_mark_to_anybody_else(journey: Journey, pages: dict[str, str]) -> None:
    seen = {mark.typed: readers_of(mark, pages) - mark.readers for mark in journey.marks.kept}

    assert {typed: who for typed, who in seen.items() if who} == {}


def test_a_receipt_shows_its_own_mailbox_only(journey: Journey, pages: dict[str, str]) -> None:
    mailboxes = [text for who, text in pages.items() if who.startswith("receipt")]
    words = [mark.word for mark in journey.marks.kept if "receipt" in mark.readers]

    assert len(mailboxes) == 3
    assert [word for word in words if sum(word in text for text in mailboxes) > 1] == []


def test_another_desks_search_finds_nothing(journey: Journey) -> None:
    father = journey.staff["maria"].waiting()[0]
    reference = father.rpartition("/")[2][:6]

    assert father in "".join(_links(journey.staff["maria"], reference))
    assert _links(journey.staff["jonas"], reference) == []
    assert journey.staff["jonas"].open(father).status == 403


def _links(colleague: Colleague, reference: str) -> list[str]:
    links = colleague.open(f"/queue?reference={reference}").links.values()
    return [link for link in links if reference in link and "queue" not in link]


def test_no_mark_is_left_anywhere_in_clear(journey: Journey, searcher: Searcher) -> None:
    found = {place: searcher.found_in(text) for place, text in everywhere(journey.system)}
    brought = set(journey.carried)
    found["texts"] -= brought  # it was the carrier that brought them
    found["carrier"] -= brought

    assert {place: words for place, words in found.items() if words} == {}


def test_every_kind_of_place_is_searched(journey: Journey) -> None:
    places = {name for name, text in everywhere(journey.system) if text}

    wanted = {"dump", "terminal", "mails", "texts", "carrier", "postgres.log", "environ of web"}
    assert wanted <= places
    assert any(name.endswith(".aof, unpacked") for name in places)
    assert any(name.startswith("postgres/data/pg_wal") for name in places)


def test_a_mark_in_a_table_or_a_queue_would_be_found(journey: Journey) -> None:
    word, system = "zilpzalpplanted", journey.system
    searcher, valkey = Searcher([word]), system.valkey()
    with psycopg.connect(system.owner_url, autocommit=True) as owner:
        owner.execute("CREATE TABLE planted AS SELECT convert_to(%s, 'UTF8') AS words", [word])
        assert searcher.found_in(dump(system)) == {word}
        owner.execute("DROP TABLE planted")
    valkey.hset("rq:job:planted", "data", as_sent([word]))
    assert searcher.found_in(b"\n".join(keys_of(valkey))) == {word}
    valkey.delete("rq:job:planted")


@pytest.mark.parametrize("before", ["", "a", "ab", "abc"])
def test_a_mark_in_base64_would_be_found(before: str) -> None:
    packed = b64encode(f"{before}zilpzalp0001q and more".encode())

    assert Searcher(["zilpzalp0001q"]).found_in(packed) == {"zilpzalp0001q"}
