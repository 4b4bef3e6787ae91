"""What became of files, in plain words: which was not taken, why, and what can be done."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from helpline.i18n import gettext as _
from helpline.i18n import lazy_gettext as _l
from helpline.i18n import ngettext
from helpline.intake.attachments.actions import Fate
from helpline.intake.attachments.clean import Why
from helpline.intake.models import SentKind

_WHY: Final[Mapping[Why, str]] = MappingProxyType(
    {
        Why.TOO_LARGE: _l("File %(number)d was not taken: it is too large."),
        Why.TOO_MANY: _l("File %(number)d was not taken: only 3 can be sent at once."),
        Why.FULL: _l("File %(number)d was not taken: we cannot keep more files here."),
        Why.CROWDED: _l(
            "File %(number)d was not taken: too much arrives just now. "
            "Please send it again in a minute."
        ),
        Why.UNKNOWN: _l(
            "File %(number)d was not taken: we could not find a picture or a voice note in it. "
            "We can open JPEG, PNG, GIF, WebP, M4A, MP3, OGG and WAV, and no videos."
        ),
        Why.HEIC: _l(
            "File %(number)d was not taken: we cannot open pictures of the kind HEIC. "
            "You can send a screenshot of it."
        ),
        Why.BROKEN: _l("File %(number)d was not taken: it is empty or damaged."),
    }
)


def in_words(fates: Sequence[Fate]) -> list[str]:
    """A line about those that we have, and one for each that we have not."""
    taken = sum(fate.why is None for fate in fates)
    refused = [str(_WHY[fate.why]) % {"number": fate.number} for fate in fates if fate.why]
    lines = [ngettext("We have %(num)d file.", "We have %(num)d files.", taken)] if taken else []
    if refused:
        refused.append(_("Your words are not affected. You can send files in your messages."))
    return lines + refused


def kind_in_words(kind: SentKind) -> str:
    return _("A picture") if kind is SentKind.PICTURE else _("A voice note")
