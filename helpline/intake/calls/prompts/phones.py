"""What our own people hear when their phone rings. Their voicemail must learn nothing from it."""

from collections.abc import Iterator

from helpline.i18n import gettext as _
from helpline.i18n import language_name_here
from helpline.policy import current_policy


def call_waiting(language: str) -> Iterator[str]:
    yield _("This is %(name)s.", name=current_policy().name)
    yield _(
        "A caller is waiting and speaks %(language)s. To take the call, press 1. "
        "If you cannot take it, press 2.",
        language=language_name_here(language),
    )


def danger() -> Iterator[str]:
    yield _("This is %(name)s.", name=current_policy().name)
    yield _(
        "You are needed urgently: this is a danger. To take it, press 1. "
        "If you cannot take it, press 2."
    )


def connecting() -> Iterator[str]:
    yield _("Thank you. The caller is being connected.")


def taken_by_another() -> Iterator[str]:
    yield _("Somebody else has taken this already. Thank you.")


def caller_has_left() -> Iterator[str]:
    yield _("The caller has left. Thank you.")


def look_at_console() -> Iterator[str]:
    yield _("Thank you. Nobody is on the line. Please open your console now.")


def caller_is_talking() -> Iterator[str]:
    """The danger is theirs now, and the caller is with another."""
    yield _("Thank you. Somebody is talking with the caller. Please open your console now.")


def declined() -> Iterator[str]:
    yield _("All right. Goodbye.")


def broken() -> Iterator[str]:
    yield _("This did not work. Please open your console. Goodbye.")
