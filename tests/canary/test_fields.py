"""That the canary's marks stand in every field: one that is forgotten would prove nothing."""

from typing import Final

import pytest

from tests.canary.journey import Journey
from tests.canary.marks import fields_of, open_all
from tests.pages import Page

pytestmark = [pytest.mark.xdist_group("canary"), pytest.mark.timeout(600)]

NOT_KEPT: Final = frozenset({"/queue reference"})
"""Searched for, and forgotten with the answer."""
FOR_EVERYBODY: Final = "/supervisors/announcement words_"
"""Written to stand on every public page: nothing to be sealed."""


def test_every_field_for_free_words_was_filled_with_a_mark(journey: Journey) -> None:
    seen = set(journey.marks.seen)
    for person in (*journey.staff.values(), *journey.partners.values()):
        for address, html in open_all(person, [person.base + "/"]).items():
            seen |= fields_of(Page.read(address, 200, html))
    for enquirer in journey.enquirers:
        seen |= fields_of(enquirer.come_back())
        seen |= fields_of(enquirer.open("/en/contact?view=short"))

    sealed = {field for field in seen if not field.startswith(FOR_EVERYBODY)}
    forgotten = sorted(sealed - journey.marks.filled - NOT_KEPT)
    assert not forgotten, "\n".join(forgotten)
