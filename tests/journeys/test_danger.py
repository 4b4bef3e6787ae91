"""Danger, from the form and from the console, until a named person has ended it (story 6)."""

from datetime import timedelta

import pytest
import requests

from helpline.providers.practice.remote import Remote
from tests.journeys.houses import at_desk
from tests.people import Colleague, Enquirer, Partner
from tests.running import System, eventually

pytestmark = pytest.mark.xdist_group("moving")

WAIT = 30
EVERYBODY = {f"client:{name}" for name in ("maria", "omar", "jonas", "aylin", "peter", "sara")}
WORDS = {
    "where": "Lindenweg 4, third floor",
    "who": "my brother",
    "what": "He says goodbye to everybody",
    "how_to_reach": "+49 30 23125 155",
}
CONFIRMED = {
    "named_person": "Inspector Adler",
    "unit": "District 5",
    "external_reference": "V-2026-77",
}
TAKEN_OVER = {"unit": "District 9", "named_person": "Inspector Falk"}
TOLD = {
    "said": "He says goodbye to everybody",
    "known_how": "She heard it herself",
    "not_known": "Whether he is alone",
    "place": "",
    "basis": "Danger to life",
    "answering": "Peter Lang, on this line",
}
POLICE = "handovers@polizei-kontakt.example.org"
NOBODY_YET = "Nobody has accepted it yet."
OLDEST = "helpline_danger_oldest_open_seconds"


@pytest.fixture
def line(moving: System) -> Remote:
    """The practice line; nobody's phone answers by itself."""
    return Remote(moving.practice)


@pytest.fixture
def everybody(moving: System) -> dict[str, Colleague]:
    """One person at each desk, at work."""
    desks = {"maria": "support", "jonas": "hotline", "peter": "advice"}
    people = {name: at_desk(moving, name, desk) for name, desk in desks.items()}
    assert is_quiet(moving), "another story left a danger open"
    return people


def is_quiet(house: System) -> bool:
    return oldest(house) == 0


def oldest(house: System) -> float:
    """Seconds since the oldest open danger was declared, as machines see it."""
    told = requests.get(f"{house.staff}/metrics", timeout=10).text
    [value] = [row.split()[1] for row in told.splitlines() if row.startswith(f"{OLDEST} ")]
    return float(value)


def red_bars(people: dict[str, Colleague]) -> list[str]:
    """What every console says of it; their own pages stay open."""
    return [person.twin().open("/red-bar").words for person in people.values()]


def rung(line: Remote) -> set[str]:
    return {str(phone["to"]) for phone in line.phones()}


def mailed(line: Remote, subject: str) -> set[str]:
    return {to for mail in line.mails() if mail["subject"] == subject for to in mail["to"]}


def declare_on_the_form(house: System) -> None:
    """Somebody says yes to the first question, and has people told at once."""
    sister = Enquirer(house)
    sister.open("/en/contact")
    assert sister.page.words.index("112") < sister.page.words.index("Is anyone in danger")
    page = sister.submit("/contact", press="yes")
    assert page.words.index("112") < page.words.index("Where is it?")
    sister.submit("/contact", WORDS, press="now")


def check_every_channel(house: System, line: Remote) -> None:
    """Phones at once; texts and mails two minutes later, and nothing of it is in them."""
    assert eventually(lambda: rung(line) == EVERYBODY, WAIT), rung(line)
    house.advance(timedelta(minutes=2))
    urgent = "Danger: please sign in now"
    assert eventually(lambda: "maria@helpline.example.org" in mailed(line, urgent), WAIT)
    assert eventually(lambda: len({text["to"] for text in line.messages()}) >= 3, WAIT)
    outside = f"{line.mails()} {line.messages()}"
    assert [words for words in WORDS.values() if words in outside] == []


def test_danger_from_the_form_is_red_everywhere_until_a_named_person_confirms_contact(
    moving: System, line: Remote, everybody: dict[str, Colleague]
) -> None:
    declare_on_the_form(moving)
    check_every_channel(moving, line)
    assert all(NOBODY_YET in person.open("/queue").words for person in everybody.values())
    assert oldest(moving) >= 120

    maria = everybody["maria"]
    danger = maria.open(maria.dangers()[0])
    assert danger.words.index("112") < danger.words.index(WORDS["where"])
    assert "You have it" in maria.submit("/accept").words
    assert eventually(lambda: rung(line) == set(), WAIT), rung(line)
    accepted = "Maria Sommer has it. Contact is not confirmed yet."
    assert all(accepted in said for said in red_bars(everybody))

    without = maria.submit("contact_confirmed", {**CONFIRMED, "external_reference": ""})
    assert without.status == 422
    assert not is_quiet(moving)
    over = maria.submit("contact_confirmed", CONFIRMED)
    assert [words for words in CONFIRMED.values() if words not in over.words] == []
    assert red_bars(everybody) == ["", "", ""]
    assert is_quiet(moving)


def declare_on_the_console(jonas: Colleague) -> None:
    page = jonas.open("/hotline/danger")
    assert page.words.index("112") < page.words.index("Where is the danger?")
    jonas.submit("how_to_reach", WORDS)


def tell_the_police(peter: Colleague) -> None:
    """From the danger that he has: only what he decides to tell."""
    peter.open(peter.page.link("prepare a package for the police"))
    assert "He says goodbye" in peter.submit("said", TOLD, press="preview").words
    peter.submit("send", press="send")


def acknowledge(house: System) -> str:
    """The police contact reads it on the partner face. Returns what there was to read."""
    kramer = Partner(house, "kramer")
    kramer.sign_in()
    read = kramer.open(kramer.page.link("/packages/")).words
    kramer.submit("/acknowledge", {"reference": "Eva Kramer, prevention, K-31"})
    return read


def test_danger_from_the_console_is_told_to_the_police_by_a_person_and_stood_down_by_two(
    moving: System, line: Remote, everybody: dict[str, Colleague]
) -> None:
    jonas, peter = everybody["jonas"], everybody["peter"]
    declare_on_the_console(jonas)
    assert eventually(lambda: rung(line) == EVERYBODY, WAIT), rung(line)
    peter.open(peter.dangers()[0])
    peter.submit("/accept")
    danger = peter.page.url
    assert POLICE not in mailed(line, "Something new is waiting for you")

    tell_the_police(peter)
    assert eventually(lambda: POLICE in mailed(line, "Something new is waiting for you"), WAIT)
    read = acknowledge(moving)
    assert [words for words in TOLD.values() if words not in read] == []
    assert WORDS["where"] not in read
    assert "K-31" in peter.open(f"{danger}/package").words

    peter.open(danger)
    peter.submit("stood_down", {"reasons": "He was found, safe, at his sister's"})
    assert "Another person must confirm it." in peter.page.words
    assert all("Peter Lang stood it down." in said for said in red_bars(everybody))
    jonas.open(danger)
    jonas.submit("/second")
    assert red_bars(everybody) == ["", "", ""]


def test_danger_that_an_authority_takes_over_is_red_until_somebody_there_is_named(
    moving: System, everybody: dict[str, Colleague]
) -> None:
    declare_on_the_console(everybody["jonas"])
    maria = everybody["maria"]
    maria.open(maria.dangers()[0])
    maria.submit("/accept")

    assert maria.submit("authority_took_over", {**TAKEN_OVER, "named_person": ""}).status == 422
    assert not is_quiet(moving)
    over = maria.submit("authority_took_over", TAKEN_OVER)

    assert [words for words in TAKEN_OVER.values() if words not in over.words] == []
    assert red_bars(everybody) == ["", "", ""]
    assert is_quiet(moving)
