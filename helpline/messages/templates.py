"""Every word that leaves by mail or text. Few sentences, and nothing about anybody.

Whoever sees the phone or the mailbox of the reader learns that there is work, and not what it is.
"""

from dataclasses import dataclass
from typing import Final

from helpline.i18n import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class Template:
    """A text takes the words and the link; a mail the subject too."""

    subject: str
    words: str
    face: str = "staff"
    """Whose pages the link leads to: staff or partner."""


SIGN_IN: Final = _l("Sign in: %(link)s")

TEMPLATES: Final = {
    "danger": Template(
        _l("Danger: please sign in now"),
        _l("Somebody is in danger and nobody has it yet. Please sign in now."),
    ),
    "danger_yours": Template(
        _l("A danger that you accepted is still open"),
        _l("You accepted a danger. It is not confirmed yet that help is there."),
    ),
    "danger_second": Template(
        _l("A second person is needed"),
        _l("A danger was stood down. A second person must confirm it."),
    ),
    "danger_review": Template(
        _l("Please look at a danger that is over"),
        _l("A danger is over, and nobody has looked back at it yet."),
    ),
    "callback_soon": Template(
        _l("You promised a call"),
        _l("You promised to call somebody. The time is near."),
    ),
    "callback_needs_you": Template(
        _l("A promised call needs somebody"),
        _l("A call was promised, and whoever promised it is not on duty. The time is near."),
    ),
    "callback_missed": Template(
        _l("A promised call was not made"),
        _l("A call was promised for this time. Nobody has noted that it was made."),
    ),
    "callback_unreached": Template(
        _l("Somebody could not be reached"),
        _l("A promised call was tried as often as you wanted, and nobody answered."),
    ),
    "text_lost": Template(
        _l("A text may not have arrived"),
        _l("A text was not delivered, or nobody knows whether it was. It is not sent again."),
    ),
    "unanswered": Template(
        _l("Somebody waits for an answer"),
        _l("A message has waited longer than we promise."),
    ),
    "voicemail_lost": Template(
        _l("A message on the phone may be lost"),
        _l("A caller may have left a message that we never got."),
    ),
    "outcome_due": Template(
        _l("Somebody should hear what came of it"),
        _l("We promised to tell somebody by now what came of it, or why we may not say."),
    ),
    "new_message": Template(
        _l("You have a new message"),
        _l("You have a new message."),
    ),
    "partner_new": Template(
        _l("Something new is waiting for you"),
        _l("Something new is waiting for you at our partner pages."),
        face="partner",
    ),
    "partner_reminder": Template(
        _l("Something is still waiting for you"),
        _l("Something is still waiting for your answer at our partner pages."),
        face="partner",
    ),
}
