"""What a running house was told, for those who look at it from outside."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from helpline import logins
from helpline.embedded import postgres, valkey
from helpline.embedded.house import DATABASE
from helpline.embedded.instance import Instance
from helpline.embedded.members import Ports
from helpline.embedded.settings import PREFIX, known_settings

ADDRESSES: Final = ("public_base_url", "staff_base_url", "partner_base_url", "carrier_base_url")


class NotRunning(Exception):
    """No house runs in this folder, and no DATABASE_URL names servers elsewhere."""


def settings_of(instance: Instance, ports: Ports, environment: Mapping[str, str]) -> dict[str, str]:
    """Under the names of the environment, as each process was told its part. Raises NotRunning."""
    instance.read()
    if "DATABASE_URL" in environment:
        return known_settings(instance, ports, environment, demonstration=False)
    try:
        status = json.loads(instance.status_file.read_text())
    except FileNotFoundError:
        raise NotRunning from None
    found = {f"HELPLINE_{name.upper()}": str(status[name]) for name in ADDRESSES if name in status}
    return {
        **known_settings(instance, ports, {}, demonstration=True),
        **found,
        **_servers(instance, status),
        **environment,
    }


def _servers(instance: Instance, status: Mapping[str, str]) -> dict[str, str]:
    """The addresses of PostgreSQL and Valkey, which only their folder knows."""
    socket = Path(status["postgres_socket"])

    def login(name: str) -> str:
        return postgres.address(socket, f"{PREFIX}_{name}", instance.password(name), DATABASE)

    faces = {f"HELPLINE_{face.upper()}_DATABASE_URL": login(face) for face in logins.FACES}
    redis_url = valkey.address(Path(status["valkey_socket"]), instance.password("valkey"))
    return {"DATABASE_URL": login(logins.OWNER), "REDIS_URL": redis_url, **faces}
