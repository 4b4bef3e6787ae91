"""A faulty policy is refused with all its faults, in words that name file and field."""

import re
from pathlib import Path

import pytest

from helpline.policy import Kept, Policy, PolicyFaults
from tests.policies import with_logo
from tests.policy.conftest import DEMONSTRATION, FaultsIn

TURKISH_PAGES = '"tr", "fa", "so", "ru", "uk", '
TURKISH_NAME = 'tr = "Aile Danışma Hattı"\n'
FAULTS = [
    ('operator = "demonstration"', 'operator = "Demo Line!"', "operator: 'Demo Line!' is not"),
    ('contact = "privacy@helpline.example.org"\n', "", "contact: is missing"),
    ('country = "DE"', 'country = "Germany"', "country: 'Germany' is not"),
    ("Europe/Berlin", "Europe/Bärlin", "time_zone: 'Europe/Bärlin' is not"),
    ('["en", "de", "ar", ', '["en", "de", "ar", "xx", ', "languages[4]: 'xx' is not a language"),
    (TURKISH_NAME, "", "name.tr: is missing, and tr is one of the"),
    ('de = "Anlaufstelle für Familien"\n', "", "name.de: is missing, and de is one of the"),
    ('["en", "de", "ar", ', '["en", "de", "ar", "de", ', "languages: names something twice"),
    ('["en", "de", "ar", ', '[] # ["en", ', "languages: should be a list with something in it"),
    ("+49 30 23125 100", "030 23125 100", "phone_numbers[1]: '030 23125 100' is not a telephone"),
    ('"112"', '"one one two"', "emergency_number: 'one one two' is not"),
    ("police_inside = false", 'police_inside = "no"', "police_inside: should be true or false"),
    ("police_inside = false", "police_inside = true", "police_inside: is true, and the spoken"),
    ("recording = false", "recording = true", "recording: cannot be on"),
    ('number_storage = "callback"', 'number_storage = "never"', "number_storage: never keeps"),
    ("recording = false", "recording = false\nrecordings = 1", "recordings: is not a field of the"),
    ('"advice", "support"]', '"support"]', "hours.advice: has hours, and is not one of the desks"),
    ('mon-fri = ["08:00-18:00"]', "", "hours.advice: should be days with hours"),
    ('mon-fri = ["08:00-18:00"]', "mon-fri = []", "hours.advice.mon-fri: should be a list"),
    ("[hours.advice]", "[hours.chat]", "hours.advice: is missing: a desk without hours"),
    ("[hours.advice]", "[hours.chat]", "hours.chat: is not a field of the policy"),
    ('"08:00-18:00"', '"18:00-08:00"', "hours.advice.mon-fri[1]: '18:00-08:00' is not opening"),
    ('"08:00-18:00"', '"08:00-24:30"', "hours.advice.mon-fri[1]: '08:00-24:30' is not opening"),
    ('"08:00-18:00"', '"08:00-12:00", "11:00-18:00"', "hours.advice.mon-fri: hours overlap"),
    ("mon-fri =", "fri-mon =", "hours.advice.fri-mon: 'fri-mon' is not days"),
    ("mon-fri =", "mondays =", "hours.advice.mondays: 'mondays' is not days"),
    (
        "mon-fri =",
        'wed = ["09:00-10:00"]\nmon-fri =',
        "hours.advice.mon-fri: wed has hours already",
    ),
    ("[2026-12-24,", '["Christmas",', "closed_days[1]: should be a date"),
    ("[calls]", '[signs]\nread_by = "B. Muster"\n\n[calls]', "signs.read_on: is missing"),
    ('answered_by = "nobody"', 'answered_by = "police"', "after_hours.name: is missing in en"),
    ("window_minutes = 30", "window_minutes = 0", "callback.window_minutes: 0 is less than 5"),
    ("window_minutes = 30", "window_minutes = true", "callback.window_minutes: should be a whole"),
    ('most = "7 days"', 'most = "7d"', "feedback.first_answer_at_most: '7d' is not a length"),
    ("open_days = 1", "open_days = 9", "feedback.first_answer_at_most: is shorter than the open"),
    ('most = "90 days"', 'most = "2 days"', "feedback.outcome_at_most: is shorter than"),
    ('advice = "90 days"\n', "", "retention.advice: is missing"),
    ('advice = "90 days"', 'advice = "0 days"', "retention.advice: is nothing"),
    ('unfounded = "30 days"', 'unfounded = "9 years"', "retention.hotline_unfounded: is longer"),
    ("_or_crime", "_or_gossip", "police.threshold: 'serious_harm_or_gossip' is not one of"),
    ("person = false", "person = true", "police.climbs_without_person: is true, and no rung"),
    ("person = false", "person = true", "police.climbs_without_person: is true, and the spoken"),
    ('"supervisors"', '"police"', "ladder[3].who: reaches the police without a person's decision"),
    ('"supervisors"', '"duty"', "ladder: does not rise above the people on duty"),
    ('after = "0 minutes"', 'after = "1 minute"', "ladder[1].after: should be 0 minutes"),
    ('after = "4 minutes"', 'after = "2 minutes"', "ladder[3].after: does not rise"),
    ('who = "duty"', 'who = "supervisors"', "ladder: calls nobody on duty"),
    ('["console", "ring"]', "[]", "ladder[1].channels: should be a list with something in it"),
    (
        'goes_round_after = "2 minutes"',
        'goes_round_after = "0 hours"',
        "danger.goes_round_after: is",
    ),
    ("level = 2", "level = 1", "surge[2].level: does not rise"),
    ("waiting = 40", "waiting = 15", "surge[3].suggested_when_waiting: does not rise"),
    ('longest = "180 days"', 'longest = "8 days"', "monitor.longest: is shorter than"),
    ('review_after = "30 days"', 'review_after = "0 days"', "monitor.review_after: is nothing"),
    ('"police", "police_first"', '"police_first"', "spoken: leaves out police, which no caller"),
    ('"number",\n', '"kept_draft",\n', "spoken: kept_draft says nothing to somebody on the phone"),
    ('en = "the Family Contact Point"', 'en = "  "', "name.en: '  ' is not one line of text"),
    ('en = "the Family Contact Point"', 'eng = "Contact"', "name.eng: 'eng' is not a language"),
    ("[staleness]", "[stale]", "staleness: is missing"),
    ("[staleness]", "[stale]", "stale: is not a field of the policy; did you mean staleness?"),
]


