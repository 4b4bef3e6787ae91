"""A mark in every field of every face: its readers can read it, and nobody and nothing else."""

import re
from base64 import b64encode
from typing import Final

import psycopg
import pytest

from helpline.providers.practice.sounds import Recording
from tests.canary.journey import Journey
from tests.canary.marks import Mark, open_all
from tests.canary.places import Searcher, as_sent, dump, everywhere, keys_of
from tests.people import Browser, Colleague

pytestmark = [pytest.mark.xdist_group("canary"), pytest.mark.timeout(600)]

SOUND: Final = re.compile(r'src="([^"]+(?:\.wav|/sent/[^"]+))"')
STAFF_PAGES: Final = ("/", "/queue", "/danger/")
PARTNER_PAGES: Final = ("/", "/services")


@pytest.fixture(scope="module")
def found(journey: Journey) -> dict[str, set[str]]:
    """What of all that was typed, keyed or said is in each place that has anything in it.

    Six digits stand somewhere by chance; those of every code in one place hardly do.
    """
    marks = Searcher(mark.word for mark in journey.marks.kept)
    codes = {code: f"{code[:3]} {code[3:]}" for code in journey.phone.codes}
    searchers = [Searcher(forms, alone=True) for forms in codes.items()]
    found = {}
    for place, text in everywhere(journey.system):
        if text:
            in_it = [searcher.found_in(text) for searcher in searchers]
            found[place] = marks.found_in(text).union(*in_it if all(in_it) else ())
    return found


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
    """Every page, and every sound and picture that stands in one."""
    shown = "\n".join(open_all(browser, [browser.base + path for path in begin]).values())
    sounds = (_sound(browser, path) for path in set(SOUND.findall(shown)))
    return "\n".join((shown, *sounds))


def _sound(browser: Browser, path: str) -> str:
    return browser.session.get(browser.base + path, timeout=30).content.decode("latin-1")


PLANTED: Final = {
    "zilpzalpplanted": b"zilpzalpplanted",
    "495817": b"code=495817&more",
    "zilpzalpspoken": Recording("a call", "My daughter zilpzalpspoken", 2.0).sound(),
}
"""A word, a code and the sound of a message."""


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

    assert not unread, "\n".join(mark.typed for mark in unread)


def test_no_page_shows_a_mark_to_anybody_else(journey: Journey, pages: dict[str, str]) -> None:
    seen = {mark.typed: readers_of(mark, pages) - mark.readers for mark in journey.marks.kept}

    assert {typed: who for typed, who in seen.items() if who} == {}


def test_a_receipt_shows_its_own_mailbox_only(journey: Journey, pages: dict[str, str]) -> None:
    mailboxes = [text for who, text in pages.items() if who.startswith("receipt")]
    words = [mark.word for mark in journey.marks.kept if "receipt" in mark.readers]

    assert len(mailboxes) == len(journey.enquirers)
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


def test_no_mark_is_left_anywhere_in_clear(journey: Journey, found: dict[str, set[str]]) -> None:
    """The carrier has the texts, and the number that it rang, until it is made to forget."""
    carried, outside = set(journey.phone.carried), {"texts", "carrier"}
    left = {place: words - carried if place in outside else words for place, words in found.items()}

    assert {place: words for place, words in left.items() if words} == {}


def test_every_kind_of_place_is_searched(found: dict[str, set[str]]) -> None:
    wanted = {"dump", "terminal", "mails", "texts", "carrier", "postgres.log", "settings of web"}

    assert wanted <= found.keys()
    assert any(name.endswith(".aof, unpacked") for name in found)
    assert any(name.startswith("postgres/data/pg_wal") for name in found)


def test_what_is_kept_on_the_phone_was_kept(journey: Journey) -> None:
    """A message and its sound, codes, a number that was keyed, texts of both directions."""
    typed = {mark.typed for mark in journey.marks.kept}

    assert len(set(journey.phone.codes)) > 1
    assert {"a spoken message", "a text", "a number"} <= typed
    assert any(each.endswith("/text words") for each in typed)


@pytest.mark.parametrize(("word", "planted"), PLANTED.items())
def test_a_mark_in_a_table_or_a_queue_would_be_found(
    journey: Journey, word: str, planted: bytes
) -> None:
    system = journey.system
    searcher, valkey = Searcher([word], alone=True), system.valkey()
    with psycopg.connect(system.owner_url, autocommit=True) as owner:
        owner.execute("CREATE TABLE planted AS SELECT %s::bytea AS words", [planted])
        assert searcher.found_in(dump(system)) == {word}
        owner.execute("DROP TABLE planted")
    for as_words in (planted.decode("latin-1"), b64encode(planted).decode()):
        valkey.hset("rq:job:planted", "data", as_sent([as_words]))
        assert searcher.found_in(b"\n".join(keys_of(valkey))) == {word}
    valkey.delete("rq:job:planted")


@pytest.mark.parametrize("before", ["", "a", "ab", "abc"])
@pytest.mark.parametrize("word", ["zilpzalp0001q", "495817"])
def test_a_mark_in_base64_would_be_found(before: str, word: str) -> None:
    packed = b64encode(f"{before}{word} and more".encode())

    assert Searcher([word], alone=True).found_in(packed) == {word}


@pytest.mark.parametrize("longer", ["1495817", "4958172", "09:00:00.495817+00", "e495817c"])
def test_a_part_of_a_longer_number_is_no_code(longer: str) -> None:
    assert Searcher(["495817"], alone=True).found_in(longer.encode()) == set()
