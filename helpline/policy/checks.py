"""What fields of a policy must be to one another. Fields that are faulty already are left out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from helpline.doors import Desk
from helpline.i18n import LANGUAGES
from helpline.policy.choices import AfterHours, Kept, NumberStorage, Who
from helpline.policy.codes import NOT_BY_PHONE, SPOKEN_ALWAYS, Code

Found = Mapping[str, Any]
LONGEST_MESSAGE: Final = 300
"""Seconds; about 5 MB of sound."""


@dataclass(frozen=True, slots=True)
class Check:
    """A rule over some fields, asked only when all of them could be read."""

    needs: tuple[str, ...]
    faults: Callable[[Found], Iterator[str]]


def faults_in(found: Found) -> list[str]:
    return [
        fault
        for check in CHECKS
        if all(name in found for name in check.needs)
        for fault in check.faults(found)
    ]


def _names(found: Found) -> Iterator[str]:
    for language in found["languages"]:
        if language not in found["name"]:
            yield f"name.{language}: is missing, and {language} is one of the languages"


def _names_on_the_phone(found: Found) -> Iterator[str]:
    for language in _only_on_the_phone(found):
        if language not in found["name"]:
            yield f"name.{language}: is missing, and {language} is one of calls.languages"


def _only_on_the_phone(found: Found) -> list[str]:
    return [code for code in found["calls"].languages if code not in found["languages"]]


def _recording(found: Found) -> Iterator[str]:
    if found["recording"]:
        yield "recording: cannot be on: nothing here records calls, so nobody could promise how"


def _hours(found: Found) -> Iterator[str]:
    for desk in found["desks"]:
        if not any(found["hours"].get(desk, ())):
            yield f"hours.{desk}: is missing: a desk without hours answers nobody"
    for desk in found["hours"]:
        if desk not in found["desks"]:
            yield f"hours.{desk}: has hours, and is not one of the desks"


def _after_hours(found: Found) -> Iterator[str]:
    outside = found["after_hours"]
    for language in () if outside.answered_by is AfterHours.NOBODY else found["languages"]:
        if language not in outside.name:
            yield f"after_hours.name: is missing in {language}: callers must be told who answers"


def _after_hours_on_the_phone(found: Found) -> Iterator[str]:
    outside = found["after_hours"]
    for language in () if outside.answered_by is AfterHours.NOBODY else _only_on_the_phone(found):
        if language not in outside.name:
            yield f"after_hours.name: is missing in {language}: callers must be told who answers"


def _voicemail(found: Found) -> Iterator[str]:
    if found["calls"].voicemail.longest_seconds > LONGEST_MESSAGE:
        yield (
            f"calls.voicemail.longest_seconds: is more than {LONGEST_MESSAGE}: "
            "we keep no sound as long as that"
        )


def _callback(found: Found) -> Iterator[str]:
    if found["callback"].offered and found["number_storage"] is NumberStorage.NEVER:
        yield "number_storage: never keeps a number, and callback.offered promises to call one"


def _tries(found: Found) -> Iterator[str]:
    if not found["callback"].again_after:
        yield "callback.again_after: is nothing: a phone would ring without a pause"


def _texts(found: Found) -> Iterator[str]:
    texts = found["texts"]
    if texts.offered and texts.quiet_from == texts.quiet_until:
        yield "texts.quiet_from: is when texts.quiet_until is: there would be no night"
    named = texts.signed_as.casefold()
    if any(name.casefold() in named for name in found["name"].values()):
        yield "texts.signed_as: is who we are, and whoever sees the phone would read it"


def _feedback(found: Found) -> Iterator[str]:
    feedback = found["feedback"]
    if feedback.first_answer_at_most.days < feedback.first_answer_open_days:
        yield "feedback.first_answer_at_most: is shorter than the open days until the answer"
    if feedback.outcome_at_most < feedback.first_answer_at_most:
        yield "feedback.outcome_at_most: is shorter than feedback.first_answer_at_most"


def _retention(found: Found) -> Iterator[str]:
    kept = found["retention"]
    for name, length in kept.items():
        if not length:
            yield f"retention.{name}: is nothing: what is answered must be kept until it is read"
    if kept[Kept.HOTLINE_UNFOUNDED] > kept[Kept.HOTLINE]:
        yield "retention.hotline_unfounded: is longer than retention.hotline"


def _records(found: Found) -> Iterator[str]:
    if found["calls"].records_kept > found["retention"][Kept.CALL_DETAIL]:
        yield (
            "calls.records_kept: is longer than retention.call_detail: "
            "we would forget what to delete at the carrier"
        )


def _ladder(found: Found) -> Iterator[str]:
    rungs = found["ladder"]
    if rungs[0].after:
        yield "ladder[1].after: should be 0 minutes: danger does not wait"
    if not any(rung.who is Who.DUTY for rung in rungs):
        yield "ladder: calls nobody on duty"
    if rungs[-1].who is Who.DUTY:
        yield "ladder: does not rise above the people on duty"
    for number, (below, above) in enumerate(pairwise(rungs), start=2):
        if above.after <= below.after:
            yield f"ladder[{number}].after: does not rise: rung {number - 1} is as late or later"


def _police_rung(found: Found) -> Iterator[str]:
    climbs = found["police"].climbs_without_person
    rung = next((n for n, rung in enumerate(found["ladder"], 1) if rung.who is Who.POLICE), None)
    if rung and not climbs:
        yield (
            f"ladder[{rung}].who: reaches the police without a person's decision, "
            "and police.climbs_without_person is false"
        )
    if climbs and not rung:
        yield "police.climbs_without_person: is true, and no rung of the ladder is the police"


def _going_round(found: Found) -> Iterator[str]:
    if not found["danger"].goes_round_after:
        yield "danger.goes_round_after: is nothing: the ladder would ring without a pause"


def _surge(found: Found) -> Iterator[str]:
    for number, (lower, higher) in enumerate(pairwise(found["surge"]), start=2):
        if higher.level <= lower.level:
            yield f"surge[{number}].level: does not rise"
        if higher.suggested_when_waiting <= lower.suggested_when_waiting:
            yield f"surge[{number}].suggested_when_waiting: does not rise"


def _monitor(found: Found) -> Iterator[str]:
    if not found["monitor"].review_after:
        yield "monitor.review_after: is nothing"
    if found["monitor"].longest < found["monitor"].review_after:
        yield "monitor.longest: is shorter than monitor.review_after"


def _spoken(found: Found) -> Iterator[str]:
    for code in SPOKEN_ALWAYS:
        if code not in found["spoken"]:
            yield f"spoken: leaves out {code}, which no caller may miss"
    for code in found["spoken"]:
        if code in NOT_BY_PHONE:
            yield f"spoken: {code} says nothing to somebody on the phone"


def _spoken_police(found: Found) -> Iterator[str]:
    if found["police"].climbs_without_person and Code.POLICE_CLIMBS not in found["spoken"]:
        yield (
            "police.climbs_without_person: is true, and the spoken notice does not say so "
            f"(spoken leaves out {Code.POLICE_CLIMBS})"
        )


def _spoken_inside(found: Found) -> Iterator[str]:
    if found["police_inside"] and Code.POLICE_INSIDE not in found["spoken"]:
        yield (
            "police_inside: is true, and the spoken notice does not say so "
            f"(spoken leaves out {Code.POLICE_INSIDE})"
        )


def _lines(found: Found) -> Iterator[str]:
    calls = found["calls"]
    numbers = [line.number for line in calls.lines]
    for number, line in enumerate(calls.lines, start=1):
        if line.number not in found["phone_numbers"]:
            yield f"calls.lines[{number}].number: is not one of phone_numbers"
        if numbers.index(line.number) < number - 1:
            yield f"calls.lines[{number}].number: has a line already"
        for language in line.languages:
            if language not in calls.languages:
                yield f"calls.lines[{number}].languages: {language} is not one of calls.languages"


def _lines_desk(found: Found) -> Iterator[str]:
    for number, line in enumerate(found["calls"].lines, start=1):
        if line.desk is not None and line.desk not in found["desks"]:
            yield f"calls.lines[{number}].desk: {line.desk} is not one of the desks"


def _wishes(found: Found) -> Iterator[str]:
    organisations = found["calls"].wishes.organisations
    if len(organisations) > MOST_ORGANISATIONS:
        yield f"calls.wishes.organisations: are more than {MOST_ORGANISATIONS}: no key is left"
    if len({one.slug for one in organisations}) < len(organisations):
        yield "calls.wishes.organisations: one slug names two"
    for number, one in enumerate(organisations, start=1):
        for language in found["calls"].languages:
            if language not in one.name:
                yield f"calls.wishes.organisations[{number}].name.{language}: is missing"


def _front_doors(found: Found) -> Iterator[str]:
    slugs = [door.slug for door in found["front_doors"]]
    for number, door in enumerate(found["front_doors"], start=1):
        place = f"front_doors[{number}]"
        if door.slug in OUR_PATHS or door.slug in LANGUAGES:
            yield f"{place}.slug: {door.slug} is an address of ours already"
        if slugs.index(door.slug) < number - 1:
            yield f"{place}.slug: {door.slug} is another door's"


def _front_doors_languages(found: Found) -> Iterator[str]:
    for number, door in enumerate(found["front_doors"], start=1):
        for language in door.languages:
            if language not in found["languages"]:
                yield f"front_doors[{number}].languages: {language} is not one of the languages"
            if language not in door.name:
                yield f"front_doors[{number}].name.{language}: is missing, and the door speaks it"


def _front_doors_desk(found: Found) -> Iterator[str]:
    for number, door in enumerate(found["front_doors"], start=1):
        if door.desk is Desk.HOTLINE:
            yield f"front_doors[{number}].desk: is hotline: nobody reports who did not choose to"
        elif door.desk is not None and door.desk not in found["desks"]:
            yield f"front_doors[{number}].desk: {door.desk} is not one of the desks"


OUR_PATHS: Final = frozenset({"healthz", "logo", "static", "voice"})
"""With what addresses of the public face begin that is no language."""

MOST_ORGANISATIONS: Final = 4
"""Each takes two keys of a telephone: rather these people, and rather not these."""

CHECKS: Final = (
    Check(("phone_numbers", "calls"), _lines),
    Check(("desks", "calls"), _lines_desk),
    Check(("calls",), _wishes),
    Check(("languages", "name"), _names),
    Check(("front_doors",), _front_doors),
    Check(("languages", "front_doors"), _front_doors_languages),
    Check(("desks", "front_doors"), _front_doors_desk),
    Check(("languages", "calls", "name"), _names_on_the_phone),
    Check(("recording",), _recording),
    Check(("desks", "hours"), _hours),
    Check(("after_hours", "languages"), _after_hours),
    Check(("after_hours", "languages", "calls"), _after_hours_on_the_phone),
    Check(("calls",), _voicemail),
    Check(("callback", "number_storage"), _callback),
    Check(("callback",), _tries),
    Check(("texts", "name"), _texts),
    Check(("feedback",), _feedback),
    Check(("retention",), _retention),
    Check(("calls", "retention"), _records),
    Check(("ladder",), _ladder),
    Check(("police", "ladder"), _police_rung),
    Check(("danger",), _going_round),
    Check(("surge",), _surge),
    Check(("monitor",), _monitor),
    Check(("spoken",), _spoken),
    Check(("police", "spoken"), _spoken_police),
    Check(("police_inside", "spoken"), _spoken_inside),
)
