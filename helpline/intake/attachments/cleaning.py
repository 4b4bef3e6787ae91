"""From what was sent to what is kept: by content, never by name or by what a browser says."""

from helpline.intake.attachments import pictures
from helpline.intake.attachments.clean import Clean, Unfit, Why
from helpline.intake.attachments.sounds import mp3, mp4, ogg, wav
from helpline.intake.models import SentKind


def cleaned(raw: bytes) -> Clean:
    """Only what can be seen or heard in it. Raises Unfit."""
    if not raw:
        raise Unfit(Why.BROKEN)
    if name := pictures.format_of(raw):
        return pictures.drawn_anew(raw, name)
    if mp4.is_still_picture(raw):
        raise Unfit(Why.HEIC)
    for sound in (wav, ogg, mp4, mp3):
        if sound.is_one(raw):
            media_type, kept = sound.only_sound(raw)
            return Clean(SentKind.SOUND, media_type, kept)
    raise Unfit(Why.UNKNOWN)
