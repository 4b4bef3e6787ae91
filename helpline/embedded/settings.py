"""All that a house knows: what the operator set, what its folder keeps, what follows from both."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from helpline.embedded.instance import Instance
from helpline.embedded.members import Ports

PREFIX: Final = "helpline"
PRACTICE_NUMBER: Final = "+493023125100"
PATHS: Final = (
    *("HELPLINE_POLICY_FILE", "HELPLINE_PUBLIC_KEYS", "HELPLINE_CLOCK_FILE"),
    "HELPLINE_RECORDINGS",
)


def known_settings(
    instance: Instance, ports: Ports, environment: Mapping[str, str], *, demonstration: bool
) -> dict[str, str]:
    """Under the names of the environment. What the operator set goes first."""
    known = {
        "HELPLINE_ROLE_PREFIX": PREFIX,
        "HELPLINE_PUBLIC_BASE_URL": ports.address(ports.public),
        "HELPLINE_STAFF_BASE_URL": ports.address(ports.staff),
        "HELPLINE_PARTNER_BASE_URL": ports.address(ports.partner),
        **instance.settings(),
        **(_practice(instance, ports) if demonstration else {}),
        **environment,
    }
    return known | {name: str(Path(known[name]).absolute()) for name in PATHS if name in known}


def _practice(instance: Instance, ports: Ports) -> dict[str, str]:
    """A demonstration's carrier, mail relay and clock."""
    return {
        "HELPLINE_DEMONSTRATION": "1",
        "HELPLINE_CLOCK_FILE": str(instance.clock_file),
        "HELPLINE_LINE_NUMBER": PRACTICE_NUMBER,
        "HELPLINE_CARRIER_ACCOUNT": f"AC{instance.kept['INSTANCE']}",
        "HELPLINE_CARRIER_SECRET": instance.kept["PRACTICE_SECRET"],
        "HELPLINE_CARRIER_API_KEY": f"SK{instance.kept['INSTANCE']}",
        "HELPLINE_CARRIER_API_SECRET": instance.kept["PRACTICE_API_SECRET"],
        "HELPLINE_CARRIER_SIGNING_SECRETS": instance.kept["PRACTICE_SIGNING_SECRET"],
        "HELPLINE_CARRIER_BASE_URL": f"http://127.0.0.1:{ports.practice}",
        "HELPLINE_MAIL_URL": f"smtp://127.0.0.1:{ports.practice_mail}",
        "HELPLINE_PRACTICE_PORT": str(ports.practice),
        "HELPLINE_PRACTICE_MAIL_PORT": str(ports.practice_mail),
        "HELPLINE_PRACTICE_MAIL_FOLDER": str(instance.folder / "mail"),
    }
