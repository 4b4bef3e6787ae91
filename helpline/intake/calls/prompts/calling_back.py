"""What a handler hears who asked to be connected. The enquirer hears no machine at all."""

from collections.abc import Iterator

from helpline.i18n import gettext as _


def asked() -> Iterator[str]:
    yield _("You wanted to be connected now. To go on, press 1. If not, press 2.")


def ringing_them() -> Iterator[str]:
    yield _(
        "Thank you. Their phone is ringing now. It is quiet here until somebody answers. "
        "If a machine answers, say nothing unless they allowed it."
    )


def over() -> Iterator[str]:
    """Whether they hung up, or nobody answered."""
    yield _("Nobody is on the line now. Your console says what comes next. Thank you.")


def not_wanted() -> Iterator[str]:
    yield _("This call is not needed any more. Thank you.")
