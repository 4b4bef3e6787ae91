"""Signing in, and finding a contact again."""

from wtforms import Form, PasswordField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from helpline.i18n import lazy_gettext as _l
from helpline.text import clean


class SignInForm(Form):
    username = StringField(
        _l("Name"),
        [InputRequired(_l("Please type your name.")), Length(max=120)],
        filters=[lambda typed: clean(typed or "").strip()],
    )
    password = PasswordField(
        _l("Password"), [InputRequired(_l("Please type your password.")), Length(max=1024)]
    )


class FindForm(Form):
    """By what says nothing about a person: reference, language, state, whose it is."""

    reference = StringField(_l("Reference"), [Length(max=40)])
    language = SelectField(_l("Language"), validate_choice=False)
    state = SelectField(_l("State"), validate_choice=False)
    whose = SelectField(_l("Whose"), validate_choice=False)
