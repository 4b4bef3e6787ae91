"""From an empty folder to a running house, saying what is done on the way."""

import http.client
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from helpline import logins
from helpline.embedded import stand_ins, told
from helpline.embedded.faults import refuse_if_faulty
from helpline.embedded.instance import Instance, write_private
from helpline.embedded.members import Ports, commands, nursery
from helpline.embedded.postgres import Postgres
from helpline.embedded.processes import Command
from helpline.embedded.settings import PREFIX, known_settings
from helpline.embedded.sockets import remove_short_folder
from helpline.embedded.supervisor import Say, Supervisor
from helpline.embedded.valkey import Valkey
from helpline.vault import KeyFaults

DATABASE: Final = "helpline"
READY_SECONDS: Final = 90.0


class House:
    """One running installation. With a DATABASE_URL it brings nothing of its own."""

    def __init__(
        self, instance: Instance, ports: Ports, environment: Mapping[str, str], say: Say
    ) -> None:
        self._instance = instance
        self._ports = ports
        self._say = say
        self._environment = environment
        self._embedded = "DATABASE_URL" not in environment
        self._supervisor = Supervisor(instance.status_file, say)
        self._sockets: dict[str, Path] = {}

    def run(self) -> None:
        """Set up, start, watch, until a signal raises Stopped.

        Raises Faults, CannotStart, BinariesMissing or AlreadyRunning before anything serves.
        """
        self._instance.open()
        try:
            self._start()
            self._supervisor.watch()
        finally:
            self._say("Stopping.")
            self._supervisor.stop()
            for socket in self._sockets.values():
                remove_short_folder(socket if socket.is_dir() else socket.parent)
            self._instance.close()
            self._say("Stopped. The data are kept.")

    def _start(self) -> None:
        self._make_files()
        known = known_settings(
            self._instance, self._ports, self._environment, demonstration=self._embedded
        )
        servers = self._know_embedded(known) if self._embedded else None
        refuse_if_faulty(known, self._ports, reach=not self._embedded)
        self._start_nursery(known)
        if servers is not None:
            self._start_embedded(*servers)
        self._say("Bringing the tables up to date.")
        self._supervisor.wait_for_nursery()
        self._child("db", "upgrade", known=known)
        sign_ins = self._make_up(known) if self._embedded else ""
        self._start_members(known)
        self._say(self._welcome(sign_ins))

    def _make_files(self) -> None:
        """What is made once, and kept."""
        self._say(f"Using the folder {self._instance.folder}.")
        if self._instance.add_policy():
            self._say(f"Made a policy to try things with: {self._instance.policy_file}.")
        if self._embedded:
            self._instance.start_clock()
            self._instance.private_folder("mail")
        with suppress(KeyFaults):  # said with all other faults, before anything starts
            for key_id in self._instance.add_keys():
                self._say(f"Made the key {key_id}.")

    def _know_embedded(self, known: dict[str, str]) -> tuple[Postgres, Valkey]:
        """The servers that we bring, and their addresses among all that is known."""
        kept, home = self._instance, self._instance.servers_home()
        postgres = Postgres(home, password=kept.password("bootstrap"))
        valkey = Valkey(home, password=kept.password("valkey"))
        self._sockets = {"postgres_socket": postgres.socket, "valkey_socket": valkey.socket}
        known["REDIS_URL"] = valkey.url()
        known["DATABASE_URL"] = self._login(postgres, logins.OWNER)
        for face in logins.FACES:
            known[f"HELPLINE_{face.upper()}_DATABASE_URL"] = self._login(postgres, face)
        return postgres, valkey

    def _start_embedded(self, postgres: Postgres, valkey: Valkey) -> None:
        home = self._instance.servers_home()
        for server in (postgres, valkey):
            self._say(f"Starting {server.program.name} {server.program.label} in {home}.")
            [process] = self._supervisor.start(server.prepare())
            process.wait_until(server.answers)
        passwords = {login: self._instance.password(login) for login in logins.LOGINS}
        logins.prepare(postgres.admin_url, DATABASE, PREFIX, passwords)

    def _login(self, postgres: Postgres, login: str) -> str:
        return postgres.url(f"{PREFIX}_{login}", self._instance.password(login), DATABASE)

    def _make_up(self, known: Mapping[str, str]) -> str:
        """What a demonstration has instead of the real: recordings, and people to sign in as."""
        folder, policy = (Path(known[f"HELPLINE_{name}"]) for name in ("RECORDINGS", "POLICY_FILE"))
        if not stand_ins.are_made(folder, policy):
            for line in self._child("recordings", "placeholders", known=known).splitlines():
                self._say(f"Made placeholders for recordings: {line}.")
            stand_ins.note_made(folder, policy)
        return self._sign_ins(known)

    def _sign_ins(self, known: Mapping[str, str]) -> str:
        """Made-up people and cases, once. Their sign-ins are kept to be shown again."""
        file = self._instance.folder / "sign-ins.txt"
        if not file.exists():
            self._say("Making up people, partners and a police contact for the demonstration.")
            folder = str(self._instance.folder)
            words = ("demonstration", "seed", "--instance", folder)
            write_private(file, self._child(*words, known=known))
        return file.read_text()

    def _child(self, *words: str, known: Mapping[str, str]) -> str:
        """Run one step of the set-up in a process of its own, which knows the owner's login."""
        argv = (sys.executable, "-m", "helpline.cli", *words)
        env = told.told(told.OWNER, known)
        return self._supervisor.run(Command(name=f"helpline {' '.join(words)}", argv=argv, env=env))

    def _start_nursery(self, known: Mapping[str, str]) -> None:
        """While the servers start it imports what all others need."""
        if sys.platform == "linux":
            self._supervisor.start_nursery(nursery(known, self._logs()))

    def _logs(self) -> Path | None:
        return self._instance.private_folder("logs") if self._embedded else None

    def _start_members(self, known: Mapping[str, str]) -> None:
        self._say("Starting the processes.")
        members = {
            process.command.name: process
            for process in self._supervisor.start(*commands(known, self._ports, self._logs()))
        }
        self._supervisor.describe(self._addresses(known))
        doors = {"web": self._ports.public, "staff": self._ports.staff}
        for name, port in {**doors, "partner": self._ports.partner}.items():
            members[name].wait_until(_healthy(self._ports, port), READY_SECONDS)

    def _addresses(self, known: Mapping[str, str]) -> dict[str, str]:
        names = ("PUBLIC_BASE_URL", "STAFF_BASE_URL", "PARTNER_BASE_URL", "CARRIER_BASE_URL")
        addresses = {
            name.lower(): known[f"HELPLINE_{name}"] for name in names if f"HELPLINE_{name}" in known
        }
        return addresses | {name: str(socket) for name, socket in self._sockets.items()}

    def _welcome(self, sign_ins: str) -> str:
        lines = [
            "",
            "Ready.",
            f"  For everybody:  {self._ports.address(self._ports.public)}",
            f"  For staff:      {self._ports.address(self._ports.staff)}",
            f"  For partners:   {self._ports.address(self._ports.partner)}",
            "",
            sign_ins,
            "Ctrl-C stops everything; the data are kept.",
        ]
        return "\n".join(lines)


def _healthy(ports: Ports, port: int) -> Callable[[], bool]:
    def answers() -> bool:
        host = ports.address(port).removeprefix("http://")
        connection = http.client.HTTPConnection(host, timeout=5)
        with suppress(OSError, http.client.HTTPException):
            connection.request("GET", "/healthz")
            return connection.getresponse().status == http.HTTPStatus.OK
        return False

    return answers
