"""Each page's questions, with what was answered before and what is posted now."""

from typing import Final

from werkzeug.datastructures import MultiDict
from wtforms import Form

from helpline.intake.public.draft import Answers
from helpline.intake.public.forms import (
    CallForm,
    DangerForm,
    DetailsForm,
    ReachForm,
    ShortForm,
    WishForm,
    WordsForm,
)
from helpline.intake.public.front_doors import desk_wanted
from helpline.intake.public.steps import Step

FORMS: Final[dict[Step, type[Form]]] = {
    Step.SHORT: ShortForm,
    Step.DANGER: DangerForm,
    Step.DETAILS: DetailsForm,
    Step.WISH: WishForm,
    Step.WORDS: WordsForm,
    Step.REACH: ReachForm,
    Step.CALL: CallForm,
}


def filled(step: Step, answers: Answers, posted: MultiDict[str, str] | None = None) -> Form:
    if step not in {Step.CALL, Step.SHORT}:
        return FORMS.get(step, Form)(posted, data=answers)
    wish = answers.get("wish", "")
    desk = desk_wanted(posted.get("wish", wish) if posted else wish)
    return FORMS[step](posted, data=answers, desk=desk)