@pytest.mark.parametrize(("right", "wrong", "fault"), FAULTS)
def test_each_fault_is_named(right: str, wrong: str, fault: str, faults_in: FaultsIn) -> None:
    assert right in DEMONSTRATION

    found = faults_in(DEMONSTRATION.replace(right, wrong))

    assert any(each.startswith(f"policy.toml: {fault}") for each in found), found


def test_all_faults_are_named_at_once_and_none_is_invented(faults_in: FaultsIn) -> None:
    broken = DEMONSTRATION
    for right, wrong in (
        ('country = "DE"', 'country = "Germany"'),
        ("Europe/Berlin", "Europe/Bärlin"),
        ("+49 30 23125 100", "12"),
        ("recording = false", "recording = true\nradio = 1"),
        ('"08:00-18:00"', '"18:00-08:00"'),
        ("window_minutes = 30", "window_minutes = 0"),
        ('draft = "24 hours"\n', ""),
        ("_or_crime", "_or_gossip"),
        ('after = "4 minutes"', 'after = "2 minutes"'),
        ("level = 2", "level = 1"),
        ("person = false", "person = 7"),
    ):
        broken = broken.replace(right, wrong)

    found = faults_in(broken)

    assert len(found) == 12
    assert {each.split(": ")[1] for each in found} == {
        "country",
        "time_zone",
        "phone_numbers[1]",
        "recording",
        "radio",
        "hours.advice.mon-fri[1]",
        "callback.window_minutes",
        "retention.draft",
        "police.threshold",
        "police.climbs_without_person",
        "ladder[3].after",
        "surge[2].level",
    }


def test_a_language_that_only_the_phone_speaks_needs_a_name_too(faults_in: FaultsIn) -> None:
    on_the_phone = DEMONSTRATION.replace(TURKISH_PAGES, "").replace(TURKISH_NAME, "")

    assert "name.tr: is missing, and tr is one of calls.languages" in faults_in(on_the_phone)[0]


def test_an_empty_file_misses_every_field(faults_in: FaultsIn) -> None:
    found = faults_in("")

    assert len(found) > 20
    assert all(fault.endswith(": is missing") for fault in found)


@pytest.mark.parametrize("written", [b"operator = ", b"\xff\xfe", b"[[ladder"])
def test_what_is_not_toml_is_refused_by_name(written: bytes, tmp_path: Path) -> None:
    file = tmp_path / "torn.toml"
    file.write_bytes(written)

    with pytest.raises(PolicyFaults, match=r"torn\.toml: cannot be read"):
        Policy.load(file)


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(PolicyFaults, match="cannot be read"):
        Policy.load(tmp_path / "none.toml")


def test_everything_as_a_number_is_refused_and_never_a_crash(faults_in: FaultsIn) -> None:
    keys = re.findall(r"^(\w+) = ", DEMONSTRATION.split("\n[")[0], re.MULTILINE)

    found = faults_in("\n".join(f"{key} = 5" for key in keys))

    assert {each.split(": ")[1] for each in found} >= set(keys)


def test_the_version_changes_with_the_file(tmp_path: Path, demonstration: Policy) -> None:
    file = with_logo(tmp_path, DEMONSTRATION.replace("2 years", "3 years"))

    changed = Policy.load(file)

    assert re.fullmatch("[0-9a-f]{12}", changed.version)
    assert changed.version != demonstration.version
    assert changed.retention[Kept.SUPPORT].days == 3 * 365


def test_a_desk_may_be_left_out(tmp_path: Path) -> None:
    written = DEMONSTRATION.replace('"advice", "support"]', '"support"]')
    hours = '[hours.advice]\nmon-fri = ["08:00-18:00"]\n'
    file = with_logo(tmp_path, written.replace(hours, ""))

    assert Policy.load(file).desks == ("hotline", "support")
