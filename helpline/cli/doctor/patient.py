"""Who is examined: all that an installation was told, read as far as it can be read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from helpline.config import Config, ConfigError
from helpline.embedded import told
from helpline.embedded.told import Part
from helpline.policy import Policy, PolicyFaults


@dataclass(slots=True)
class Patient:
    """One installation, and what was found so far. Each finding is a line, and says what to do."""

    known: Mapping[str, str] = field(repr=False)
    """Under the names of the environment."""
    wrong: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    """What could not be looked at from here: somebody must look themselves."""
    is_practice: bool = False
    """The carrier is the practice line: what only a real one has is not asked for."""

    @property
    def public(self) -> Config | None:
        return self._part(told.WEB)

    @property
    def staff(self) -> Config | None:
        return self._part(told.STAFF)

    @property
    def worker(self) -> Config | None:
        return self._part(told.WORKER)

    @property
    def policy(self) -> Policy | None:
        """None where the file has faults, which are found elsewhere."""
        try:
            return Policy.load(Path(self.known["HELPLINE_POLICY_FILE"]))
        except (PolicyFaults, KeyError):
            return None

    def _part(self, part: Part) -> Config | None:
        """As this process reads it; None where it could not start."""
        try:
            return Config.from_env(told.told(part, self.known))
        except ConfigError:
            return None
