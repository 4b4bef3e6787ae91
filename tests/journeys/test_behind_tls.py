"""The house as it stands in service: behind a proxy that speaks TLS."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from http.cookiejar import CookieJar

import pytest

from tests.journeys.tls import Certificate, TlsProxy, over_tls, tls_proxy
from tests.people import Browser, Colleague, Enquirer, Partner
from tests.running import System, running_system

pytestmark = pytest.mark.xdist_group("tls")

WORRIES = "My daughter speaks of leaving"
PORTS = {"PUBLIC": "PORT", "STAFF": "STAFF_PORT", "PARTNER": "PARTNER_PORT"}


@dataclass(frozen=True)
class House:
    """A running house, and a proxy before each of its faces."""

    system: System
    certificate: Certificate
    proxies: dict[str, TlsProxy]

    def reach(self, browser: Browser, face: str) -> None:
        over_tls(browser, self.proxies[face], self.certificate)

    def enquirer(self) -> Enquirer:
        enquirer = Enquirer(self.system)
        self.reach(enquirer, "PUBLIC")
        return enquirer

    def colleague(self) -> Colleague:
        maria = Colleague(self.system, "maria", "support")
        self.reach(maria, "STAFF")
        return maria

    def partner(self) -> Partner:
        lena = Partner(self.system, "lena")
        self.reach(lena, "PARTNER")
        return lena


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    certificate = Certificate.made_in(tmp_path_factory.mktemp("tls"))
    with ExitStack() as stack:
        proxies = {face: stack.enter_context(tls_proxy(certificate)) for face in PORTS}
        told = {f"HELPLINE_{face}_BASE_URL": proxy.address for face, proxy in proxies.items()}
        system = stack.enter_context(running_system(HELPLINE_PROXIES="1", **told))
        for face, proxy in proxies.items():
            proxy.inside = int(system.ports[PORTS[face]])
        yield House(system, certificate, proxies)


def test_a_mother_writes_and_is_answered_over_tls(house: House) -> None:
    mother, maria = house.enquirer(), house.colleague()
    mother.write({"wish": "someone_close", "worries": WORRIES, "reach": "mailbox"})

    maria.sign_in()
    maria.find(WORRIES)
    maria.take()
    maria.reply("Thank you for writing")

    assert "Thank you for writing" in mother.come_back().words
    assert "I will come back" in mother.write_more("I will come back").words


def kept(browser: Browser) -> list[tuple[str, bool]]:
    """Each cookie, and whether it is sent over TLS alone."""
    jar: CookieJar = browser.session.cookies
    return [(cookie.name, cookie.secure) for cookie in jar]


def test_every_cookie_is_for_tls_alone(house: House) -> None:
    mother, maria, lena = house.enquirer(), house.colleague(), house.partner()
    mother.open("/en/contact")
    maria.sign_in()
    lena.sign_in()

    assert kept(mother) == []
    for person in (maria, lena):
        cookies = dict(kept(person))
        assert len(cookies) == 2
        assert all(cookies.values()), cookies
        assert person.page.url.startswith("https://")


@pytest.mark.parametrize("origin", ["https://elsewhere.example.org", "null"])
def test_a_form_that_another_site_posts_is_refused(house: House, origin: str) -> None:
    mother = house.enquirer()
    mother.open("/en/contact")
    form = mother.filled("/contact", press="no")

    forged = mother.session.post(
        form.action, data=form.fields, headers={"Origin": origin}, allow_redirects=False
    )
    ours = mother.send(form)

    assert forged.status_code == 400
    assert ours.status == 200


@pytest.mark.parametrize("referrer", ["https://elsewhere.example.org/", ""])
def test_a_signed_in_colleagues_token_does_not_serve_another_site(
    house: House, referrer: str
) -> None:
    maria = house.colleague()
    maria.sign_in()
    maria.open("/")
    form = maria.filled("/desk", press="support")

    forged = maria.session.post(
        form.action, data=form.fields, headers={"Referer": referrer}, allow_redirects=False
    )
    without = maria.session.post(
        form.action,
        data=[field for field in form.fields if field[0] != "csrf_token"],
        headers={"Referer": maria.page.url},
        allow_redirects=False,
    )

    assert forged.status_code == 400
    assert without.status_code == 400
    assert maria.send(form).status == 200
