"""The wall in the pages: every route of the staff and partner faces, tried by everybody."""

import re
from collections.abc import Callable, Iterator
from typing import Final
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.house import House, Visitor

OPEN: Final = frozenset({"static", "health.healthz", "console.metrics"})
"""Pages that ask for nobody. Sign-in pages are open too, by their address."""
AT: Final = {"maria": "support", "jonas": "hotline", "peter": "advice", "maria off duty": "support"}
WHO: Final = ("nobody", *AT, "sara")
"""Sara supervises, and works at no desk just now."""
EVERYBODY: Final = frozenset({*AT, "sara"})
MEANT_FOR: Final = {
    "hotline": {"jonas"},
    "advice": {"peter"},
    "support": {"maria", "maria off duty"},
    "danger": EVERYBODY - {"maria off duty"},
    "supervisors": {"sara"},
}
SIGN_IN: Final = "/sign-in"
SUPERVISED: Final = ("/figures.csv", "/talk/<any(listen,whisper):kind>", "/talk/stop-listening")
"""For supervisors working at that desk, and so for nobody here; in danger for all of them."""
REFUSED: Final = {401, 403}
CHOICES: Final = re.compile(r"<any\(([^)]*)\):(\w+)>")


def may_open(who: str, rule: Rule) -> bool:
    """Who may open what, from the address alone: the guards are not asked."""
    if rule.endpoint in OPEN or rule.rule == SIGN_IN:
        return True
    if rule.rule.endswith(SUPERVISED):
        return rule.rule.startswith("/danger") and who == "sara"
    meant_for = MEANT_FOR.get(rule.rule.split("/", 2)[1], EVERYBODY)
    return who in meant_for


def tries(face: Flask) -> Iterator[tuple[Rule, str, str]]:
    """Every route with each of its methods, at an address that fits it."""
    for rule in face.url_map.iter_rules():
        values: dict[str, object] = {name: uuid4() for name in rule.arguments}
        values |= {name: words.split(",")[0].strip() for words, name in CHOICES.findall(rule.rule)}
        built = rule.build(values, append_unknown=False)
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            yield rule, method, built[1] if built else rule.rule


def is_let_in(client: FlaskClient, method: str, path: str) -> bool:
    answer = client.open(path, method=method, follow_redirects=False)
    to_sign_in = answer.status_code == 302 and "/sign-in" in answer.headers["Location"]
    return answer.status_code not in REFUSED and not to_sign_in


@pytest.fixture
def visitor(house: House, staff: Callable[..., Visitor]) -> Callable[[str], FlaskClient]:
    def visitor(who: str) -> FlaskClient:
        if who == "nobody":
            return house.staff.test_client()
        client = staff(who.split(maxsplit=1)[0], AT.get(who))
        if who.endswith("off duty"):
            house.change("DELETE FROM shift")
        return client

    return visitor


@pytest.mark.parametrize("who", WHO)
def test_a_staff_page_opens_for_those_it_is_for(
    house: House, visitor: Callable[[str], FlaskClient], who: str
) -> None:
    client, wrong = visitor(who), []
    for rule, method, path in tries(house.staff):
        if rule.endpoint.endswith((".sign_out", ".static")):
            continue  # signing out would end the walk
        let_in = is_let_in(client, method, path)
        if let_in is not may_open(who, rule):
            wrong.append((method, rule.rule, "opened" if let_in else "refused"))

    assert wrong == []


def test_a_partner_page_opens_for_partners_alone(
    house: House, partner: Callable[[str], Visitor]
) -> None:
    lena, nobody = partner("lena"), house.partner.test_client()
    wrong = []
    for rule, method, path in tries(house.partner):
        if rule.endpoint.endswith((".sign_out", ".static")):
            continue
        is_open = may_open("nobody", rule)
        if is_let_in(nobody, method, path) is not is_open or not is_let_in(lena, method, path):
            wrong.append((method, rule.rule))

    assert wrong == []


def test_a_staff_session_opens_no_partner_page_and_no_other_way_round(
    house: House, staff: Callable[..., Visitor], partner: Callable[[str], Visitor]
) -> None:
    maria, lena = staff("maria", "support"), partner("lena")
    staff_cookie, partner_cookie = (
        maria.get_cookie("helpline_staff"),
        lena.get_cookie("helpline_partner"),
    )
    assert staff_cookie is not None
    assert partner_cookie is not None
    at_partners, at_staff = house.partner.test_client(), house.staff.test_client()
    at_partners.set_cookie("helpline_partner", staff_cookie.value)
    at_staff.set_cookie("helpline_staff", partner_cookie.value)

    assert not is_let_in(at_partners, "GET", "/")
    assert not is_let_in(at_staff, "GET", "/")


def test_the_open_pages_are_few_and_known(house: House) -> None:
    opened = {
        rule.endpoint if rule.rule != SIGN_IN else SIGN_IN
        for face in (house.staff, house.partner)
        for rule in face.url_map.iter_rules()
        if may_open("nobody", rule)
    }

    assert opened == OPEN | {SIGN_IN}
