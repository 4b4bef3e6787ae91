"""Words of the operator on every public page: supervisors write them, for a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from wtforms import Field, Form, SelectField, TextAreaField
from wtforms.validators import Length

from helpline.console.surge import lengths
from helpline.i18n import LANGUAGES, language_name_here
from helpline.i18n import gettext as _
from helpline.i18n import lazy_gettext as _l
from helpline.intake.announcing import standing_announcement
from helpline.people import colleague_names
from helpline.policy import current_policy
from helpline.text import clean

LONGEST: Final = 400
"""Characters: it stands above everything else on a small screen."""
WORDS: Final = "words_"


def _cleaned(typed: str | None) -> str:
    return clean(typed or "").strip()


class AnnouncementForm(Form):
    """A text in each language of the pages, and for how long. The first language is needed."""

    hours = SelectField(_l("For how long"), coerce=int)

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401  (wtforms' own arguments)
        super().__init__(*args, **more)
        self.hours.choices = lengths()

    @property
    def texts(self) -> list[Field]:
        """In the order of the policy."""
        return [self[f"{WORDS}{code}"] for code in current_policy().languages]

    @property
    def words(self) -> dict[str, str]:
        return {field.name.removeprefix(WORDS): field.data for field in self.texts if field.data}

    def is_whole(self) -> bool:
        """Whether it can be shown to everybody; else its fields say what is wrong."""
        first = self.texts[0]
        is_right = self.validate()
        if not first.data:
            language = language_name_here(current_policy().languages[0])
            first.errors = [
                *first.errors,
                _("Please write it in this language at least (%(language)s).", language=language),
            ]
        return is_right and bool(first.data)


for _code, _language in LANGUAGES.items():
    _too_long = Length(max=LONGEST, message=_l("This is too long. Please shorten it."))
    setattr(
        AnnouncementForm,
        f"{WORDS}{_code}",
        TextAreaField(_language.name, [_too_long], filters=[_cleaned]),
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands on every public page now."""

    words: Mapping[str, str]
    ends_at: datetime
    begun_by: str


def board(refused: AnnouncementForm | None = None) -> dict[str, Any]:
    """For the supervisors' page: what stands now, and the form; a refused one as it was typed."""
    row = standing_announcement()
    standing = None
    if row is not None:
        standing = Standing(row.words, row.ends_at, colleague_names([row.begun_by])[row.begun_by])
    written = (
        {f"{WORDS}{code}": words for code, words in standing.words.items()} if standing else {}
    )
    return {
        "announced": standing,
        "announcement_form": refused or AnnouncementForm(data=written),
    }
