"""What is said to somebody who wants to leave a message, before the tone and after it."""

from collections.abc import Iterator

from helpline.doors import Desk
from helpline.i18n import gettext as _
from helpline.i18n import ngettext
from helpline.intake.calls.prompts.menus import press_for_danger
from helpline.policy import Kept, current_policy
from helpline.policy.wording import length_in_words


def before_the_tone(desk: Desk) -> Iterator[str]:
    """Danger first; then when it is heard, by whom, and how long it is kept."""
    yield from press_for_danger()
    yield _("In an emergency, call %(number)s.", number=current_policy().emergency_number)
    yield _("You can leave us a message now. Nobody hears it at once.")
    yield _("Only people here who answer calls like yours can hear your message.")
    yield _how_long_kept(desk)
    yield _("If you want an answer, say how and when you can be reached safely.")
    minutes = current_policy().calls.voicemail.longest_seconds // 60
    yield ngettext(
        "You can speak for %(num)d minute.", "You can speak for %(num)d minutes.", minutes
    )
    yield _("Please speak after the tone. When you have finished, press the hash key or hang up.")


def go_on() -> Iterator[str]:
    """They pressed a key that means nothing here."""
    yield _("Please speak after the tone. When you have finished, press the hash key or hang up.")


def thanks() -> Iterator[str]:
    """True whether or not there is a recording: the carrier has not said so yet."""
    yield _("Thank you. What you said after the tone will be listened to when we are here.")
    yield _("In an emergency, call %(number)s. Goodbye.", number=current_policy().emergency_number)


def _how_long_kept(desk: Desk) -> str:
    kept = current_policy().retention
    if desk is Desk.HOTLINE:
        time = length_in_words(kept[Kept.HOTLINE])
        return _(
            "We keep it for at most %(time)s after we have finished with what you told us. "
            "Then we delete it.",
            time=time,
        )
    time = length_in_words(kept[Kept(desk.value)])
    return _(
        "We keep it for %(time)s after our last contact with you. Then we delete it.", time=time
    )
