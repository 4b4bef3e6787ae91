"""What a carrier sends late, alone or never, and tapes of it."""

from typing import Final

from tests.prove.sabotage import Sabotage

LEGS: Final = "helpline/intake/calls/actions/legs.py"
CONVERSING: Final = "helpline/intake/calls/actions/conversing.py"
LATE: Final = "tests/intake/calls/test_late_webhooks.py"
DANGER: Final = "tests/intake/calls/test_danger.py"
SEQUENCES: Final = "tests/calls/test_sequences.py"
TALKS: Final = f"{SEQUENCES}::test_5_the_star_ends_a_talk_and_a_handler_who_leaves_does_not"

SEQUENCE_GUARDS: Final = (
    Sabotage(
        guard="a phone's first request, sent again, takes nobody's caller away",
        file=LEGS,
        text="    if leg.state not in TAKEN and not _is_wanted(leg, call_of(leg)):",
        instead="    if not _is_wanted(leg, call_of(leg)):",
        test=f"{TALKS}[late]",
    ),
    Sabotage(
        guard="nobody is left in silence where the report of a phone's end is lost",
        file=LEGS,
        text="            leave(leg)  # its status report may be late, or lost",
        instead="            pass",
        test=f"{LATE}::test_a_handlers_last_word_in_a_talk_is_enough_to_see_to_the_caller",
    ),
    Sabotage(
        guard="a phone that is down takes no caller",
        file=LEGS,
        text="    if leg.state is LegState.ENDED or not _is_first(leg):",
        instead="    if not _is_first(leg):",
        test=f"{LATE}::test_a_yes_that_comes_after_the_phone_is_down_takes_no_caller",
    ),
    Sabotage(
        guard="no caller is brought to a conference that was never founded",
        file=LEGS,
        text="    if _is_waited_for(leg):",
        instead="    if False:",
        test=f"{LATE}::test_a_conference_that_cannot_be_founded_leaves_the_caller_in_line",
    ),
    Sabotage(
        guard="a key of before a talk does not end it",
        file=CONVERSING,
        text="    if call.state is CallState.TALKING:",
        instead="    if False:",
        test=f"{LATE}::test_a_key_that_comes_after_they_were_joined_ends_no_talk",
    ),
    Sabotage(
        guard="nobody is hung up on whose call was taken",
        file=CONVERSING,
        text="    if call.state is CallState.ACCEPTED:",
        instead="    if False:",
        test=f"{LATE}::test_who_says_nothing_while_somebody_takes_their_call_is_not_hung_up_on",
    ),
    Sabotage(
        guard="a talk is over where the report of the call's end is lost",
        file="helpline/intake/calls/actions/joining.py",
        text="        hung_up(call)  # its status report may be late, or lost",
        instead="        pass",
        test=f"{LATE}::test_the_carriers_last_word_in_a_talk_is_its_end",
    ),
    Sabotage(
        guard="the first request of a promised call, sent again, does not end it",
        file="helpline/intake/calls/actions/calling_back.py",
        text="    if leg.state not in ACCEPTED and not _is_wanted(leg):",
        instead="    if not _is_wanted(leg):",
        test=f"{LATE}::test_a_promised_call_is_not_ended_by_its_first_request_sent_again",
    ),
    Sabotage(
        guard="whoever says yes while their phone is stopped keeps no caller waiting",
        file="helpline/intake/calls/duties/joining.py",
        text="            leave(leg)  # they may have said yes meanwhile: "
        "then the caller must not wait for them",
        instead="            leg.state, leg.ended_at = LegState.ENDED, now()",
        test="tests/intake/calls/test_joining.py"
        "::test_somebody_who_says_yes_while_their_phone_is_being_stopped_keeps_nobody_waiting",
    ),
    Sabotage(
        guard="a caller in danger who was left is joined to whoever comes",
        file=LEGS,
        text="{LegPurpose.DANGER: (CallState.WAITING, CallState.MENU)}",
        instead="{LegPurpose.DANGER: (CallState.WAITING,)}",
        test=f"{DANGER}"
        "::test_whoever_is_rung_again_is_joined_to_a_caller_who_hears_that_the_last_one_left",
    ),
    Sabotage(
        guard="who was told to stay on the line because of danger waits in line",
        file="helpline/intake/calls/decisions/dialogue.py",
        text="    if position.is_danger:",
        instead="    if False:",
        test=f"{DANGER}::test_somebody_told_to_stay_on_the_line_is_not_asked_again_"
        "whether_they_want_somebody",
    ),
    Sabotage(
        guard="nobody who was talked with hears that nobody was reached",
        file="helpline/intake/calls/faults.py",
        text="    if over.is_live and over.was_answered:",
        instead="    if False:",
        test="tests/intake/calls/test_webhooks.py::"
        "test_who_has_talked_with_the_person_on_duty_is_not_told_that_nobody_was_reached",
    ),
    Sabotage(
        guard="a call is locked before its phones",
        file="helpline/intake/calls/locks.py",
        text="    call = lock_call(db.session.get_one(CallLeg, leg_id).call_id)\n"
        "    return lock_leg(leg_id), call\n",
        instead="    leg = lock_leg(leg_id)\n    return leg, lock_call(leg.call_id)\n",
        test=f"{LATE}::test_a_duty_that_waits_for_a_call_holds_no_phone_of_it",
    ),
    Sabotage(
        guard="a danger that climbs again can be taken while another talks with the caller",
        file=LEGS,
        text="    if _is_rung_beside(call, leg):",
        instead="    if False:",
        test=f"{DANGER}::test_whoever_is_rung_while_another_talks_with_the_caller_takes_the_danger",
    ),
    Sabotage(
        guard="no tape holds a number",
        file="helpline/providers/practice/taping.py",
        text="""        if names_in(kept["steps"]):""",
        instead="        if False:",
        test="tests/providers/test_calibration.py::"
        "test_a_tape_with_a_number_left_over_is_not_written",
    ),
    Sabotage(
        guard="nobody is recorded but for a message",
        file="helpline/providers/practice/rules.py",
        text="""        if name == "record":""",
        instead="        if False:",
        test="tests/providers/test_rules.py::"
        "test_what_twilio_would_refuse_is_refused_with_its_reason",
    ),
)
