"""The starter set of what an assessor looks at, in our own words; practitioners review it.

Never a belief, a religion, how devout somebody is, an opinion, an origin: none of that is a
worry here, and the evidence for it is the weakest. A code stays; its words may have variants.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from helpline.i18n import lazy_gettext as _l
from helpline.triage.hotline.codes import Level, Side


@dataclass(frozen=True, slots=True)
class Factor:
    """One thing to look at."""

    code: str
    level: Level
    side: Side
    words: str


def _of(level: Level, side: Side, **words: str) -> Iterable[Factor]:
    return (Factor(code, level, side, text) for code, text in words.items())


FACTORS: Final = (
    *_of(
        Level.INDIVIDUAL,
        Side.RISK,
        loss=_l("A recent loss or humiliation"),
        distress=_l("Distress or trauma that nobody treats"),
        impulse=_l("Acts on impulse, seeks thrill"),
        earlier_violence=_l("Was violent before"),
    ),
    *_of(
        Level.INDIVIDUAL,
        Side.PROTECTIVE,
        calms_down=_l("Copes, and can calm down"),
        takes_help=_l("Accepts help or treatment"),
        doubt_empathy=_l("Shows doubt or empathy"),
        own_plans=_l("Has plans of their own"),
    ),
    *_of(
        Level.FAMILY,
        Side.RISK,
        violence_at_home=_l("Violence at home, or contact broken off"),
        violent_relative=_l("A relative in a violent group"),
        sibling_left=_l("A brother or sister left or died"),
        parents_alone=_l("The parents are isolated"),
    ),
    *_of(
        Level.FAMILY,
        Side.PROTECTIVE,
        trusted_adult=_l("At least one adult whom they trust"),
        stays_in_touch=_l("The parents stay in touch and ask"),
        stable_home=_l("A stable home"),
        family_takes_help=_l("The family accepts help"),
    ),
    *_of(
        Level.SOCIAL,
        Side.RISK,
        closed_group=_l("A closed group; old friends dropped"),
        left_school_work=_l("Left school or work"),
        alone_online=_l("Alone, and mostly online"),
        excluded=_l("Was excluded or attacked"),
    ),
    *_of(
        Level.SOCIAL,
        Side.PROTECTIVE,
        friends_outside=_l("Friends outside the group"),
        school_work_tie=_l("A tie to school or work"),
        club_mentor=_l("A club or a mentor"),
        local_professional=_l("A good tie to a professional nearby"),
    ),
    *_of(
        Level.MOTIVATIONAL,
        Side.RISK,
        revenge=_l("Wants revenge"),
        status_adventure=_l("Seeks status, adventure or the part of a rescuer"),
        recruiter=_l("Under pressure from somebody who recruits"),
        wants_to_leave=_l("Wants to leave for a fight or a group"),
    ),
    *_of(
        Level.MOTIVATIONAL,
        Side.PROTECTIVE,
        disappointed=_l("Disappointed in the group"),
        reasons_to_stay=_l("Has reasons to stay"),
        fears_consequences=_l("Fears the consequences"),
        wants_to_talk=_l("Wants to talk"),
    ),
    *_of(
        Level.IDEOLOGICAL_CULTURAL,
        Side.RISK,
        less_than_human=_l("Speaks of others as less than human"),
        violence_right=_l("Says that violence is right"),
        only_us_or_them=_l("Knows only us or them"),
        duty_to_avenge=_l("Speaks of honour or a duty to avenge"),
    ),
    *_of(
        Level.IDEOLOGICAL_CULTURAL,
        Side.PROTECTIVE,
        lives_with_others=_l("Can live with other views"),
        rejects_violence=_l("Rejects violence"),
        moderate_voice=_l("Listens to a respected, moderate voice"),
        civic_life=_l("Takes part in the life of the community"),
    ),
)
BY_CODE: Final = {factor.code: factor for factor in FACTORS}
