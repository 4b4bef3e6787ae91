"""The advice desk's form: three codes. No field of it takes a person."""

from wtforms import Form

from helpline.i18n import lazy_gettext as _l
from helpline.triage.advice.codes import PROFESSIONS, SETTINGS, TOPICS
from helpline.triage.desk.forms import choice


class QuestionForm(Form):
    profession = choice(_l("Who asks? Their profession"), list(PROFESSIONS.items()))
    topic = choice(_l("What is it about?"), list(TOPICS.items()))
    setting = choice(_l("Where do they work?"), list(SETTINGS.items()))
