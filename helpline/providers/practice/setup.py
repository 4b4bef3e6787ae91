"""How the practice line is set up: what an operator would enter in a carrier's console."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin

from helpline.providers.practice.undocumented import Undocumented


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    account: str
    secret: str
    """For REST calls."""
    api_key: str = ""
    """Taken as well as the account, with its own secret."""
    api_secret: str = ""
    signing_secret: str
    signature_header: str = "X-Twilio-Signature"
    public_base_url: str
    """Where the helpline's public face is."""
    staff_base_url: str = ""
    """Where its console is: pages from there may be phones."""
    number: str
    """The line's number, E.164."""
    more_numbers: tuple[str, ...] = ()
    """Further numbers of the same line."""
    voice_path: str = "/voice/call"
    fallback_path: str = ""
    status_path: str = ""
    text_path: str = ""
    pace: float = 1.0
    """1 is natural; 0 speaks at once and lets silences pass in no time."""
    tick_seconds: float = 0.2
    """However fast prompts are spoken, a waiting page is not asked more often."""
    mail_folder: Path | None = None
    undocumented: Undocumented = field(default_factory=Undocumented)

    @property
    def numbers(self) -> tuple[str, ...]:
        return (self.number, *self.more_numbers)

    def url(self, path: str) -> str:
        """Of a page of ours; empty stays empty."""
        return urljoin(self.public_base_url.rstrip("/") + "/", path.lstrip("/")) if path else ""
