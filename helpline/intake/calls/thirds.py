"""Who may be brought into a call, and where their phone is.

A room ahead of intake (referrals knows the counselling services) makes one ``Source`` and
``wiring.py`` registers it; intake never imports the room. A choice is named on the page; its
number is looked up by the worker, when it rings, and is stored nowhere.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from helpline.db import transaction
from helpline.doors import Desk
from helpline.intake.models import Call, ThirdKind
from helpline.people import colleagues_on_duty, reachable
from helpline.policy import current_policy
from helpline.vault.secret import Secret


@dataclass(frozen=True, slots=True)
class Third:
    """Somebody who may be brought in."""

    kind: ThirdKind
    ref: str
    name: str
    languages: tuple[str, ...] = ()
    is_fitting: bool = True
    """Speaks the caller's language."""


@dataclass(frozen=True, slots=True, repr=False)
class Phone(Secret):
    """Where somebody is rung, and in which language they are asked."""

    number: str
    languages: tuple[str, ...] = ()
    account_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, during which call."""

    call: Call
    account_id: UUID
    desk: Desk | None
    """None in danger: then whoever is on duty may be asked."""


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of people who may be brought in."""

    kind: ThirdKind
    choices: Callable[[Asking], list[Third]]
    """Through the door of the page: the desk's, or danger's."""
    phone_of: Callable[[str], Phone | None]
    """Through the worker's door, outside of transactions. None: there is no phone now."""


def _interpreters(asking: Asking) -> list[Third]:
    """Those who speak the caller's language first."""
    language = asking.call.language
    found = [
        Third(
            ThirdKind.INTERPRETER,
            each.name,
            each.name,
            each.languages,
            is_fitting=language is None or language in each.languages,
        )
        for each in current_policy().interpreters
    ]
    return sorted(found, key=lambda third: not third.is_fitting)


def _interpreter_phone(name: str) -> Phone | None:
    found = (each for each in current_policy().interpreters if each.name == name)
    return next((Phone(each.number, each.languages) for each in found), None)


def _colleagues(asking: Asking) -> list[Third]:
    """On duty and trained for this desk, and supervisors: nobody of another desk learns of it."""
    return [
        Third(ThirdKind.COLLEAGUE, str(each.id), each.display_name, each.languages)
        for each in colleagues_on_duty(asking.desk)
        if each.id != asking.account_id
    ]


def _colleague_phone(account_id: str) -> Phone | None:
    with transaction():
        person = reachable(UUID(account_id))
    if person is None or not person.ring_address:
        return None
    return Phone(person.ring_address, person.languages, person.id)


def _police(_asking: Asking) -> list[Third]:
    return [Third(ThirdKind.POLICE, ThirdKind.POLICE, current_policy().police.name)]


def _police_phone(_ref: str) -> Phone | None:
    policy = current_policy()
    return Phone(policy.police.number, policy.languages)


_sources: Final[dict[ThirdKind, Source]] = {
    ThirdKind.INTERPRETER: Source(ThirdKind.INTERPRETER, _interpreters, _interpreter_phone),
    ThirdKind.COLLEAGUE: Source(ThirdKind.COLLEAGUE, _colleagues, _colleague_phone),
    ThirdKind.POLICE: Source(ThirdKind.POLICE, _police, _police_phone),
}


def register(source: Source) -> None:
    """Offer these people, too. Safe to say twice."""
    _sources[source.kind] = source


def choices(asking: Asking) -> list[Third]:
    """Everybody who may be asked now, kind by kind."""
    known = [_sources[kind] for kind in ThirdKind if kind in _sources]
    return [third for source in known for third in source.choices(asking)]


def chosen(asking: Asking, key: str) -> Third | None:
    """The one whose ``key_of`` this is, if they may be asked."""
    return next((third for third in choices(asking) if key_of(third) == key), None)


def key_of(third: Third) -> str:
    return f"{third.kind}:{third.ref}"


def phone_of(kind: ThirdKind, ref: str) -> Phone | None:
    source = _sources.get(kind)
    return source.phone_of(ref) if source else None
