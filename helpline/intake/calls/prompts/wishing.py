"""With whom a caller would rather talk: asked where the policy asks, and never a duty."""

from collections.abc import Iterator

from helpline.i18n import current_language
from helpline.i18n import gettext as _
from helpline.intake.calls.decisions.moves import ANY_ORGANISATION
from helpline.intake.calls.prompts.menus import press_for_danger
from helpline.policy import current_policy


def gender() -> Iterator[str]:
    yield from press_for_danger()
    yield _("If you would rather talk with a woman, press 1.")
    yield _("If you would rather talk with a man, press 2.")
    yield _("If it does not matter to you, press 3 or wait.")


def organisation() -> Iterator[str]:
    yield from press_for_danger()
    for number, one in enumerate(current_policy().calls.wishes.organisations):
        name = one.name[current_language()]
        yield _(
            "If you would rather talk with somebody from %(name)s, press %(key)s.",
            name=name,
            key=2 * number + 1,
        )
        yield _(
            "If you would rather not talk with somebody from %(name)s, press %(key)s.",
            name=name,
            key=2 * number + 2,
        )
    yield _("If it does not matter to you, press %(key)s or wait.", key=ANY_ORGANISATION)


def unmatched(*, may_be_called_back: bool) -> Iterator[str]:
    """The truth: there are people, and none whom they asked for."""
    yield from press_for_danger()
    yield _("Nobody you asked for is here now.")
    yield _("To talk with anyone who is here, press 1.")
    yield _("To wait for them, press 2 or stay on the line.")
    if may_be_called_back:
        yield _("To be called back, press 3.")
