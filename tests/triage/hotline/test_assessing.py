"""A signal, from the first observation to two assessors' decision."""

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus

import pytest

from helpline.clock import now
from tests.contacts import Arrive, text_of
from tests.house import House, Visitor

Staff = Callable[..., Visitor]
SEEN = {
    "presence": "3",
    "trend": "worse",
    "basis": "seen_by_informant",
    "confidence": "medium",
    "note": "Twice last week.",
}
WORRY = {"factor": "closed_group", **SEEN}
PROTECTS = {"factor": "friends_outside", **SEEN}


class Case:
    """One signal, and two assessors at it."""

    def __init__(self, staff: Staff, house: House, contact: Arrive) -> None:
        self.house = house
        self.jonas, self.aylin = staff("jonas"), staff("aylin")
        self.page = f"/hotline/{contact('hotline', 'They threaten people.')}"
        ids = {row.username: row.id for row in house.rows("SELECT id, username FROM account")}
        self.jonas_id, self.maria_id = str(ids["jonas"]), str(ids["maria"])

    def open(self, responsible: str = "") -> int:
        typed = {"about": "group", "responsible": responsible or self.jonas_id}
        return self.jonas.submit(f"{self.page}/signal", typed, at=self.page).status_code

    def observe(self, *observed: dict[str, str], level: str = "social") -> None:
        for one in observed:
            answer = self.jonas.submit(f"{self.page}/observations/{level}", one)
            assert answer.status_code == HTTPStatus.FOUND, text_of(answer.text)

    def close_picture(self) -> str:
        answer = self.jonas.submit(f"{self.page}/picture", at=f"{self.page}/signal")
        return text_of(answer.text)

    def ready(self) -> "Case":
        self.open()
        self.observe(WORRY, PROTECTS)
        self.close_picture()
        return self

    def weigh(self, who: Visitor, outcome: str, **more: str) -> str:
        typed = {"outcome": outcome, "reasons": f"Because of {outcome}.", **more}
        answer = who.submit(f"{self.page}/weighing", typed)
        return text_of(answer.text if answer.status_code != 302 else who.get(answer.location).text)

    def both(self, outcome: str, **more: str) -> None:
        self.weigh(self.jonas, outcome, **more)
        self.weigh(self.aylin, outcome, **more)

    @property
    def signal(self) -> object:
        return self.house.rows("SELECT * FROM hotline_signal")[0]

    def outcome(self) -> str | None:
        found: str | None = self.house.rows("SELECT outcome FROM hotline_signal")[0].outcome
        return found

    def seen(self, who: Visitor | None = None) -> str:
        return text_of((who or self.jonas).get(f"{self.page}/signal").text)


@pytest.fixture
def case(staff: Staff, house: House, contact: Arrive) -> Case:
    return Case(staff, house, contact)


def test_an_assessment_has_one_responsible_person_of_this_desk(case: Case) -> None:
    typed = {"about": "person", "responsible": ""}
    answer = case.jonas.submit(f"{case.page}/signal", typed, at=case.page)
    assert answer.status_code == 422
    assert case.open(responsible=case.maria_id) == 422
    assert case.open() == HTTPStatus.FOUND
    assert "Jonas Weber" in case.seen()


def test_a_signal_is_opened_once(case: Case) -> None:
    case.open()

    typed = {"about": "person", "responsible": case.jonas_id, "csrf_token": ""}
    answer = case.aylin.submit(f"{case.page}/signal", typed, at="/")

    assert case.house.count("hotline_signal") == 1
    assert answer.status_code in {400, 409}


def test_without_the_protective_side_the_picture_cannot_be_closed(case: Case) -> None:
    case.open()
    assert "Nothing has been looked at yet." in case.close_picture()

    case.observe(WORRY)
    assert "Look at what protects as well" in case.close_picture()

    case.observe({**PROTECTS, "presence": "unknown"})
    case.close_picture()
    assert "closed the picture" in case.seen()


def test_the_picture_says_words_and_never_a_number_for_a_person(case: Case) -> None:
    case.open()
    case.observe(WORRY, {**PROTECTS, "presence": "unknown"})

    seen = case.seen()

    assert "Clearly there" in seen
    assert "Twice last week." in seen
    for word in ("score", "Score", "total", "%", "points"):
        assert word not in seen


def test_what_is_too_old_counts_as_not_known(
    case: Case, move_clock: Callable[[timedelta], None], staff: Staff
) -> None:
    case.ready()

    move_clock(timedelta(days=91))

    assert "Too old: counts as not known" in case.seen(staff("jonas"))


def test_two_assessors_who_agree_decide(case: Case) -> None:
    case.ready()

    case.weigh(case.jonas, "multi_agency")
    assert case.outcome() is None
    case.weigh(case.aylin, "multi_agency")

    assert case.outcome() == "multi_agency"


def test_nobody_agrees_with_themselves(case: Case) -> None:
    case.ready()
    case.weigh(case.jonas, "no_concern")

    assert "A second person must weigh it now." in case.weigh(case.jonas, "no_concern")
    assert case.outcome() is None


