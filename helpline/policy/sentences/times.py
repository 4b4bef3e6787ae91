"""When people answer, and how long an answer takes."""

from datetime import date

from helpline.clock import now
from helpline.doors import Desk
from helpline.i18n import city_of, format_date, listed, ngettext
from helpline.i18n import gettext as _
from helpline.policy.choices import AfterHours
from helpline.policy.sentences.people import in_this_language
from helpline.policy.terms import Terms
from helpline.policy.wording import hours_in_words, length_in_words


def hours(terms: Terms) -> str:
    city = city_of(terms.time_zone)
    written = {desk: hours_in_words(week.days) for desk, week in terms.hours.items()}
    if len(set(written.values())) == 1:
        return _(
            "People answer at these times: %(hours)s (time in %(city)s).",
            hours=next(iter(written.values())),
            city=city,
        )
    head = _("People answer at these times, by the clock in %(city)s.", city=city)
    return " ".join([head, *(_hours_of(desk, words) for desk, words in written.items())])


def _hours_of(desk: Desk, words: str) -> str:
    match desk:
        case Desk.SUPPORT:
            return _("Help for you and people close to you: %(hours)s.", hours=words)
        case Desk.ADVICE:
            return _("Advice for your work: %(hours)s.", hours=words)
        case Desk.HOTLINE:
            return _("Telling us about a worry: %(hours)s.", hours=words)


def closed_days(terms: Terms) -> str:
    days = [format_date(day, style="long") for day in closed_days_ahead(terms)]
    return _("On these days nobody answers: %(days)s.", days=listed(days))


def closed_days_ahead(terms: Terms) -> list[date]:
    today = now().astimezone(terms.time_zone).date()
    closed = {day for week in terms.hours.values() for day in week.closed_days}
    return sorted(day for day in closed if day >= today)


def after_hours(terms: Terms) -> str:
    outside = terms.after_hours
    match outside.answered_by:
        case AfterHours.NOBODY:
            return _(
                "Outside these hours nobody answers and nobody reads messages. "
                "In danger, call %(number)s.",
                number=terms.emergency_number,
            )
        case AfterHours.SERVICE:
            return _(
                "Outside these hours %(service)s answers the phone. "
                "Messages are read when we are back.",
                service=in_this_language(terms, outside.name),
            )
        case AfterHours.POLICE:
            return _(
                "Outside these hours the police answer the phone: %(office)s. "
                "Messages are read when we are back.",
                office=in_this_language(terms, outside.name),
            )


def first_answer(terms: Terms) -> str:
    feedback = terms.feedback
    usual = ngettext(
        "A person answers your message within %(num)d day on which we are open.",
        "A person answers your message within %(num)d days on which we are open.",
        feedback.first_answer_open_days,
    )
    longest = _("It takes at most %(time)s.", time=length_in_words(feedback.first_answer_at_most))
    return f"{usual} {longest}"


def callback(terms: Terms) -> str:
    return ngettext(
        "You can ask for a call. We agree on a time with you and call within %(num)d minute of it.",
        "You can ask for a call. We agree on a time with you and call within %(num)d minutes of "
        "it.",
        terms.callback.window_minutes,
    )


def outcome(terms: Terms) -> str:
    return _(
        "It takes at most %(time)s until we tell you what came of it, or why we may not say.",
        time=length_in_words(terms.feedback.outcome_at_most),
    )
