"""Which service comes first, what may be told, when somebody is reminded."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.referrals.decisions import (
    Nudge,
    Offer,
    Wish,
    decide_nudge,
    decide_release,
    rank_services,
)
from helpline.referrals.releasable import RELEASABLE

PLAIN = Offer(
    service_id=uuid4(),
    name="A service",
    needs=frozenset({"family-counselling"}),
    languages=frozenset({"ar"}),
    places=frozenset({"Berlin"}),
    capacity="open",
    waiting_days=5,
    is_vetted=True,
    has_agreement=True,
)
WISH = Wish("family-counselling", "ar", "berlin")
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
codes = st.sampled_from([*RELEASABLE, "diagnosis", "religion"])


def test_what_fits_says_why() -> None:
    (match,) = rank_services([PLAIN], WISH)

    assert match.reasons == ("need", "language", "place", "capacity")
    assert match.warnings == ()


@pytest.mark.parametrize(
    "worse",
    [
        {"needs": frozenset()},
        {"languages": frozenset({"de"})},
        {"places": frozenset({"Hamburg"})},
        {"places": frozenset({"*"})},
        {"capacity": "full"},
        {"waiting_days": 90},
        {"waiting_days": None},
        {"is_vetted": False},
        {"has_agreement": False},
    ],
)
def test_each_shortcoming_puts_a_service_further_down(worse: dict[str, object]) -> None:
    lesser = replace(PLAIN, name="A lesser one", **worse)  # type: ignore[arg-type]

    assert [m.offer.name for m in rank_services([lesser, PLAIN], WISH)] == [
        "A service",
        "A lesser one",
    ]


def test_without_an_agreement_even_the_best_fit_comes_last() -> None:
    unfit = replace(PLAIN, name="Unfit", needs=frozenset(), languages=frozenset())
    bare = replace(PLAIN, name="No agreement", has_agreement=False)

    assert rank_services([bare, unfit], WISH)[-1].offer.name == "No agreement"


@pytest.mark.parametrize(
    ("change", "warning"),
    [
        ({"is_vetted": False}, "unvetted"),
        ({"has_agreement": False}, "no_agreement"),
        ({"capacity": "full"}, "full"),
        ({"capacity": "limited"}, "limited"),
    ],
)
def test_warnings_are_not_hidden(change: dict[str, object], warning: str) -> None:
    (match,) = rank_services([replace(PLAIN, **change)], WISH)  # type: ignore[arg-type]

    assert warning in match.warnings


@given(
    written=st.dictionaries(codes, st.text()),
    consented=st.sets(codes),
    agreed=st.sets(codes),
)
def test_a_package_holds_released_fields_and_no_others(
    written: dict[str, str], consented: set[str], agreed: set[str]
) -> None:
    release = decide_release(written, consented=consented, agreed=agreed)

    filled = {code for code, text in written.items() if text.strip()}
    assert release.fields.keys() == filled & consented & agreed
    assert all(text == written[code].strip() for code, text in release.fields.items())
    assert set(release.outside_consent) == filled - consented
    assert set(release.outside_agreement) == filled - agreed


def test_a_partner_has_two_days_to_answer_then_is_reminded_then_a_counsellor_decides() -> None:
    def nudge(after: timedelta, reminded_at: datetime | None = None) -> Nudge:
        return decide_nudge(
            state="requested", changed_at=NOON, reminded_at=reminded_at, moment=NOON + after
        )[0]

    assert nudge(timedelta(days=1)) is Nudge.WAIT
    assert nudge(timedelta(days=2)) is Nudge.REMIND
    reminded = NOON + timedelta(days=2)
    assert nudge(timedelta(days=3), reminded) is Nudge.WAIT
    assert nudge(timedelta(days=4), reminded) is Nudge.GIVE_BACK


def test_an_answer_starts_the_patience_anew() -> None:
    nudge, _again = decide_nudge(
        state="accepted",
        changed_at=NOON,
        reminded_at=NOON - timedelta(hours=1),
        moment=NOON + timedelta(days=7),
    )

    assert nudge is Nudge.REMIND


@pytest.mark.parametrize("state", ["rejected", "completed", "cancelled"])
def test_nobody_is_reminded_of_what_has_ended(state: str) -> None:
    nudge, _again = decide_nudge(state=state, changed_at=NOON, reminded_at=None, moment=NOON)

    assert nudge is Nudge.DONE
