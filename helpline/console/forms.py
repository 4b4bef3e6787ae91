"""Signing in, and finding a contact again."""

from wtforms import Form, SelectField, StringField
from wtforms.validators import Length

from helpline.i18n import lazy_gettext as _l


class FindForm(Form):
    """By what says nothing about a person: reference, language, state, whose it is."""

    reference = StringField(_l("Reference"), [Length(max=40)])
    language = SelectField(_l("Language"), validate_choice=False)
    state = SelectField(_l("State"), validate_choice=False)
    whose = SelectField(_l("Whose"), validate_choice=False)
