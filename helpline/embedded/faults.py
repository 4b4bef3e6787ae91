"""All that is wrong with an installation, before anything of it starts."""

import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import psycopg

from helpline.config import Config, ConfigError
from helpline.embedded import told
from helpline.embedded.members import KINDS, Ports
from helpline.logins import why_not_in
from helpline.policy import Policy, PolicyFaults
from helpline.vault import KeyFaults, PublicKeys, check

DISTINCT: Final = ("web", "staff", "partner", "worker")
"""One process of each kind of settings."""
_COMMAND: Final = (sys.executable, "-m", "helpline.cli")


class Faults(Exception):
    """The installation cannot start. Names every fault at once."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def refuse_if_faulty(house: Mapping[str, str], ports: Ports, *, reach: bool) -> None:
    """Raises Faults. With ``reach``, databases that are not ours to start are tried too."""
    faults = [
        *standing_faults(house),
        *_of_ports(house, ports),
        *((*_of_recordings(house), *_of_databases(house)) if reach else ()),
    ]
    if faults:
        raise Faults(list(dict.fromkeys(faults)))


def standing_faults(house: Mapping[str, str]) -> list[str]:
    """What is wrong with settings, policy and keys, whether or not anything runs."""
    return list(dict.fromkeys([*_of_settings(house), *_of_policy(house), *_of_keys(house)]))


def _of_settings(house: Mapping[str, str]) -> Iterator[str]:
    for name in DISTINCT:
        try:
            config = Config.from_env(told.told(KINDS[name].part, house))
        except ConfigError as error:
            yield from (f"{name}: {fault}" for fault in error.faults)
        else:
            yield from (config.playing_faults() if name == "web" else ())


def _of_policy(house: Mapping[str, str]) -> Iterator[str]:
    try:
        Policy.load(Path(house["HELPLINE_POLICY_FILE"]))
    except PolicyFaults as error:
        yield from (f"policy: {fault}" for fault in error.faults)
    except OSError as error:
        yield f"policy: {error.strerror}: {error.filename}"


def _of_recordings(house: Mapping[str, str]) -> Iterator[str]:
    """What real callers would not hear. Asked in a process of its own, which knows the phone."""
    checked = subprocess.run(  # noqa: S603  (our own command, no shell)
        [*_COMMAND, "policy", "check", house["HELPLINE_POLICY_FILE"]],
        env=told.told(told.OWNER, house),
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    yield from (f"policy: {fault}" for fault in checked.stderr.splitlines())


def _of_keys(house: Mapping[str, str]) -> Iterator[str]:
    public = Path(house["HELPLINE_PUBLIC_KEYS"])
    try:
        PublicKeys.load(public)
    except KeyFaults as error:
        yield from (f"keys: {fault}" for fault in error.faults)
        return
    for face in ("staff", "worker", "partner"):
        private = Path(house.get(f"HELPLINE_{face.upper()}_PRIVATE_KEYS", ""))
        if face == "partner" and not any(private.glob("*.key")):
            continue  # partners come later than the house
        passphrase = house.get(f"HELPLINE_{face.upper()}_PASSPHRASE", "")
        yield from (f"keys of {face}: {fault}" for fault in check(public, private, passphrase))


def _of_ports(house: Mapping[str, str], ports: Ports) -> Iterator[str]:
    wanted = {"PORT": ports.public, "STAFF_PORT": ports.staff, "PARTNER_PORT": ports.partner}
    if "HELPLINE_PRACTICE_PORT" in house:
        wanted |= {"PRACTICE_PORT": ports.practice, "PRACTICE_MAIL_PORT": ports.practice_mail}
    for name, port in wanted.items():
        with socket.socket() as door:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                door.bind((ports.bind, port))
            except OSError as error:
                yield f"address: {ports.bind}:{port} cannot be used: {error.strerror} ({name})"


def _of_databases(house: Mapping[str, str]) -> Iterator[str]:
    parts = {part.address() for part in (told.OWNER, *(kind.part for kind in KINDS.values()))}
    for name in sorted(parts & house.keys()):
        try:
            psycopg.connect(house[name], connect_timeout=5).close()
        except psycopg.Error as error:
            yield f"{name}: {why_not_in(error)}"
