"""A wish to be called, from what was typed: in the form, and in the mailbox."""

from helpline.clock import now
from helpline.doors import Desk
from helpline.intake.actions.arriving import CallWish
from helpline.intake.public.draft import Answers
from helpline.intake.public.times import Wanted, moment_for, safe_times
from helpline.messages import texts_are_offered
from helpline.phone import E164, parse_number
from helpline.policy import current_policy


def call_wish(answers: Answers, desk: Desk) -> CallWish | None:
    """What was checked by the form of the call; None where no number can be read."""
    number = parse_number(answers.get("number", ""), current_policy().country)
    if not isinstance(number, E164):
        return None
    wanted = Wanted(
        day=answers.get("day", ""), time=answers.get("time", ""), zone=answers.get("zone", "")
    )
    safe = safe_times(answers)
    return CallWish(
        number=number.number,
        asked=f"{wanted.day}|{wanted.time}|{wanted.zone}",
        wanted_at=moment_for(wanted, desk, safe) or now(),
        time_zone=wanted.zone,
        voicemail_allowed=answers.get("voicemail") == "yes",
        texts_allowed=answers.get("texts") == "yes" and texts_are_offered(),
        name_to_say=answers.get("name_to_say", ""),
        code_word=answers.get("code_word", ""),
        safe=safe,
    )
