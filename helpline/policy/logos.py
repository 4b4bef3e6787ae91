"""A community's logo: a small picture beside the policy, written anew before it is shown."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, UnidentifiedImageError

from helpline.policy.terms import FrontDoor

HEAVIEST: Final = 10_000
"""Bytes: the first page, with everything on it, has to stay below thirty thousand."""
WIDEST: Final = 512
"""Pixels, and as high."""
KINDS: Final = ("PNG", "JPEG", "WEBP")


@dataclass(frozen=True, slots=True)
class Logo:
    """As it is sent: nothing of the file but its dots."""

    content: bytes
    kind: str
    width: int
    height: int

    @property
    def digest(self) -> str:
        """Names it in its address: another picture has another one."""
        return hashlib.sha256(self.content).hexdigest()[:16]

    @property
    def media_type(self) -> str:
        return f"image/{self.kind.lower()}"


def logos_of(doors: Iterable[FrontDoor], folder: Path) -> dict[str, Logo]:
    """By the door's slug; a door may have none. Raises ValueError for one that is faulty."""
    return {door.slug: _read(folder / door.logo) for door in doors if door.logo}


def faults_in(doors: Iterable[FrontDoor], folder: Path) -> Iterator[str]:
    """What is wrong with each door's logo."""
    for number, door in enumerate(doors, start=1):
        try:
            logos_of([door], folder)
        except ValueError as error:
            yield f"front_doors[{number}].logo: {door.logo} {error}"


def _read(file: Path) -> Logo:
    """By what is in the file, whatever its name says. Raises ValueError with what is wrong."""
    try:
        with Image.open(file, formats=KINDS) as picture:
            if max(picture.size) > WIDEST:
                raise ValueError(f"is wider or higher than {WIDEST} dots")
            kind = str(picture.format)
            dots = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise ValueError("is none of " + ", ".join(KINDS)) from error
    except (OSError, SyntaxError) as error:
        raise ValueError("cannot be read") from error
    content = _written_anew(dots, kind)
    if len(content) > HEAVIEST:
        raise ValueError(f"has {len(content)} bytes, more than {HEAVIEST}")
    return Logo(content, kind, *dots.size)


def _written_anew(picture: Image.Image, kind: str) -> bytes:
    """Without date, place, name of a program or profile: only its dots are copied."""
    plain = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    written = BytesIO()
    plain.save(written, kind, optimize=True)
    return written.getvalue()
