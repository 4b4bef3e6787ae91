"""Every field of the form and of the mailbox meets every odd value."""

from typing import Final

import pytest

from helpline.intake.public.filling import FORMS
from helpline.intake.public.posted import _names
from helpline.intake.public.steps import Step
from tests.intake.public.walker import Walker
from tests.rules.odd.values import BROKEN, ODD, Pair, send

OTHERS: Final = {"step", "go", "token", "danger", "nothing of ours"}
MAILBOX: Final = (
    "contact",
    "words",
    "callback",
    "sure",
    "receipt",
    "number",
    "day",
    "zone",
)
DEEDS: Final = ("", "/write", "/call", "/no-call", "/phone-code", "/panel/referrals", "/delete")


@pytest.mark.parametrize("step", FORMS)
def test_no_field_of_the_form_breaks_it(mother: Walker, step: Step) -> None:
    mother.open("contact").press(danger="no")
    token, broken = mother.fields["token"], []
    for name in sorted(_names(step) | OTHERS):
        for label, value in ODD.items():
            fields: list[Pair] = [("step", step), ("go", "next"), ("token", token)]
            kept = [each for each in fields if each[0] != name]
            answer = send(mother.browser, "/en/contact", [*kept, (name, value)])
            if answer.status_code >= BROKEN:
                broken.append((name, label, answer.status_code))

    assert broken == []


@pytest.mark.parametrize("label", ODD)
@pytest.mark.parametrize("go", ["next", "back", "send", "now"])
def test_the_whole_form_at_once_breaks_nothing(mother: Walker, label: str, go: str) -> None:
    mother.until_check(worries="mine")
    names = frozenset[str]().union(*(_names(step) for step in FORMS))
    fields: list[Pair] = [("step", "check"), ("go", go), ("token", mother.fields["token"])]

    answer = send(mother.browser, "/en/contact", [*fields, *((name, ODD[label]) for name in names)])

    assert answer.status_code < BROKEN


def test_no_field_of_the_mailbox_breaks_it(mother: Walker) -> None:
    mother.open_mailbox(mother.send(worries="mine"))
    token, broken = mother.fields["token"], []
    for deed in DEEDS:
        for names in (("token",), MAILBOX):
            for label, value in ODD.items():
                fields: list[Pair] = [("token", token)] if names is MAILBOX else []
                fields += [(name, value) for name in names]
                answer = send(mother.browser, f"/en/messages{deed}", fields)
                if answer.status_code >= BROKEN:
                    broken.append((deed, names, label, answer.status_code))

    assert broken == []
