"""Doors of communities: a name and languages of their own, one house behind, and no trace."""

import re

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser

from tests.house import House
from tests.intake.public.seeing import Eyes
from tests.intake.public.walker import Walker

ADDRESS = re.compile(r'(?:href|src|action|formaction)="(/[^"]*)"')
LOGO = re.compile(r'<img class="logo" src="(/bridge/logo/[0-9a-f]{16})" alt=""')
PAGES = (
    *("", "contact", "contact/next", "messages", "messages/closed", "what-happens", "signs"),
    *("privacy", "about", "accessibility", "nowhere"),
)


@pytest.fixture
def neighbour(public: FlaskClient) -> Walker:
    """Somebody who came by the community's door."""
    return Walker(public, "bridge/en")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_behind_a_door_has_its_name_and_leads_nowhere_else(
    neighbour: Walker, page: str
) -> None:
    neighbour.open(page)
    assert "<title>The Bridge</title>" in neighbour.page
    addresses = ADDRESS.findall(neighbour.page)
    assert len(addresses) > 8
    assert [one for one in addresses if not one.startswith("/bridge/")] == []
    assert LOGO.search(neighbour.page)


def test_the_door_has_its_own_languages_in_its_own_order(public: FlaskClient) -> None:
    for wanted, path in (("de, fr", "/bridge/fr/"), ("de", "/bridge/ar/"), ("en", "/bridge/en/")):
        for address in ("/bridge", "/bridge/"):
            answer = public.get(address, headers={"Accept-Language": wanted})
            assert (answer.status_code, answer.headers["Location"]) == (302, path)
    page = public.get("/bridge/ar/").get_data(as_text=True)
    assert re.findall(r'hreflang="(\w+)"', page) == ["ar", "fr", "en"]
    assert public.get("/bridge/de/").status_code == 404
    assert public.get("/de/").status_code == 200


def test_the_way_out_is_the_same_from_every_door(neighbour: Walker) -> None:
    assert 'href="/bridge/en/exit" rel="nofollow noreferrer"' in neighbour.open("").page
    away = neighbour.open("exit").answer
    assert away is not None
    assert away.headers["Location"] == "https://en.wikipedia.org/"
    assert away.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'


def test_our_own_pages_know_nothing_of_a_door(mother: Walker) -> None:
    for page in PAGES:
        assert "bridge" not in mother.open(page).page.lower()


def test_a_receipt_of_one_door_opens_at_every_other(mother: Walker, neighbour: Walker) -> None:
    theirs = neighbour.send(wish="someone_close", worries="My brother.", reach="mailbox")
    ours = mother.send(wish="someone_close", worries="My son.", reach="mailbox")
    assert "My brother." in mother.open_mailbox(theirs).shown
    assert "My son." in neighbour.open_mailbox(ours).shown
    assert 'action="/bridge/en/messages/write"' in neighbour.page


def test_nobody_keeps_by_which_door_somebody_came(house: House, neighbour: Walker) -> None:
    neighbour.send(worries="My brother.", reach="mailbox")
    for table in house.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"):
        rows = house.rows(f'SELECT t::text AS words FROM "{table.tablename}" t')
        assert [row for row in rows if "bridge" in row.words.lower()] == []


@pytest.mark.parametrize(
    ("wish", "desk"),
    [
        ("", "support"),
        ("myself", "support"),
        ("question", "advice"),
        ("concern", "hotline"),
    ],
)
def test_the_desk_is_the_chosen_one_at_a_door_too(
    house: House, neighbour: Walker, wish: str, desk: str
) -> None:
    neighbour.send(worries="It is about him.", reach="mailbox", **({"wish": wish} if wish else {}))
    assert [row.desk for row in house.rows("SELECT desk FROM contact")] == [desk]


def test_a_door_has_pages_and_nothing_else_of_ours(public: FlaskClient) -> None:
    assert public.get("/healthz").status_code == 200
    assert public.get("/bridge/healthz").status_code == 404
    assert public.post("/bridge/voice/incoming").status_code in {403, 404}
    assert public.get("/bridge/bridge/en/").status_code == 404
    assert public.get("/en/", headers={"Helpline.front_door": "bridge"}).status_code == 200


def test_a_logo_is_shown_at_its_own_door_alone(public: FlaskClient, neighbour: Walker) -> None:
    found = LOGO.search(neighbour.open("").page)
    assert found
    logo = public.get(found[1])
    assert (logo.status_code, logo.content_type) == (200, "image/png")
    assert logo.data.startswith(b"\x89PNG")
    assert public.get(found[1].removeprefix("/bridge")).status_code == 404
    assert public.get(found[1][:-1] + "x").status_code == 404


def test_a_door_works_in_a_browser_and_is_light_enough(address: str, chromium: Browser) -> None:
    sizes: list[int] = []
    page = chromium.new_page(viewport={"width": 320, "height": 640}, bypass_csp=True)
    page.on("response", lambda answer: sizes.append(len(answer.body())))
    page.goto(f"{address}/bridge/ar/", wait_until="networkidle")
    assert page.evaluate("document.querySelector('.logo').naturalWidth") > 0
    assert sum(sizes) < 30_000
    page.click("button[value=no]")
    assert page.url == f"{address}/bridge/ar/contact"
    page.close()


@pytest.mark.parametrize("lang", ["ar", "fr", "en"])
def test_axe_finds_nothing_behind_a_door(
    public: FlaskClient, address: str, chromium: Browser, lang: str
) -> None:
    """Name and logo of a community stand where ours do."""
    neighbour = Walker(public, f"bridge/{lang}")
    with Eyes(chromium, f"{address}/bridge/{lang}/") as eyes:
        faults = {
            path: found for path in PAGES if (found := eyes.faults(neighbour.open(path).page))
        }
        assert eyes.page.locator(".logo").evaluate("logo => logo.naturalWidth") > 0
    assert faults == {}
