"""The order of the form's pages: decided here, from the answers, never in the browser."""

from enum import StrEnum
from typing import Final

from helpline.intake.public.draft import Draft


class Step(StrEnum):
    """One page with one question each, or one with all of them."""

    SHORT = "short"
    """All questions at once, for a slow connection; only for those who chose it."""
    DANGER = "danger"
    DETAILS = "details"
    """Where, who, what, how to reach; only where there is danger."""
    TOLD = "told"
    """People on duty were told; only where they were."""
    NOTICE = "notice"
    WISH = "wish"
    WORDS = "words"
    REACH = "reach"
    CALL = "call"
    """Only for those who want to be called."""
    CHECK = "check"


ORDER: Final = tuple(Step)
_ON_ONE_PAGE: Final = (Step.SHORT, Step.DETAILS, Step.TOLD)
_ONE_BY_ONE: Final = tuple(step for step in Step if step is not Step.SHORT)
_OPENED_BY: Final = {Step.DANGER: Step.DETAILS, Step.REACH: Step.CALL}


def path(draft: Draft) -> tuple[Step, ...]:
    """The pages that somebody with these answers walks through."""
    is_danger = draft.answers.get("danger") == "yes"
    wanted = {
        Step.DETAILS: is_danger,
        Step.TOLD: is_danger and bool(draft.told_at),
        Step.CALL: draft.answers.get("reach") == "call",
    }
    pages = _ON_ONE_PAGE if draft.is_short else _ONE_BY_ONE
    return tuple(step for step in pages if wanted.get(step, True))


def after(step: Step, draft: Draft) -> Step:
    """The page that follows. Who has seen the check page goes back there after a change."""
    later = (other for other in path(draft) if ORDER.index(other) > ORDER.index(step))
    last = Step.SHORT if draft.is_short else Step.CHECK
    following = next(later, last)
    if draft.is_checked and following is not _OPENED_BY.get(step):
        following = last
    return owed_first(following, draft) or following


def owed_first(step: Step, draft: Draft) -> Step | None:
    """What must come before this page, whatever was posted: danger, and then the notice (R20)."""
    if not draft.answers.get("danger"):
        return Step.SHORT if draft.is_short else Step.DANGER
    if not draft.notice_version and ORDER.index(step) > ORDER.index(Step.NOTICE):
        return Step.SHORT if draft.is_short else Step.NOTICE
    return None


def owed_before_sending(draft: Draft) -> Step | None:
    """As above; and whoever says on the one page that there is danger is asked about it first."""
    is_asked = "where" in draft.answers or Step.DETAILS not in path(draft)
    if owed := owed_first(Step.CHECK, draft):
        return owed
    return Step.DETAILS if draft.is_short and not is_asked else None


def before(step: Step, draft: Draft) -> Step | None:
    """The page to go back to; none before the first."""
    earlier = [other for other in path(draft) if ORDER.index(other) < ORDER.index(step)]
    return earlier[-1] if earlier else None


def named(name: str | None) -> Step:
    """The step that a post names; the first one if it names none of ours."""
    return Step(name) if name in set(ORDER) else Step.DANGER


def is_about_work(draft: Draft) -> bool:
    """Whether a professional asks: what makes a call safe at home is not asked then."""
    return draft.answers.get("wish") == "question"
