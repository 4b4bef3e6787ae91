"""Reading a policy file: field by field, every fault collected."""

import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from helpline.doors import Desk
from helpline.policy import checks, choices, logos, terms, values
from helpline.policy.codes import Code
from helpline.policy.errors import PolicyFaults
from helpline.policy.hours import Week
from helpline.policy.shapes import (
    FAULTY,
    Place,
    Shape,
    any_number,
    at_least,
    by_name,
    one_of,
    read_fields,
    section,
    several,
)

FIELDS: Final[Mapping[str, Shape]] = {
    "operator": values.slug,
    "name": values.names,
    "contact": values.mail,
    "country": values.country,
    "time_zone": values.zone,
    "languages": several(values.language),
    "phone_numbers": several(values.number),
    "emergency_number": values.emergency,
    "answered_by": one_of(choices.Answering),
    "police_inside": values.flag,
    "recording": values.flag,
    "anonymity": section(
        terms.Anonymity,
        {
            "name_needed": values.flag,
            "network_address_kept": values.flag,
            "repeat_callers_recognised": values.flag,
        },
    ),
    "number_storage": one_of(choices.NumberStorage),
    "desks": several(one_of(Desk)),
    "hours": by_name(Desk, values.week, all_needed=False),
    "closed_days": several(values.day),
    "after_hours": section(
        terms.OutsideHours, {"answered_by": one_of(choices.AfterHours), "name": values.names}
    ),
    "calls": section(
        terms.Calls,
        {
            "languages": several(values.language),
            "ring_seconds": at_least(10),
            "listening": one_of(choices.Listening),
            "offer_after": values.duration,
            "voicemail": section(
                terms.Voicemail, {"offered": values.flag, "longest_seconds": at_least(60)}
            ),
            "records_kept": values.duration,
            "phone_code": values.flag,
            "lines": any_number(
                section(
                    terms.LineBinding,
                    {
                        "number": values.number,
                        "languages": several(values.language),
                        "desk": one_of(Desk),
                    },
                )
            ),
            "wishes": section(
                terms.Wishes,
                {
                    "gender": values.flag,
                    "organisations": any_number(
                        section(terms.Organisation, {"slug": values.slug, "name": values.names})
                    ),
                },
            ),
        },
    ),
    "interpreters": any_number(
        section(
            terms.Interpreter,
            {
                "name": values.line,
                "number": values.number,
                "languages": several(values.language),
            },
        )
    ),
    "callback": section(
        terms.Callback,
        {
            "offered": values.flag,
            "window_minutes": at_least(5),
            "remind_minutes_before": at_least(1),
            "tries": at_least(1),
            "again_after": values.duration,
        },
    ),
    "texts": section(
        terms.Texts,
        {
            "offered": values.flag,
            "quiet_from": values.clock,
            "quiet_until": values.clock,
            "signed_as": values.line,
        },
    ),
    "feedback": section(
        terms.Feedback,
        {
            "first_answer_open_days": at_least(1),
            "first_answer_at_most": values.duration,
            "outcome_at_most": values.duration,
        },
    ),
    "retention": by_name(choices.Kept, values.duration, all_needed=True),
    "deletion_on_wish": values.flag,
    "police": section(
        terms.Police,
        {
            "threshold": one_of(choices.Threshold),
            "contact": values.slug,
            "name": values.line,
            "number": values.number,
            "tells_first": values.flag,
            "climbs_without_person": values.flag,
        },
    ),
    "danger": section(
        terms.Danger,
        {
            "duty_number": values.number,
            "goes_round_after": values.duration,
            "acknowledged_within": values.duration,
            "reviewed_within": values.duration,
        },
    ),
    "ladder": several(
        section(
            terms.Rung,
            {
                "after": values.duration,
                "who": one_of(choices.Who),
                "channels": several(one_of(choices.Channel)),
            },
        )
    ),
    "surge": several(
        section(
            terms.SurgeLevel,
            {
                "level": at_least(1),
                "suggested_when_waiting": at_least(1),
                "recorded_notice_first": values.flag,
            },
        )
    ),
    "floods": section(
        terms.Floods,
        {
            "form_takes_seconds": at_least(0),
            "free_forms": at_least(20),
            "forms_a_minute": at_least(6),
        },
    ),
    "monitor": section(
        terms.Monitor, {"review_after": values.duration, "longest": values.duration}
    ),
    "staleness": section(
        terms.Staleness, {"observation": values.duration, "danger": values.duration}
    ),
    "spoken": several(one_of(Code)),
    "front_doors": several(
        section(
            terms.FrontDoor,
            {
                "slug": values.slug,
                "name": values.names,
                "languages": several(values.language),
                "desk": one_of(Desk),
                "logo": values.file_beside,
            },
        )
    ),
    "signs": section(terms.Signs, {"read_by": values.line, "read_on": values.day}),
}
_OPTIONAL: Final = ("closed_days", "front_doors", "signs")


def read(path: Path) -> dict[str, Any]:
    """The fields of Terms, by name. Raises PolicyFaults with all that is wrong."""
    try:
        written = path.read_bytes()
        table = tomllib.loads(written.decode())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PolicyFaults([f"{path.name}: cannot be read: {error}"]) from error
    faults: list[str] = []
    found = read_fields(table, Place("", faults), FIELDS, _OPTIONAL)
    readable = {key: item for key, item in found.items() if item is not FAULTY}
    faults += checks.faults_in(readable)
    faults += logos.faults_in(readable.get("front_doors", ()), path.parent)
    if faults:
        raise PolicyFaults([f"{path.name}: {fault}" for fault in faults])
    pictures = logos.logos_of(found.get("front_doors", ()), path.parent)
    version = hashlib.sha256(written).hexdigest()[:12]
    return _as_terms(found) | {"logos": pictures, "version": version}


def _as_terms(found: dict[str, Any]) -> dict[str, Any]:
    closed = frozenset(found.pop("closed_days", ()))
    zone = found["time_zone"]
    desks = found.pop("desks")
    found["names"] = found.pop("name")
    found["hours"] = {
        desk: Week(days=found["hours"][desk], zone=zone, closed_days=closed) for desk in desks
    }
    return found
