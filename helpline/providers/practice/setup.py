"""How the practice line is set up: what an operator would enter in a carrier's console."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    account: str
    secret: str
    """For REST calls."""
    signing_secret: str
    public_base_url: str
    """Where the helpline's public face is."""
    number: str
    """The line's number, E.164."""
    voice_path: str = "/voice/call"
    fallback_path: str = ""
    status_path: str = ""
    text_path: str = ""
    pace: float = 1.0
    """1 is natural; 0 speaks at once and lets silences pass in no time."""
    mail_folder: Path | None = None

    def url(self, path: str) -> str:
        """Of a page of ours; empty stays empty."""
        return urljoin(self.public_base_url.rstrip("/") + "/", path.lstrip("/")) if path else ""