def test_the_second_assessor_sees_the_first_conclusion_only_afterwards(case: Case) -> None:
    case.ready()
    case.weigh(case.jonas, "no_concern")

    assert "Because of no_concern." not in case.seen(case.aylin)
    case.weigh(case.aylin, "no_concern")
    assert "Because of no_concern." in case.seen(case.aylin)


def test_assessors_who_differ_weigh_anew_in_the_next_round(case: Case) -> None:
    case.ready()

    case.weigh(case.jonas, "no_concern")
    assert "You concluded differently." in case.weigh(case.aylin, "police")
    case.weigh(case.jonas, "multi_agency")
    assert case.outcome() is None
    case.weigh(case.aylin, "multi_agency")

    assert case.outcome() == "multi_agency"
    assert case.house.count("hotline_weighing") == 4


def test_opinions_of_different_rounds_do_not_make_a_decision(case: Case) -> None:
    case.ready()
    case.weigh(case.jonas, "no_concern")
    case.weigh(case.aylin, "police")

    case.weigh(case.jonas, "police")

    assert case.outcome() is None


def test_a_picture_must_be_closed_before_it_is_weighed(case: Case) -> None:
    case.open()
    case.observe(WORRY, PROTECTS)

    assert "Close the picture first" in case.weigh(case.jonas, "no_concern")


def test_a_new_observation_opens_a_weighed_picture_again(case: Case) -> None:
    case.ready()
    case.both("no_concern")

    case.observe({**WORRY, "presence": "4"})

    assert case.outcome() is None
    assert "Changed" in case.seen()
    assert "Close the picture first" in case.weigh(case.jonas, "no_concern")


def test_monitoring_needs_a_day_that_the_policy_allows(case: Case) -> None:
    case.ready()
    today = now().date()

    for until in ("", str(today), str(today + timedelta(days=400))):
        words = case.weigh(case.jonas, "monitor", monitor_until=until)
        assert "Choose a day to look again" in words
    assert case.house.count("hotline_weighing") == 0


def test_on_its_day_a_monitored_signal_stands_in_the_queue_again(
    case: Case,
    staff: Staff,
    settle: Callable[[], int],
    move_clock: Callable[[timedelta], None],
) -> None:
    case.ready()
    case.both("monitor", monitor_until=str(now().date() + timedelta(days=30)))
    assert "It can be closed after somebody has looked again" in text_of(
        case.jonas.submit(f"{case.page}/close", at=case.page).text
    )
    settle()
    assert case.outcome() == "monitor"

    move_clock(timedelta(days=31))
    settle()

    assert case.outcome() is None
    assert "Look again: the day has come" in staff("jonas").get("/queue").text


def test_a_review_that_nobody_does_stands_before_the_supervisors(
    case: Case,
    staff: Staff,
    settle: Callable[[], int],
    move_clock: Callable[[timedelta], None],
) -> None:
    case.ready()
    case.both("monitor", monitor_until=str(now().date() + timedelta(days=30)))
    move_clock(timedelta(days=31))
    settle()
    assert "Look at a monitored signal again" not in staff("sara").get("/supervisors").text

    move_clock(timedelta(days=4))
    settle()

    assert "Look at a monitored signal again" in staff("sara").get("/supervisors").text


def test_an_undecided_signal_cannot_be_closed(case: Case) -> None:
    case.open()

    answer = case.jonas.submit(f"{case.page}/close", at=case.page)

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Two assessors must decide" in text_of(answer.text)


def test_no_concern_shortens_what_is_kept(case: Case) -> None:
    case.ready()
    case.both("no_concern")
    case.jonas.submit(f"{case.page}/close", at=case.page)

    row = case.house.rows(
        "SELECT due_at, created_at FROM obligation WHERE kind = 'retention.erase'"
        " AND state = 'open'"
    )[0]
    assert row.due_at - row.created_at <= timedelta(days=30, minutes=1)


def test_an_erased_contact_leaves_an_outcome_and_no_word(
    case: Case, settle: Callable[[], int], move_clock: Callable[[timedelta], None]
) -> None:
    case.ready()
    case.both("no_concern")
    case.jonas.submit(f"{case.page}/replies", {"words": "Thank you."}, at=case.page)
    case.jonas.submit(f"{case.page}/close", at=case.page)

    move_clock(timedelta(days=40))
    settle()

    assert case.house.rows("SELECT state FROM contact")[0].state == "erased"
    assert case.house.count("hotline_observation") == 0
    assert case.house.count("hotline_weighing") == 0
    assert case.outcome() == "no_concern"


def test_a_support_handler_is_refused_at_every_page_of_a_signal(case: Case, staff: Staff) -> None:
    case.ready()
    maria = staff("maria")

    for path in ("", "/signal", "/weighing", "/disclosure", "/observations/social"):
        answer = maria.get(f"{case.page}{path}")
        assert answer.status_code == HTTPStatus.FORBIDDEN
        assert "threaten" not in answer.text
