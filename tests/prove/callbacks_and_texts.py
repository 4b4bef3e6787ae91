"""Promised calls and texts: nobody rung twice, or by a machine; no text after a STOP."""

from typing import Final

from tests.prove.sabotage import Sabotage

CALLING: Final = "helpline/intake/calls/actions/calling_back.py"
DUTIES: Final = "helpline/intake/calls/duties/calling_back.py"
DELIVERING: Final = "helpline/messages/delivering.py"
TEXTING: Final = "helpline/intake/calls/actions/texting.py"
CALLING_TESTS: Final = "tests/intake/calls/test_calling_back.py"
TEXT_TESTS: Final = "tests/messages/test_enquirer_texts.py"
INCOMING_TESTS: Final = "tests/intake/calls/test_texting.py"
SEALING_TESTS: Final = "tests/intake/test_safe_contact.py"

ASKED_TESTS: Final = "tests/intake/calls/test_asked_on_the_phone.py"

CALLBACKS_AND_TEXTS: Final = (
    Sabotage(
        guard="a call that was promised on the phone is brought to mind",
        file="helpline/intake/calls/actions/arriving.py",
        text="    owe_in_time(callback_id, desk, moment)\n",
        instead="",
        test="tests/intake/calls/test_wishes.py"
        "::test_a_call_promised_on_the_phone_is_brought_to_mind_and_seen_when_missed",
    ),
    Sabotage(
        guard="without a plan nothing may be left on a machine",
        file="helpline/intake/models/contact.py",
        text="    voicemail_allowed: Mapped[bool] = mapped_column(default=False)",
        instead="    voicemail_allowed: Mapped[bool] = mapped_column(default=True)",
        test=f"{ASKED_TESTS}::test_without_a_plan_nothing_is_allowed_and_only_the_number_is_known",
    ),
    Sabotage(
        guard="a yes is no safe-contact plan",
        file="helpline/intake/actions/callbacks.py",
        text="    if callback.is_unplanned and not plan.is_a_plan:\n        return\n",
        instead="",
        test=f"{ASKED_TESTS}::"
        "test_the_handler_is_told_where_the_call_is_promised_and_while_it_is_made",
    ),
    Sabotage(
        guard="one phone rings for one promise",
        file=CALLING,
        text="    if db.session.scalar(alone.returning(CallbackTry.id)) is None:\n",
        instead="    db.session.execute(alone)\n    if False:\n",
        test=f"{CALLING_TESTS}::test_pressed_twice_one_phone_rings",
    ),
    Sabotage(
        guard="nobody is rung outside their safe times",
        file=CALLING,
        text="    if not safe.allow(moment):",
        instead="    if False:",
        test=f"{CALLING_TESTS}::test_outside_their_safe_times_nobody_is_rung",
    ),
    Sabotage(
        guard="not more tries than the policy says",
        file="helpline/intake/actions/trying.py",
        text="    if tries_made(callback) < terms.tries:",
        instead="    if True:",
        test=f"{CALLING_TESTS}::test_after_the_last_try_it_ends_and_the_number_is_destroyed",
    ),
    Sabotage(
        guard="no machine rings an enquirer before a handler is there",
        file=CALLING,
        text="""    owe("callback.ring_handler", leg_id, desk=HOUSE)""",
        instead="""    leg = db.session.get(CallLeg, leg_id)
    leg.state = LegState.ACCEPTED
    owe("callback.ring_them", leg_id, desk=HOUSE)""",
        test=f"{CALLING_TESTS}::test_the_handler_is_rung_first_and_then_the_father_and_they_talk",
    ),
    Sabotage(
        guard="the worker looks at a number before it rings it",
        file=DUTIES,
        text="        return callable_number(number).number",
        instead="        return number",
        test=f"{CALLING_TESTS}::test_the_worker_looks_at_the_number_once_more",
    ),
    Sabotage(
        guard="a number is destroyed before it is rung",
        file=DUTIES,
        text="    attempt.number, attempt.number_key_id, attempt.state = None, None, TryState.THEM",
        instead="    attempt.state = TryState.THEM",
        test=f"{CALLING_TESTS}::test_the_handler_is_rung_first_and_then_the_father_and_they_talk",
    ),
    Sabotage(
        guard="no machine of ours speaks to whom we rang",
        file=CALLING,
        text="    return Answer().join(seat)",
        instead="    return Answer().say(*said(language_of(leg), phones.connecting)).join(seat)",
        test=f"{CALLING_TESTS}::test_the_handler_is_rung_first_and_then_the_father_and_they_talk",
    ),
    Sabotage(
        guard="an emergency number is never rung back",
        file="helpline/phone.py",
        text="        return not (self.is_premium or self.is_emergency)",
        instead="        return not self.is_premium",
        test="tests/test_phone.py"
        "::test_what_begins_as_an_emergency_number_and_is_nobodys_is_never_rung",
    ),
    Sabotage(
        guard="no line of ours is rung back",
        file="helpline/intake/callable_numbers.py",
        text="    return number.may_be_rung and number.number not in others",
        instead="    return number.may_be_rung",
        test=f"{SEALING_TESTS}::test_no_call_is_promised_to_a_number_that_is_nobodys_own",
    ),
    Sabotage(
        guard="a call is promised within their safe times only",
        file="helpline/intake/actions/callbacks.py",
        text="    if not safe_times(callback).allow(moment):",
        instead="    if False:",
        test=f"{SEALING_TESTS}::test_no_call_is_promised_outside_their_safe_times",
    ),
    Sabotage(
        guard="the code word goes with the number",
        file="helpline/intake/actions/callbacks.py",
        text="    callback.number = callback.name_to_say = callback.code_word =",
        instead="    callback.number = callback.name_to_say =",
        test=f"{SEALING_TESTS}::test_when_it_is_over_nothing_of_the_plan_is_left",
    ),
    Sabotage(
        guard="no text after a STOP",
        file=DELIVERING,
        text="    if are_stopped(hashes):",
        instead="    if False:",
        test=f"{TEXT_TESTS}::test_after_a_stop_nothing_is_sent_not_even_what_was_written_before",
    ),
    Sabotage(
        guard="no text at night",
        file=DELIVERING,
        text="    elif (morning := _morning(text, moment)) is not None:",
        instead="    elif (morning := _morning(text, moment)) is not None and not morning:",
        test=f"{TEXT_TESTS}::test_at_night_it_waits_for_the_morning",
    ),
    Sabotage(
        guard="a text that may have left is not sent again",
        file=DELIVERING,
        text="        _end(text_id, TextState.UNCLEAR)\n",
        instead="        with transaction():\n            _put_back(text_id)\n        raise\n",
        test=f"{TEXT_TESTS}"
        "::test_a_text_that_may_have_left_is_never_sent_again_and_a_person_is_told",
    ),
    Sabotage(
        guard="older news of a text changes nothing",
        file="helpline/messages/texting.py",
        text="EnquirerText.id == text_id, EnquirerText.state.in_(earlier_than(state)))",
        instead="EnquirerText.id == text_id, EnquirerText.state != state)",
        test=f"{TEXT_TESTS}::test_news_of_it_may_come_late_twice_or_swapped",
    ),
    Sabotage(
        guard="a sender is told once a day",
        file=TEXTING,
        text="""    return claimed(f"{current_door().call}|told|{today}")""",
        instead="    return bool(today)",
        test=f"{INCOMING_TESTS}"
        "::test_a_stranger_hears_the_truth_once_a_day_the_emergency_number_first",
    ),
    Sabotage(
        guard="a text brought twice is answered as it was",
        file="helpline/intake/calls/routes/texts.py",
        text="""            f"text|{short}",""",
        instead="""            f"text|{short}{__import__('secrets').token_hex()}",""",
        test=f"{INCOMING_TESTS}::test_brought_twice_it_is_answered_as_it_was",
    ),
    Sabotage(
        guard="an erased contact leaves no text",
        file="helpline/intake/actions/erasing.py",
        text="    forget_texts(contact.id)\n",
        instead="",
        test=f"{TEXT_TESTS}::test_an_erased_contact_leaves_no_text_and_no_plan",
    ),
    Sabotage(
        guard="no text is said to be read",
        file="helpline/triage/desk/templates/desk/said.html",
        text=' and said.kind != "text"',
        instead="",
        test=f"{INCOMING_TESTS}::test_over_the_practice_line_a_text_comes_in_and_is_answered_by_text",
    ),
)
