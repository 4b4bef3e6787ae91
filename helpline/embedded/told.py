"""Which process is told what: nobody gets another's login, secret or keys."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

HARMLESS: Final = (
    *("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "VIRTUAL_ENV"),
    *("PYTHONPATH", "PYTHONWARNINGS", "COVERAGE_PROCESS_START", "WEB_CONCURRENCY"),
    "MALLOC_ARENA_MAX",
)
SHARED: Final = (
    *("HELPLINE_POLICY_FILE", "HELPLINE_PUBLIC_KEYS", "HELPLINE_ROLE_PREFIX"),
    *("HELPLINE_PUBLIC_BASE_URL", "HELPLINE_STAFF_BASE_URL", "HELPLINE_PARTNER_BASE_URL"),
    *("HELPLINE_LINE_NUMBER", "HELPLINE_CLOCK_FILE", "HELPLINE_DEMONSTRATION"),
    "HELPLINE_RECORDINGS",
)
CARRIER: Final = (
    *("HELPLINE_CARRIER_BASE_URL", "HELPLINE_CARRIER_ACCOUNT", "HELPLINE_CARRIER_KIND"),
    *("HELPLINE_CARRIER_REGION", "HELPLINE_CARRIER_EDGE"),
)
API_KEY: Final = ("CARRIER_API_KEY", "CARRIER_API_SECRET")
SOFTPHONE: Final = (*CARRIER, *(f"HELPLINE_{name}" for name in API_KEY))
KEYS: Final = ("PRIVATE_KEYS", "PASSPHRASE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one kind of process is told beyond what all know.

    ``own`` settings are kept as HELPLINE_<FACE>_X and told as HELPLINE_X, so
    that a process cannot even ask for another's.
    """

    face: str
    own: tuple[str, ...] = ("SECRET_KEY",)
    settings: tuple[str, ...] = ()
    login: str = ""
    """Whose database address; empty: the face's own."""

    def address(self) -> str:
        login = self.login or self.face
        return "DATABASE_URL" if login == "owner" else f"HELPLINE_{login.upper()}_DATABASE_URL"


WEB: Final = Part(
    face="public",
    settings=(
        "REDIS_URL",
        "HELPLINE_PEPPER",
        "HELPLINE_NUMBER_KEYS",
        "HELPLINE_PROXIES",
        *CARRIER,
        "HELPLINE_CARRIER_SIGNING_SECRETS",
    ),
)
STAFF: Final = Part(
    face="staff",
    own=("SECRET_KEY", *KEYS),
    settings=("HELPLINE_STAFF_DESK", "HELPLINE_NUMBER_KEYS", *SOFTPHONE),
)
PARTNER: Final = Part(face="partner", own=("SECRET_KEY", *KEYS))
WORKER: Final = Part(
    face="worker",
    own=("SECRET_KEY", *KEYS, *API_KEY),
    settings=(
        "REDIS_URL",
        *CARRIER,
        "HELPLINE_CARRIER_SECRET",
        "HELPLINE_NUMBER_KEYS",
        "HELPLINE_MAIL_URL",
        "HELPLINE_MAIL_FROM",
    ),
)
PRACTICE: Final = Part(
    face="practice",
    own=(),
    settings=(
        "HELPLINE_CARRIER_ACCOUNT",
        "HELPLINE_CARRIER_SECRET",
        "HELPLINE_CARRIER_API_KEY",
        "HELPLINE_CARRIER_API_SECRET",
        "HELPLINE_CARRIER_SIGNING_SECRETS",
        "HELPLINE_PRACTICE_PORT",
        "HELPLINE_PRACTICE_MAIL_PORT",
        "HELPLINE_PRACTICE_MAIL_FOLDER",
        "HELPLINE_PRACTICE_SPEED",
    ),
)
OWNER: Final = Part(face="staff", own=("SECRET_KEY", *KEYS), login="owner")
"""Migrations, and the made-up people of a demonstration."""


def harmless(house: Mapping[str, str]) -> dict[str, str]:
    """What every process is told, and nothing of the house's own."""
    return {name: house[name] for name in HARMLESS if name in house}


def told(part: Part, house: Mapping[str, str]) -> dict[str, str]:
    """The whole environment of this part, from all that the house knows. Gaps are left out."""
    wanted = {name: name for name in (*HARMLESS, *SHARED, *part.settings)}
    wanted |= {f"HELPLINE_{name}": f"HELPLINE_{part.face.upper()}_{name}" for name in part.own}
    if part is not PRACTICE:
        wanted["DATABASE_URL"] = part.address()
    return {name: house[known] for name, known in wanted.items() if known in house}
