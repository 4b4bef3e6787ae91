"""Pictures are decoded and written anew: nothing but what can be seen goes on.

Place, time, camera, thumbnails, comments, colour profiles and whatever hangs behind the
picture stay behind, because nothing but its points is handed over.
"""

from collections.abc import Mapping
from io import BytesIO
from threading import BoundedSemaphore
from types import MappingProxyType
from typing import Final

from PIL import Image

from helpline.intake.attachments.clean import Clean, Unfit, Why
from helpline.intake.models import SentKind

LARGEST_SIDE: Final = 2048
"""Of what is kept, in points: more than a screen shows."""
MOST_POINTS: Final = 50_000_000
"""Of what is read. The cameras of phones have up to so many."""
_QUALITY: Final = 85
_ORIENTATION: Final = 0x0112
_UPRIGHT: Final[Mapping[int, Image.Transpose]] = MappingProxyType(
    {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
)
# One picture may take two hundred megabytes while it is read.
_ONE_AT_ONCE: Final = BoundedSemaphore(1)


def format_of(raw: bytes) -> str | None:
    """What its first bytes say that it is; None if that is no picture we read."""
    if raw.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if raw.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if raw.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    return "WEBP" if raw.startswith(b"RIFF") and raw[8:12] == b"WEBP" else None


def drawn_anew(raw: bytes, name: str) -> Clean:
    """The same picture, as new; of several in one file, the first. Raises Unfit."""
    try:
        with _ONE_AT_ONCE, Image.open(BytesIO(raw), formats=[name]) as image:
            return _written(_points_of(image), is_photo=name in {"JPEG", "WEBP"})
    except Unfit:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unfit(Why.TOO_LARGE) from None
    except Exception:  # noqa: BLE001  (a decoder meets anything in the bytes of strangers)
        raise Unfit(Why.BROKEN) from None


def _points_of(image: Image.Image) -> Image.Image:
    """What can be seen, upright and not too large, in an image that knows nothing else."""
    if image.width * image.height > MOST_POINTS:
        raise Unfit(Why.TOO_LARGE)
    turned = _UPRIGHT.get(_orientation(image))
    image.draft(None, (LARGEST_SIDE, LARGEST_SIDE))
    image.load()
    seen = image.convert("RGBA" if image.has_transparency_data else "RGB")
    seen.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    seen = seen.transpose(turned) if turned else seen
    return Image.frombytes(seen.mode, seen.size, seen.tobytes())


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001  (how it was held is the camera's word, and may be nonsense)
        return 1


def _written(image: Image.Image, *, is_photo: bool) -> Clean:
    out = BytesIO()
    if is_photo and image.mode == "RGB":
        image.save(out, "JPEG", quality=_QUALITY)
        return Clean(SentKind.PICTURE, "image/jpeg", out.getvalue())
    image.save(out, "PNG")
    return Clean(SentKind.PICTURE, "image/png", out.getvalue())
