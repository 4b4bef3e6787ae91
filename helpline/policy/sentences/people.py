"""Who answers, and what each desk is for."""

from collections.abc import Mapping

from helpline.i18n import current_language
from helpline.i18n import gettext as _
from helpline.policy.choices import Answering, Listening
from helpline.policy.terms import Terms


def name_of(terms: Terms) -> str:
    """The operator's name in the language that is spoken now."""
    return in_this_language(terms, terms.names)


def in_this_language(terms: Terms, names: Mapping[str, str]) -> str:
    """The name for the language that is spoken now, else for the operator's first."""
    return names.get(current_language()) or names[terms.languages[0]]


def emergency(terms: Terms) -> str:
    return _(
        "If someone is in danger now, call %(number)s first. We cannot send help ourselves.",
        number=terms.emergency_number,
    )


def desk_support(_terms: Terms) -> str:
    return _(
        "Do you need help for yourself, or with someone close to you? A counsellor talks with you "
        "and helps you. We never treat what you tell us there as a report about a person."
    )


def desk_advice(_terms: Terms) -> str:
    return _(
        "Do you have a question from your work? An adviser answers it. "
        "Please do not name anyone: we keep no file on a person there."
    )


def desk_hotline(_terms: Terms) -> str:
    return _(
        "Do you want to tell us about someone who worries you? A team looks at it carefully, "
        "also at what speaks for the person, and decides what should happen."
    )


def who(terms: Terms) -> str:
    name = name_of(terms)
    match terms.answered_by:
        case Answering.COUNSELLORS:
            return _(
                "You are in touch with %(name)s. Trained counsellors answer. "
                "They are not police officers.",
                name=name,
            )
        case Answering.VOLUNTEERS:
            return _(
                "You are in touch with %(name)s. Trained volunteers answer. "
                "They are not police officers.",
                name=name,
            )
        case Answering.OFFICIALS:
            return _(
                "You are in touch with %(name)s. People who work for a public office answer. "
                "They are not police officers.",
                name=name,
            )
        case Answering.POLICE:
            return _("You are in touch with %(name)s. Police officers answer.", name=name)


def no_name(_terms: Terms) -> str:
    return _("You do not have to give your name.")


def listening(terms: Terms) -> str:
    asked = _(
        "Before anybody else joins your call, we ask you. "
        "Only where someone is in danger may we not wait for your answer."
    )
    if terms.calls.listening is Listening.ANNOUNCED:
        heard = _("A supervisor may listen to a call. You hear it before it begins.")
    else:
        heard = _("No supervisor listens in on your call.")
    return f"{heard} {asked}"


def no_recording(terms: Terms) -> str:
    if terms.calls.voicemail.offered:
        return _("We do not record calls. If you choose to leave a message, we keep the message.")
    return _("We do not record calls.")


def voicemail(_terms: Terms) -> str:
    """Beside the phone, in writing: a caller hears it when a message is offered."""
    return _(
        "If you leave a message on the phone, our phone company holds it until we have it, "
        "usually for a few minutes. Then we delete it there. Only the people at the desk that "
        "you chose can hear it, and we keep it as long as the rest of what you told us."
    )


def referral(_terms: Terms) -> str:
    return _(
        "If another service can help you better, we ask you first. "
        "They get only what you agree to, and you can take your yes back."
    )
