"""A house that is set up rightly, behind a carrier that is too: each test breaks one thing."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pytest
from werkzeug.serving import ThreadedWSGIServer

from helpline import paper
from helpline.cli.doctor.command import examined
from helpline.embedded.instance import PRESET
from helpline.providers import carrier_for
from helpline.providers.practice.house import PracticeLine, open_line
from helpline.providers.practice.setup import Setup
from helpline.vault import RECOVERY, make_holder
from tests.house import PASSPHRASE, House
from tests.policies import with_logo
from tests.servers import Database
from tests.serving import read_out

SPOKEN: Final = re.compile(r"(?<=\n)languages = \[\s*\n[^]]*\]\n")
VOICED: Final = '["en", "de", "ar", "tr"]  # spoken'
POLL_SECONDS: Final = 0.02
LINE: Final = "+493023125100"
CONFIG: Final = "helpline.config"
CARRIER: Final = "helpline.carrier"


@dataclass
class Installation:
    """What the operator set, here and at the carrier."""

    house: House
    line: PracticeLine
    known: dict[str, str]

    def findings(self) -> list[str]:
        return examined(self.known).wrong

    @property
    def base(self) -> str:
        return self.known["HELPLINE_PUBLIC_BASE_URL"]

    def change_policy(self, old: str, new: str) -> None:
        file = Path(self.known["HELPLINE_POLICY_FILE"])
        words = file.read_text()
        assert words.count(old) == 1
        file.write_text(words.replace(old, new))

    def at_the_carrier(self, **settings: str) -> None:
        """What the number's page in the carrier's console says."""
        self.line.exchange.overrides.setdefault(LINE, {}).update(settings)

    def runs_with(self, **settings: object) -> None:
        """The public face was started with something else."""
        config = replace(self.house.public.extensions[CONFIG], **settings)
        self.house.public.extensions[CONFIG] = config
        self.house.public.extensions[CARRIER] = carrier_for(config)


@contextmanager
def _serving(run: threading.Thread) -> Iterator[None]:
    run.start()
    yield
    run.join(5)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Keys as an operator makes them: the recovery key first, and then elsewhere."""
    home = tmp_path_factory.mktemp("operators-keys")
    folders = {name: home / name for name in ("public", "recovery", "staff", "worker", "partner")}
    for folder in folders.values():
        folder.mkdir(mode=0o700)
    for name, holder in (("recovery", RECOVERY), ("staff", "support"), ("worker", "dispatch")):
        make_holder(folders["public"], folders[name], holder, PASSPHRASE)
    return folders


@pytest.fixture(autouse=True)
def any_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the one that runs the tests has Pango is no matter of the installation."""
    monkeypatch.setattr(paper, "LIBRARIES", ())


@pytest.fixture
def installation(
    house: House,
    database: Database,
    redis_url: str,
    folders: dict[str, Path],
    tmp_path: Path,
) -> Iterator[Installation]:
    house.clock_file.unlink()  # the doctor compares the machine's own with the carrier's
    web = ThreadedWSGIServer("127.0.0.1", 0, read_out(house.public))
    config = house.worker.extensions[CONFIG]
    base = f"http://127.0.0.1:{web.port}"
    setup = Setup(
        account=config.carrier_account,
        secret=config.carrier_secret,
        api_key="SK" + "0" * 32,
        api_secret="a key of no secrecy",
        signing_secret=config.carrier_signing_secrets[0],
        public_base_url=base,
        number=LINE,
        voice_path="/voice/incoming",
        fallback_path="/voice/fallback",
        status_path="/voice/status",
        text_path="/voice/text",
        pace=0,
    )
    line = open_line(setup, port=0, mail_port=0)
    before = house.public.extensions[CONFIG], house.public.extensions[CARRIER]
    spoken = SPOKEN.sub(f"languages = {VOICED}\n", PRESET.read_text(), count=1)
    policy = with_logo(tmp_path, spoken)
    known = {
        "DATABASE_URL": database.owner,
        "REDIS_URL": redis_url,
        "HELPLINE_POLICY_FILE": str(policy),
        "HELPLINE_PUBLIC_KEYS": str(folders["public"]),
        "HELPLINE_PEPPER": config.pepper,
        "HELPLINE_PUBLIC_BASE_URL": base,
        "HELPLINE_LINE_NUMBER": LINE,
        "HELPLINE_CARRIER_BASE_URL": line.url,
        "HELPLINE_CARRIER_ACCOUNT": setup.account,
        "HELPLINE_CARRIER_SECRET": setup.secret,
        "HELPLINE_CARRIER_API_KEY": setup.api_key,
        "HELPLINE_CARRIER_API_SECRET": setup.api_secret,
        "HELPLINE_CARRIER_SIGNING_SECRETS": setup.signing_secret,
        **_of_faces(database, folders),
    }
    installation = Installation(house, line, known)
    installation.runs_with(public_base_url=base, carrier_base_url=line.url)
    web_thread = threading.Thread(target=web.serve_forever, args=(POLL_SECONDS,), daemon=True)
    line_thread = threading.Thread(target=line.web.serve_forever, args=(POLL_SECONDS,), daemon=True)
    with _serving(web_thread), _serving(line_thread):
        yield installation
        line.close()
        web.shutdown()
    web.server_close()
    house.public.extensions[CONFIG], house.public.extensions[CARRIER] = before


def _of_faces(database: Database, folders: dict[str, Path]) -> dict[str, str]:
    known = {
        "HELPLINE_PUBLIC_DATABASE_URL": database.public,
        "HELPLINE_STAFF_DATABASE_URL": database.staff,
        "HELPLINE_PARTNER_DATABASE_URL": database.partner,
        "HELPLINE_WORKER_DATABASE_URL": database.worker,
    }
    for face in ("public", "staff", "partner", "worker"):
        name = f"HELPLINE_{face.upper()}"
        known[f"{name}_SECRET_KEY"] = f"the secret of {face}, 32 characters or longer"
        if face != "public":
            known[f"{name}_PRIVATE_KEYS"] = str(folders[face])
            known[f"{name}_PASSPHRASE"] = PASSPHRASE
    return known
