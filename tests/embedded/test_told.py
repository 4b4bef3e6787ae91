"""What each process is told, and how it is started. What a running house knows: test_house.py."""

from pathlib import Path
from typing import Final

import pytest

from helpline.embedded import Valkey
from helpline.embedded.members import Ports, command, commands, nursery

PORTS: Final = Ports(bind="", public=1, staff=2, partner=3, practice=4, practice_mail=5)
OF_A_FACE: Final = ("DATABASE_URL", "SECRET_KEY")
KEYS: Final = ("PRIVATE_KEYS", "PASSPHRASE")
API_KEY: Final = ("CARRIER_API_KEY", "CARRIER_API_SECRET")
WORKER: Final = (
    *(f"WORKER_{name}" for name in (*OF_A_FACE, *KEYS, *API_KEY)),
    *("NUMBER_KEYS", "CARRIER_SECRET", "MAIL_URL"),
)
KNOWN: Final = {
    "web": (
        *(f"PUBLIC_{name}" for name in OF_A_FACE),
        *("PEPPER", "NUMBER_KEYS", "CARRIER_SIGNING_SECRETS"),
    ),
    "staff": (*(f"STAFF_{name}" for name in (*OF_A_FACE, *KEYS)), "NUMBER_KEYS", *API_KEY),
    "partner": tuple(f"PARTNER_{name}" for name in (*OF_A_FACE, *KEYS)),
    "worker": WORKER,
    "worker-danger": WORKER,
    "sweeper": WORKER,
    "practice": ("CARRIER_SECRET", *API_KEY, "CARRIER_SIGNING_SECRETS"),
}
"""Every secret of the house but the owner's login, and who may know it."""
NAMES: Final = {f"HELPLINE_{name}" for names in KNOWN.values() for name in names}
SECRETS: Final = {name: f"the only {name} of all" for name in NAMES | {"DATABASE_URL"}}


def told(name: str) -> dict[str, str]:
    return dict(command(name, SECRETS, PORTS).env)


@pytest.mark.parametrize("name", KNOWN)
def test_each_process_is_told_its_own_secrets_and_no_others(name: str) -> None:
    values = told(name).values()

    known = {secret for secret, value in SECRETS.items() if value in values}
    assert known == {f"HELPLINE_{secret}" for secret in KNOWN[name]}


def test_the_public_face_is_told_of_no_private_key_and_only_it_of_the_pepper() -> None:
    assert not {f"HELPLINE_{name}" for name in KEYS} & told("web").keys()
    assert [name for name in KNOWN if "HELPLINE_PEPPER" in told(name)] == ["web"]


def test_whom_the_others_are_forked_from_is_told_no_secret() -> None:
    """What all are told it knows: a module may read it when it is imported."""
    house = {**SECRETS, "PATH": "/bin", "MALLOC_ARENA_MAX": "2", "HELPLINE_PRACTICE_PORT": "4"}

    assert nursery(house, None).env == {"PATH": "/bin", "MALLOC_ARENA_MAX": "2"}


def test_no_secret_is_on_a_command_line(tmp_path: Path) -> None:
    """A server may hide its own command line later: what it is started with is looked at."""
    house = {**SECRETS, "HELPLINE_PRACTICE_PORT": "4"}
    started = [each.argv for each in (*commands(house, PORTS, None), nursery(house, None))]
    started.append(Valkey(tmp_path, password=SECRETS["DATABASE_URL"]).prepare().argv)

    assert len(started) > len(KNOWN)
    words = [word for argv in started for word in argv]
    assert not [name for name, value in SECRETS.items() if any(value in word for word in words)]
