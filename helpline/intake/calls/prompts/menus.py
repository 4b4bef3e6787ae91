"""What is asked of a caller."""

from collections.abc import Iterator
from dataclasses import dataclass

from helpline.i18n import gettext as _
from helpline.i18n import language_name
from helpline.intake.calls.addresses import spoken_web_address
from helpline.intake.calls.decisions.moves import CODE_KEY, MORE_KEY
from helpline.intake.calls.decisions.pages import has_pages, page_of
from helpline.intake.calls.prompts.speaking import Varying, said, said_in_each
from helpline.policy import current_policy
from helpline.providers import Spoken


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What can be chosen at the number that was dialled."""

    wishes: tuple[str, ...]
    """None where the number is one desk's: then nobody is asked."""
    with_code: bool = False


def languages(offered: tuple[str, ...], page: int) -> tuple[Spoken, ...]:
    """Each language in its own voice, danger first; its own key is the last that it names.

    Who waits for a language of another page is told in it where to find it.
    """
    shown = page_of(offered, page)
    menu = [passage for key, code in enumerate(shown, start=1) for passage in _language(code, key)]
    elsewhere = tuple(code for code in offered if code not in shown)
    more = said_in_each((*shown[:1], *elsewhere), press_for_more) if has_pages(offered) else ()
    return (*menu, *more)


def desks(
    language: str, choices_: Choices, *, with_notice: bool, very_many: bool = False
) -> tuple[Spoken, ...]:
    """Danger, whether we are overrun, who we are and what we promise, and what they may want."""

    def words() -> Iterator[str]:
        yield from press_for_danger()
        if very_many:
            yield from surge()
        if with_notice:
            yield from (clause.text for clause in current_policy().spoken_notice())
        yield from choices(choices_)

    return said(language, words)


def misunderstood(language: str, pressed: str) -> tuple[Spoken, ...]:
    """Kindly, before the same is asked again."""
    return said(language, lambda: [again(pressed)])


def press_for_danger() -> Iterator[str]:
    yield _("If someone is in danger now, press 0.")


def press_for_danger_in_an_entry() -> Iterator[str]:
    """Of several keys: the carrier waits for more of them, or for the one that says done."""
    yield _("If someone is in danger now, press 0 and then the hash key.")


def danger() -> Iterator[str]:
    yield from danger_first()
    yield _("To go back, press any other key.")


def danger_first() -> Iterator[str]:
    """The emergency number before anything of ours; short, where it is said in many languages."""
    yield _(
        "If someone is in danger now, hang up and call %(number)s.",
        number=current_policy().emergency_number,
    )
    yield _("We cannot send help ourselves.")
    yield _("If you want one of us to talk with you now because there is danger, press 1.")


def danger_again() -> Iterator[str]:
    """They have told us before: what happens for them now."""
    yield _("If you can, hang up and call %(number)s.", number=current_policy().emergency_number)
    yield _(
        "We know that there is danger, and we are calling our people on duty for you. "
        "Please stay on the line."
    )
    yield _("To wait for them, press any key.")


def surge() -> Iterator[str]:
    """Very many people call at once: the truth first, and what can be done instead."""
    yield _("Very many people are trying to reach us at the moment.")
    yield _("It may take longer than usual until somebody answers you.")
    yield _("In an emergency, call %(number)s.", number=current_policy().emergency_number)
    yield you_can_write()


def you_can_write() -> str:
    return Varying(
        _(
            "You can also write to us without giving your name: %(page)s.",
            page=spoken_web_address(),
        ),
        steady=_("You can also write to us on our website, without giving your name."),
    )


def after() -> Iterator[str]:
    yield from press_for_danger()
    yield _("The person you talked with has left the call.")
    yield _("To talk with someone again, press 1. Otherwise you can hang up.")


def press_for_more() -> Iterator[str]:
    yield _("For more languages, press %(key)s.", key=MORE_KEY)


def press_for_language(code: str, key: int) -> Iterator[str]:
    """To be said in this language."""
    yield _("For %(language)s, press %(key)s.", language=language_name(code), key=key)


def _language(code: str, key: int) -> tuple[Spoken, ...]:
    return said(code, press_for_danger) + said(code, lambda: press_for_language(code, key))


def choices(offered: Choices) -> Iterator[str]:
    for key, wish in enumerate(offered.wishes, start=1):
        yield _wish(wish, key)
    if offered.with_code:
        yield _("If you have a code from our web page, press %(key)s.", key=CODE_KEY)
    yield _(
        "You can press the star key at any time. "
        "The call then ends, and we say nothing about why you called."
    )
    if not offered.wishes:
        yield _("To go on, press 1 or wait.")


def _wish(wish: str, key: int) -> str:
    match wish:
        case "someone_close":
            return _("If you want help with someone close to you, press %(key)s.", key=key)
        case "myself":
            return _("If you want help for yourself, press %(key)s.", key=key)
        case "question":
            return _("If you work with people and have a question, press %(key)s.", key=key)
        case _:
            return _("If you want to report a concern about someone, press %(key)s.", key=key)


def again(pressed: str) -> str:
    if pressed:
        return _("This key does nothing here. Please listen once more.")
    return _("We did not notice a key. Please listen once more.")
