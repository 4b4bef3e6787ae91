"""Clock faces elsewhere, who waits since when, and when a contact's time begins."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.intake.decisions import Kept, Line, decide_beginning, moment_of, waiting_since

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("wall", "zone", "moment"),
    [
        ((2026, 7, 1, 18, 0), "Europe/Berlin", (2026, 7, 1, 16, 0)),
        ((2026, 12, 1, 18, 0), "Europe/Berlin", (2026, 12, 1, 17, 0)),
        ((2026, 12, 1, 18, 0), "Asia/Kathmandu", (2026, 12, 1, 12, 15)),
        # This half hour does not exist in Berlin: the clock goes from 2:00 to 3:00.
        ((2026, 3, 29, 2, 30), "Europe/Berlin", (2026, 3, 29, 1, 0)),
        # This one comes twice: the first is meant, so that we are never late.
        ((2026, 10, 25, 2, 30), "Europe/Berlin", (2026, 10, 25, 0, 30)),
    ],
)
def test_a_clock_face_elsewhere_is_one_moment(
    wall: tuple[int, int, int, int, int], zone: str, moment: tuple[int, int, int, int, int]
) -> None:
    found = moment_of(datetime(*wall), ZoneInfo(zone))  # noqa: DTZ001  (a clock face has no zone)

    assert found == datetime(*moment, tzinfo=UTC)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),  # noqa: DTZ001  (likewise)
    st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"]),
)
def test_the_clock_there_shows_what_was_meant_or_the_end_of_a_skipped_hour(
    wall: datetime, zone: str
) -> None:
    shown = moment_of(wall, ZoneInfo(zone)).astimezone(ZoneInfo(zone)).replace(tzinfo=None)

    wanted = wall.replace(second=0, microsecond=0)
    assert wanted <= shown <= wanted + HOUR


def test_who_was_answered_does_not_wait() -> None:
    asked, answered = Line(False, NOON), Line(True, NOON + HOUR)  # noqa: FBT003

    assert waiting_since([asked]) == NOON
    assert waiting_since([asked, answered]) is None
    assert waiting_since([asked, answered, Line(False, NOON + 2 * HOUR)]) == NOON + 2 * HOUR  # noqa: FBT003


def test_two_unanswered_messages_wait_since_the_first() -> None:
    lines = [Line(False, NOON + HOUR), Line(False, NOON)]  # noqa: FBT003

    assert waiting_since(lines) == NOON


def kept(*, signal: bool, closed_at: datetime | None, decided_at: datetime | None) -> Kept:
    return Kept(
        begins_with_closing=signal,
        last_activity_at=NOON,
        closed_at=closed_at,
        decided_at=decided_at,
    )


def test_what_is_kept_counts_from_our_last_contact() -> None:
    assert decide_beginning(kept(signal=False, closed_at=None, decided_at=None)) == NOON


def test_a_signal_counts_from_the_end_of_the_matter_and_not_before() -> None:
    assert decide_beginning(kept(signal=True, closed_at=None, decided_at=None)) is None
    closed = kept(signal=True, closed_at=NOON + HOUR, decided_at=None)
    assert decide_beginning(closed) == NOON + HOUR


def test_no_concern_counts_from_that_decision() -> None:
    decided = kept(signal=True, closed_at=None, decided_at=NOON + 2 * HOUR)

    assert decide_beginning(decided) == NOON + 2 * HOUR
