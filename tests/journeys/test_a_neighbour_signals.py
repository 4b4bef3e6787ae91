"""A worry is looked at by two, in words and never in numbers (story 4)."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest

from tests.journeys.houses import at_desk, written_by
from tests.people import Colleague
from tests.running import System, eventually

SHARED = pytest.mark.xdist_group("system")
LATER = pytest.mark.xdist_group("moving")
SEEN = (
    ("individual", "loss", "2"),
    ("individual", "takes_help", "unknown"),
    ("family", "trusted_adult", "4"),
    ("social", "closed_group", "3"),
    ("social", "friends_outside", "1"),
    ("motivational", "revenge", "0"),
    ("motivational", "wants_to_talk", "3"),
    ("ideological_cultural", "violence_right", "unknown"),
    ("ideological_cultural", "rejects_violence", "2"),
)
"""Level, what was looked at, how strongly it is there."""
LEVELS = (
    "The person",
    "Family",
    "Friends, school, work",
    "What drives them",
    "How they see others",
)
DATES = re.compile(r"\d{1,2} [A-Z]\w+ \d{4}|[A-Z]\w+ \d{1,2}, \d{4}|\d\d:\d\d")
SCORES = re.compile(r"score|rating|points|total|per ?cent|%", re.IGNORECASE)


@dataclass(frozen=True)
class Case:
    """One signal, and the two who assess it."""

    jonas: Colleague
    aylin: Colleague
    path: str

    @classmethod
    def opened(cls, house: System, worries: str) -> "Case":
        written_by(house, "concern", worries)
        jonas, aylin = at_desk(house, "jonas", "hotline"), at_desk(house, "aylin", "hotline")
        case = cls(jonas, aylin, jonas.find(worries))
        jonas.take()
        somebody = jonas.page.form("/signal").choices["responsible"][0]
        jonas.submit("/signal", {"about": "person", "responsible": somebody})
        return case

    def observe(self, level: str, factor: str, presence: str) -> None:
        self.jonas.open(f"{self.path}/observations/{level}")
        page = self.jonas.submit(
            "factor",
            {
                "factor": factor,
                "presence": presence,
                "trend": "same",
                "basis": "seen_by_informant",
                "confidence": "medium",
                "note": f"Noted about {factor}.",
            },
        )
        assert page.status == 200, page.words

    def look_at_everything(self) -> None:
        for seen in SEEN:
            self.observe(*seen)
        self.jonas.submit("/picture")

    def weigh(self, who: Colleague, outcome: str, **more: str) -> str:
        who.open(f"{self.path}/weighing")
        answers = {"outcome": outcome, "reasons": f"{who.username} says why.", **more}
        return who.submit("reasons", answers).words

    def both(self, outcome: str, **more: str) -> str:
        self.weigh(self.jonas, outcome, **more)
        return self.weigh(self.aylin, outcome, **more)


@pytest.fixture
def case(system: System, request: pytest.FixtureRequest) -> Case:
    return Case.opened(system, f"The young man next door: {request.node.name}")


@SHARED
def test_what_was_seen_stands_on_five_levels_in_words_and_without_a_number(case: Case) -> None:
    case.look_at_everything()

    page = case.jonas.open(f"{case.path}/signal")
    picture = page.words[page.words.index("The picture") : page.words.index("Weighing")]

    assert [level for level in LEVELS if level not in picture] == []
    for words in ("Worries", "Protects", "Not known", "Strongly there", "Noted about loss."):
        assert words in picture
    assert re.findall(r"\S*\d\S*", DATES.sub("", picture)) == []
    assert SCORES.findall(page.words) == []


@SHARED
def test_two_who_see_no_concern_end_it_and_the_neighbour_is_answered(case: Case) -> None:
    case.look_at_everything()

    assert "A second person weighs it now" in case.weigh(case.jonas, "no_concern")
    assert "jonas says why." not in case.aylin.open(f"{case.path}/signal").words
    assert "It is decided." in case.weigh(case.aylin, "no_concern")

    signal = case.jonas.open(f"{case.path}/signal").words
    assert "aylin says why." in signal
    case.jonas.open(case.path)
    case.jonas.reply("Thank you. We have looked at it with care.")
    assert "Closed" in case.jonas.submit("/close").words


@SHARED
def test_several_agencies_are_an_outcome_too(case: Case) -> None:
    case.look_at_everything()

    case.both("multi_agency")

    assert "Several agencies together" in case.jonas.open(case.path).words


@SHARED
def test_the_police_are_a_decision_of_its_own_with_a_second_reader(case: Case) -> None:
    case.look_at_everything()
    case.both("police")

    jonas, aylin = case.jonas, case.aylin
    assert "Ask without naming first." in jonas.open(f"{case.path}/disclosure").words
    facts = {"whom": "Prevention desk", "facts": "Somebody speaks of revenge."}
    jonas.submit("/questions", {**facts, "answer": "please_name"})
    jonas.submit(
        "lesser_option",
        {
            "severity": "serious_harm",
            "likelihood": "likely",
            "nearness": "weeks",
            "lesser_option": "A talk was tried twice.",
            "consent": "not_asked",
            "told_first": "too_dangerous",
            "legal_basis": "Danger to life.",
            "reasons": "He named a day.",
        },
    )
    assert "Waits for a second reader" in jonas.page.words
    with pytest.raises(KeyError):
        jonas.page.form("/read")

    read = aylin.open(f"{case.path}/disclosure").words
    assert "He named a day." in read
    assert "Write the package for the police" not in read
    aylin.submit("/read")

    decided = jonas.open(f"{case.path}/disclosure").words
    assert "Read by Aylin Kaya" in decided
    assert "Write the package for the police" in decided


@LATER
def test_what_is_monitored_comes_back_on_its_day(moving: System) -> None:
    case = Case.opened(moving, "Let us look again in a month")
    case.look_at_everything()
    day = moving.advance(timedelta(0)) + timedelta(days=30)
    case.both("monitor", monitor_until=f"{day:%Y-%m-%d}")
    assert "Look again on a set day" in case.jonas.open(case.path).words

    moving.advance(timedelta(days=31))

    jonas = at_desk(moving, "jonas", "hotline")
    due = "Look again: the day has come"
    assert eventually(lambda: due in jonas.open(case.path).words), jonas.page.words
    assert due in jonas.open("/queue").words
