"""What a caller shall hear and do next, in our own words; the carrier translates it."""

from dataclasses import dataclass, field
from typing import Final, Self

EVERY_KEY: Final = ""
"""No key ends an entry early, so that ``*`` and ``#`` reach us like digits."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One passage for the caller's ear."""

    words: str
    language: str
    """Our code, such as "de"; the carrier knows its voice for it."""
    recording: str = ""
    """Absolute URL of the same words spoken by a person; wins over the voice."""


@dataclass(frozen=True, slots=True)
class Pause:
    seconds: int = 1


Heard = Spoken | Pause


@dataclass(frozen=True, slots=True)
class Ask:
    """Wait for keys, with the prompts spoken meanwhile; a key cuts them short.

    Nothing keyed: the next step of the answer follows, unless ``always``.
    """

    url: str
    prompts: tuple[Heard, ...]
    digits: int = 1
    """How many keys make the entry complete."""
    seconds: int = 5
    """Silence allowed after the prompts, and between keys."""
    done_on: str = EVERY_KEY
    always: bool = False
    """Ask ``url`` also when nothing was keyed."""


@dataclass(frozen=True, slots=True)
class GoTo:
    url: str


@dataclass(frozen=True, slots=True)
class Wait:
    """Wait in a queue of one's own."""

    queue: str
    """Opaque: the carrier keeps it for ever."""
    waiting_url: str
    """Asked again and again while waiting; may Ask, say, go elsewhere or leave."""
    left_url: str


@dataclass(frozen=True, slots=True)
class Join:
    """Join a conference, or found it."""

    conference: str
    """Opaque: the carrier keeps it for ever."""
    left_url: str
    events_url: str = ""
    """Only the founder's counts, so give everybody the same."""
    label: str = ""
    starts_it: bool = True
    ends_it: bool = False
    """The conference is over when this leg leaves."""
    star_leaves: bool = False
    muted: bool = False
    coaches: str = ""
    """Reference of the one leg that hears this one: a whisper. Empty: everybody does."""
    waiting_url: str = ""
    """Heard until the conference starts: say, pause and go elsewhere only. Empty: silence."""


@dataclass(frozen=True, slots=True)
class Record:
    """Take down what the caller says after a beep: voicemail, and nothing else.

    What follows in the answer is never reached: the call goes on at ``done_url``.
    """

    done_url: str
    """Asked when the caller stops; the recording need not exist yet."""
    kept_url: str
    """Told when the recording can be fetched, or that there is none."""
    longest_seconds: int = 180
    silence_seconds: int = 5
    done_on: str = "#"


@dataclass(frozen=True, slots=True)
class Dial:
    """Ring somebody else and talk; the line's own number is shown."""

    to: str
    left_url: str
    """Empty: what follows in the answer is heard when the talk is over, or nobody picked up."""
    seconds: int = 30


@dataclass(frozen=True, slots=True)
class Leave:
    """Leave the queue; what follows is asked at its ``left_url``."""


@dataclass(frozen=True, slots=True)
class HangUp:
    pass


@dataclass(frozen=True, slots=True)
class Refuse:
    """Do not answer at all: only as the very first step of a call."""


Step = Heard | Ask | GoTo | Wait | Join | Record | Dial | Leave | HangUp | Refuse


@dataclass(slots=True)
class Answer:
    """The steps of one answer, in order. Each method adds one and gives the answer back.

    An empty answer to a waiting caller is silence; at any other place it hangs up.
    """

    steps: list[Step] = field(default_factory=list)

    def say(self, *heard: Heard) -> Self:
        self.steps.extend(heard)
        return self

    def pause(self, seconds: int = 1) -> Self:
        return self._then(Pause(seconds))

    def ask(self, ask: Ask) -> Self:
        return self._then(ask)

    def go_to(self, url: str) -> Self:
        return self._then(GoTo(url))

    def wait(self, wait: Wait) -> Self:
        return self._then(wait)

    def join(self, join: Join) -> Self:
        return self._then(join)

    def record(self, record: Record) -> Self:
        return self._then(record)

    def dial(self, dial: Dial) -> Self:
        return self._then(dial)

    def leave(self) -> Self:
        return self._then(Leave())

    def hang_up(self) -> Self:
        return self._then(HangUp())

    def refuse(self) -> Self:
        return self._then(Refuse())

    def _then(self, step: Step) -> Self:
        self.steps.append(step)
        return self
