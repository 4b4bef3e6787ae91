"""What keeps two people from answering at once, one from deciding, and a desk from a file."""

from typing import Final

from tests.prove.sabotage import Sabotage

ANSWERING: Final = "helpline/intake/actions/answering.py"
CROSSING: Final = "helpline/intake/actions/crossing.py"
DECISIONS: Final = "helpline/triage/hotline/decisions.py"
DISCLOSING: Final = "helpline/triage/hotline/actions/disclosing.py"
WEIGHING: Final = "helpline/triage/hotline/actions/weighing.py"
CONTACT_TESTS: Final = "tests/triage/test_contact_page.py"
DOOR_TESTS: Final = "tests/triage/test_wrong_door.py"
NOWHERE_TEST: Final = (
    "tests/console/test_half_typed.py"
    "::test_a_way_out_that_leads_nowhere_is_tried_once_and_hides_no_silence"
)
LOST_TESTS: Final = (
    "tests/console/test_lost.py::test_a_console_that_hears_nothing_says_so_until_it_hears_again"
)
SIGNAL_TESTS: Final = "tests/triage/hotline/test_assessing.py"
DISCLOSURE_TESTS: Final = "tests/triage/hotline/test_disclosing.py"

DESKS: Final = (
    Sabotage(
        guard="the first to take a contact has it",
        file=ANSWERING,
        text="    if contact.taken_by is not None:\n",
        instead="    if False:\n",
        test=f"{CONTACT_TESTS}::test_the_second_to_take_a_contact_is_told_who_has_it",
    ),
    Sabotage(
        guard="two who take at the same moment are told apart by a lock",
        file=ANSWERING,
        text="    db.session.refresh(contact, with_for_update=True)\n",
        instead="    assert contact\n",
        test="tests/triage/test_taking.py::test_who_takes_while_a_colleague_is_taking_waits_and_is_told",
    ),
    Sabotage(
        guard="a reply posted twice is sent once",
        file=ANSWERING,
        text="    if post_key is not None and (sent := _posted(Message, post_key)) is not None:\n",
        instead="    if (sent := None) is not None:\n",
        test=f"{CONTACT_TESTS}::test_a_reply_posted_twice_is_sent_once",
    ),
    Sabotage(
        guard="only a supervisor takes over",
        file=ANSWERING,
        text="    if not by.is_supervisor:\n",
        instead="    if False:\n",
        test=f"{CONTACT_TESTS}::test_only_a_supervisor_takes_over_from_a_colleague",
    ),
    Sabotage(
        guard="who reads a contact is noted",
        file="helpline/triage/desk/views/reading.py",
        text="        answering.note_reading(contact, by=current_staff())\n",
        instead="        assert answering\n",
        test=f"{CONTACT_TESTS}::test_reading_a_contact_is_audited_once_a_request",
    ),
    Sabotage(
        guard="nothing is copied from advice to the hotline",
        file=CROSSING,
        text="return origin is not to and (origin, to) != (Desk.ADVICE, Desk.HOTLINE)",
        instead="return origin is not to",
        test=f"{DOOR_TESTS}::test_nothing_is_copied_from_a_question_to_the_hotline",
    ),
    Sabotage(
        guard="a wrong door needs a yes",
        file="helpline/triage/desk/forms.py",
        text='        [InputRequired(_l("Without their yes nothing is passed on."))],\n',
        instead="        [],\n",
        test=f"{DOOR_TESTS}::test_without_a_whole_yes_nothing_is_made",
    ),
    Sabotage(
        guard="two different assessors decide",
        file=DECISIONS,
        text="    if len(by_person) < ASSESSORS:\n",
        instead="    if not by_person:\n",
        test=f"{SIGNAL_TESTS}::test_two_assessors_who_agree_decide",
    ),
    Sabotage(
        guard="assessors who differ decide nothing",
        file=DECISIONS,
        text="    if len({opinion.outcome for opinion in by_person.values()}) > 1:\n",
        instead="    if False:\n",
        test=f"{SIGNAL_TESTS}::test_assessors_who_differ_weigh_anew_in_the_next_round",
    ),
    Sabotage(
        guard="what protects is looked at before a picture is closed",
        file=DECISIONS,
        text="    if any(Side.PROTECTIVE not in sides for sides in looked_at):\n",
        instead="    if False:\n",
        test=f"{SIGNAL_TESTS}::test_without_the_protective_side_the_picture_cannot_be_closed",
    ),
    Sabotage(
        guard="what is too old counts as not known",
        file=DECISIONS,
        text="        return Presence.UNKNOWN if is_stale else self.presence\n",
        instead="        return self.presence\n",
        test=f"{SIGNAL_TESTS}::test_what_is_too_old_counts_as_not_known",
    ),
    Sabotage(
        guard="no concern is kept for a shorter time",
        file=WEIGHING,
        text="erasing.shorten if agreed.outcome is Outcome.NO_CONCERN else erasing.lengthen",
        instead="erasing.lengthen",
        test=f"{SIGNAL_TESTS}::test_no_concern_shortens_what_is_kept",
    ),
    Sabotage(
        guard="whoever decides to tell the police is not the second reader",
        file=DISCLOSING,
        text="    if decision.decided_by == by.id:\n",
        instead="    if False:\n",
        test=f"{DISCLOSURE_TESTS}::test_whoever_decided_cannot_be_the_second_reader",
    ),
    Sabotage(
        guard="nobody is named before a question without a name",
        file=DISCLOSING,
        text="        raise AskWithoutNamingFirst\n",
        instead="        assert AskWithoutNamingFirst\n",
        test=f"{DISCLOSURE_TESTS}::test_nobody_is_named_unless_the_answer_asks_for_the_name",
    ),
    Sabotage(
        guard="the advice desk hints at names",
        file="helpline/triage/advice/pages.py",
        text="beside=beside, hint=hints, ",
        instead="beside=beside, ",
        test="tests/triage/advice/test_hint.py::"
        "test_the_hint_keeps_the_text_and_lets_it_through_on_wish",
    ),
    Sabotage(
        guard="small numbers are not told",
        file="helpline/triage/desk/decisions.py",
        text="    return str(count) if count >= FEWEST else SUPPRESSED\n",
        instead="    return str(count)\n",
        test="tests/console/test_supervising.py::test_small_numbers_are_not_told",
    ),
    Sabotage(
        guard="the head of an erased contact is gone from an open page",
        file="helpline/triage/desk/views/following.py",
        text="""        abort(HTTPStatus.GONE)
    mark = queries.head_mark_of""",
        instead="""        pass
    mark = queries.head_mark_of""",
        test="tests/triage/test_contact_head.py::"
        "test_an_open_page_says_who_has_taken_the_contact_meanwhile",
    ),
    Sabotage(
        guard="no door stands open for whoever comes next",
        file="helpline/doors.py",
        text="""        try:
            db.session.rollback()
        finally:""",
        instead="        db.session.rollback()\n        if token:",
        test="tests/rules/test_faces.py"
        "::test_a_door_is_closed_also_where_the_database_goes_inside_a_transaction",
    ),
    Sabotage(
        guard="what was typed comes back where a post is refused",
        file="helpline/faces.py",
        text="        typed=typed() if is_inside",
        instead="        typed=[] if is_inside",
        test="tests/test_typed.py::test_a_note_comes_back_where_the_session_had_ended",
    ),
    Sabotage(
        guard="nothing of a sign-in form comes back",
        file="helpline/typed.py",
        text="if all(each.kind is not PasswordField for each in form.values())",
        instead="if form or PasswordField",
        test="tests/test_typed.py::test_signing_in_with_an_old_page_never_shows_the_password",
    ),
    Sabotage(
        guard="only free words come back",
        file="helpline/typed.py",
        text="        return self.kind in FREE\n",
        instead="        return issubclass(self.kind, StringField)\n",
        test="tests/test_typed.py::test_what_may_be_a_choice_or_a_key_is_not_taken_for_words",
    ),
    Sabotage(
        guard="a console asks again where a server hangs",
        file="helpline/static/console.js",
        text="AbortSignal.timeout(LONGEST)",
        instead="undefined",
        test=f"{LOST_TESTS}[_never_answered]",
    ),
    Sabotage(
        guard="a console that hears nothing says so",
        file="helpline/static/console.js",
        text="lost.hidden = Date.now() - heardAt < OLD;",
        instead="lost.hidden = true;",
        test=f"{LOST_TESTS}[_refused]",
    ),
    Sabotage(
        guard="an open contact page keeps no session alive",
        file="helpline/triage/desk/templates/desk/contact.html",
        text="'.said', contact_id=contact.id, poll=1)",
        instead="'.said', contact_id=contact.id)",
        test="tests/console/test_signing_in.py"
        "::test_a_contact_page_that_only_polls_does_not_keep_a_session_alive",
    ),
    Sabotage(
        guard="what is half typed outlives the session",
        file="helpline/static/console.js",
        text="    if (field) return stay(",
        instead="    if (!ended) window.location.reload();\n    if (field) return stay(",
        test="tests/console/test_half_typed.py::test_what_is_half_typed_stays_where_a_session_ends",
    ),
    Sabotage(
        guard="a page that is being left does not begin again and again",
        file="helpline/static/console.js",
        text="if (!leaving) window.",
        instead="window.",
        test=NOWHERE_TEST,
    ),
    Sabotage(
        guard="a page that could not be left says that it hears nothing",
        file="helpline/static/console.js",
        text="      throw new Error(`the server said ${answer.status}`);\n    }\n",
        instead="      return;\n    }\n",
        test=NOWHERE_TEST,
    ),
    Sabotage(
        guard="what is no choice of the queue looks for nothing",
        file="helpline/console/waiting.py",
        text="        language=_chosen(form.language),\n",
        instead='        language=form.language.data or "",\n',
        test="tests/rules/odd/test_addresses.py"
        "::test_the_queue_is_shown_whatever_is_looked_for[language-NUL]",
    ),
    Sabotage(
        guard="no day is taken at the calendar's ends",
        file="helpline/triage/desk/forms.py",
        text="not FIRST_YEAR <= self.data.year <= LAST_YEAR",
        instead="False",
        test="tests/rules/odd/test_days.py"
        "::test_a_call_at_the_end_of_the_calendar_is_not_promised_and_the_form_is_kept",
    ),
)
