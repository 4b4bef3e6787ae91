"""The folder of one installation: its secrets, its keys, its policy, its data."""

import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from helpline.embedded.account import Account, may_enter
from helpline.logins import LOGINS
from helpline.vault import RECOVERY, PublicKeys, make_holder

PRESET: Final = Path(__file__).parent.parent / "policy" / "presets" / "demonstration.toml"
LOGO: Final = PRESET.with_name("bridge.png")
"""Of its one community; a policy's logos lie beside it."""
HOLDERS: Final[dict[str, tuple[str, ...]]] = {
    RECOVERY: (RECOVERY,),
    "staff": ("hotline", "advice", "support", "danger"),
    "worker": ("dispatch",),
    "partner": (),
}
"""Which folder of private keys has whose; partners' keys come with the partners."""
FACES_WITH_SECRETS: Final = ("public", "staff", "partner", "worker")
PASSWORD_NAMES: Final = ("bootstrap", "valkey", *LOGINS)


class AlreadyRunning(Exception):
    """Another `helpline serve` uses this folder."""


@dataclass
class Instance:
    """One installation. Whatever is made here once is kept for the next start."""

    folder: Path
    kept: dict[str, str] = field(default_factory=dict, repr=False)
    _lock: IO[str] | None = field(default=None, repr=False)

    def open(self) -> None:
        """Make the folder, take its lock, make or read its secrets. Raises AlreadyRunning."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o711)
        self._lock = (self.folder / "lock").open("a+")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(f"Another helpline serve uses {self.folder}.") from None
        self.prepare()

    def prepare(self) -> None:
        """Read the secrets and make those that are missing."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o711)
        self.read()
        self._add_missing_secrets()

    def close(self) -> None:
        if self._lock is not None:
            self._lock.close()

    def read(self) -> None:
        """The secrets there are; none in a folder that was never opened."""
        if self._secrets_file.exists():
            self.kept = json.loads(self._secrets_file.read_text())

    @property
    def _secrets_file(self) -> Path:
        return self.folder / "secrets.json"

    @property
    def public_keys(self) -> Path:
        return self.folder / "keys" / "public"

    def private_keys(self, face: str) -> Path:
        return self.folder / "keys" / face

    @property
    def policy_file(self) -> Path:
        return self.folder / "policy.toml"

    @property
    def recordings(self) -> Path:
        """What people have read aloud for the phone; in a demonstration, what stands for it."""
        return self.folder / "recordings"

    @property
    def clock_file(self) -> Path:
        return self.folder / "clock"

    @property
    def status_file(self) -> Path:
        return self.folder / "processes.json"

    def password(self, name: str) -> str:
        return self.kept[f"PASSWORD_{name.upper()}"]

    def passphrase(self, face: str) -> str:
        return self.kept[f"HELPLINE_{face.upper()}_PASSPHRASE"]

    def private_folder(self, name: str) -> Path:
        """A folder in this one for nobody's eyes but ours."""
        folder = self.folder / name
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder

    def add_policy(self) -> bool:
        """The demonstration's policy, unless there is one. Says whether it was added."""
        if self.policy_file.exists():
            return False
        shutil.copyfile(PRESET, self.policy_file)
        shutil.copyfile(LOGO, self.policy_file.with_name(LOGO.name))
        return True

    def start_clock(self) -> None:
        """A clock that can be moved: only a demonstration has the file."""
        if not self.clock_file.exists():
            write_private(self.clock_file, "0")

    def add_keys(self, partners: Iterable[str] = ()) -> list[str]:
        """Make the keys that are missing, these partners' too, and return their ids."""
        for folder in (self.folder / "keys", self.public_keys, *map(self.private_keys, HOLDERS)):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        there = PublicKeys.load(self.public_keys).holders
        wanted = HOLDERS | {"partner": tuple(f"partner-{slug}" for slug in partners)}
        return [
            self.make_key(face, holder)
            for face, holders in wanted.items()
            for holder in holders
            if holder not in there
        ]

    def make_key(self, face: str, holder: str) -> str:
        """A holder's first key, among those that this face may use."""
        private = self.private_keys(face)
        return make_holder(self.public_keys, private, holder, self.passphrase(face))

    def settings(self) -> dict[str, str]:
        """What the folder knows, under the names of the environment."""
        known = {name: text for name, text in self.kept.items() if name.startswith("HELPLINE_")}
        known["HELPLINE_PUBLIC_KEYS"] = str(self.public_keys)
        known["HELPLINE_POLICY_FILE"] = str(self.policy_file)
        known["HELPLINE_RECORDINGS"] = str(self.recordings)
        for face in HOLDERS:
            known[f"HELPLINE_{face.upper()}_PRIVATE_KEYS"] = str(self.private_keys(face))
        return known

    def servers_home(self) -> Path:
        """Where our own servers keep their data.

        In the folder, unless we are root and nobody's account cannot get there
        (a checkout under /root): then beside the system's own data.
        """
        if Account.for_servers() is None or may_enter(self.folder):
            return self.folder
        home = Path("/var/lib") / f"helpline-{self.kept['INSTANCE'][:12]}"
        home.mkdir(mode=0o711, exist_ok=True)
        return home

    def _add_missing_secrets(self) -> None:
        missing = {name: text for name, text in _fresh_secrets().items() if name not in self.kept}
        if missing:
            self.kept |= missing
            write_private(self._secrets_file, json.dumps(self.kept, indent=1, sort_keys=True))


def write_private(file: Path, text: str) -> None:
    """Readable by us alone, and whole or not there at all."""
    fresh = file.with_suffix(".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode=0o600)
    with os.fdopen(descriptor, "w") as out:
        out.write(text)
    fresh.replace(file)


def _fresh_secrets() -> Mapping[str, str]:
    names = [
        "HELPLINE_PEPPER",
        "HELPLINE_NUMBER_KEYS",
        "PRACTICE_SECRET",
        "PRACTICE_API_SECRET",
        "PRACTICE_SIGNING_SECRET",
        *(f"HELPLINE_{face.upper()}_SECRET_KEY" for face in FACES_WITH_SECRETS),
        *(f"HELPLINE_{face.upper()}_PASSPHRASE" for face in HOLDERS),
        *(f"PASSWORD_{name.upper()}" for name in PASSWORD_NAMES),
    ]
    return {name: secrets.token_urlsafe(32) for name in names} | {"INSTANCE": secrets.token_hex(16)}
