"""Settings, read once from the environment: all or nothing."""

import os
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any, Final, Self
from urllib.parse import urlsplit

SHORTEST_SECRET: Final = 32
MOST_NUMBER_KEYS: Final = 4
LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
"""Where the practice line is, and no carrier."""
_UNPREFIXED: Final = {"database_url": "DATABASE_URL", "redis_url": "REDIS_URL"}


class ConfigError(Exception):
    """The environment does not say how to run. Names every fault at once."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What one process needs to know. Each process gets only its own secrets.

    Field ``x`` is read from ``HELPLINE_X``; ``database_url`` and ``redis_url``
    from the names that platforms use.
    """

    database_url: str
    """This process's own login, never another's."""
    secret_key: str
    """At least 32 characters; signs this face's cookies and form tokens."""
    policy_file: Path
    public_keys: Path
    """Folder of public keys: everybody may seal."""

    redis_url: str = ""
    private_keys: Path | None = None
    """Folder with this process's private keys; the public face has none."""
    passphrase: str = ""
    pepper: str = ""
    """Kept outside the database; without it no receipt can be tried (public face)."""
    number_keys: tuple[str, ...] = ()
    """Hash the numbers that texts come from and go to, for web, staff and worker alike: the first
    is used, the others still recognise. None: nobody is sent a text. At most four."""
    role_prefix: str = "helpline"
    """Database roles belong to the server; a second installation needs its own."""
    public_base_url: str = "http://127.0.0.1:8000"
    """As the carrier sees us. Its signature is checked against this, never against Host."""
    staff_base_url: str = "http://127.0.0.1:8001"
    partner_base_url: str = "http://127.0.0.1:8002"
    staff_desk: str = ""
    """The one desk that this staff process serves, with that desk's login; empty: all."""
    carrier_base_url: str = "https://api.twilio.com"
    """Where REST calls go: the carrier, or the practice line on loopback."""
    carrier_kind: str = "twilio"
    """Whose address and signature it is; see helpline/providers/twilio/kinds.py."""
    carrier_region: str = ""
    """Where the account's data lives, such as "ie1"; empty: the carrier's own choice."""
    carrier_edge: str = ""
    """Through which door of the carrier's we and it reach each other, such as "dublin"."""
    carrier_account: str = ""
    carrier_secret: str = ""
    carrier_api_key: str = ""
    """With its secret, instead of ``carrier_secret``; and the only way to a softphone."""
    carrier_api_secret: str = ""
    carrier_signing_secrets: tuple[str, ...] = ()
    """Several while one is being replaced. None: every webhook is refused."""
    line_number: str = ""
    """The line's own number, E.164: the caller id of every call we place."""
    mail_url: str = ""
    """smtp://user:password@host:port of the mail relay."""
    mail_from: str = "helpline@example.org"
    proxies: int = 0
    """How many proxies of ours stand before the public face; each adds the address it saw."""
    clock_file: Path | None = None
    """Only in demonstrations and tests: a file that moves the clock."""
    recordings: Path | None = None
    """Folder with a folder of recorded sentences for each language of the phone."""
    demonstration: bool = False

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Self:
        """Read the settings, or raise ConfigError naming all that is wrong."""
        env = os.environ if env is None else env  # noqa: TID251  (this is the one place)
        values: dict[str, Any] = {}
        faults: list[str] = []
        for field in fields(cls):
            name = _UNPREFIXED.get(field.name, f"HELPLINE_{field.name.upper()}")
            if name in env:
                values[field.name] = _read(str(field.type), env[name])
            elif field.default is MISSING:
                faults.append(f"{name} is not set")
        if len(values.get("secret_key", "x" * SHORTEST_SECRET)) < SHORTEST_SECRET:
            faults.append(f"HELPLINE_SECRET_KEY is shorter than {SHORTEST_SECRET} characters")
        faults += _number_key_faults(values.get("number_keys", ()))
        if faults:
            raise ConfigError(faults)
        return cls(**values)

    def playing_faults(self) -> list[str]:
        """A demonstration speaks with stand-ins, and its clock is moved: never to real callers."""
        if urlsplit(self.carrier_base_url).hostname in LOOPBACK:
            return []
        play = {
            "HELPLINE_DEMONSTRATION": self.demonstration,
            "HELPLINE_CLOCK_FILE": self.clock_file,
        }
        return [
            f"{name} is for the practice line alone, and the carrier is a real one"
            for name, is_set in play.items()
            if is_set
        ]


def _number_key_faults(keys: tuple[str, ...]) -> list[str]:
    faults = []
    if any(len(key) < SHORTEST_SECRET for key in keys):
        faults.append(f"HELPLINE_NUMBER_KEYS has one shorter than {SHORTEST_SECRET} characters")
    if len(keys) > MOST_NUMBER_KEYS:
        faults.append(f"HELPLINE_NUMBER_KEYS has more than {MOST_NUMBER_KEYS}")
    return faults


def environment() -> dict[str, str]:
    """All of it, for commands that start other processes and tell each only its own part."""
    return dict(os.environ)  # noqa: TID251  (likewise)


def replace_environment(env: Mapping[str, str]) -> None:
    """From now on we were told this and nothing else; so is whatever we start."""
    os.environ.clear()  # noqa: TID251  (likewise)
    os.environ.update(env)  # noqa: TID251  (likewise)


def _read(kind: str, text: str) -> object:
    if "tuple" in kind:
        return tuple(part for part in text.split(",") if part)
    return next((read(text) for name, read in _READERS.items() if name in kind), text)


def _is_yes(text: str) -> bool:
    return text.lower() in {"1", "true", "yes"}


_READERS: Final[dict[str, Callable[[str], object]]] = {"Path": Path, "bool": _is_yes, "int": int}
