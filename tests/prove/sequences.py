"""What a carrier sends late, alone or never, and tapes of it."""

from typing import Final

from tests.prove.sabotage import Sabotage

LEGS: Final = "helpline/intake/calls/actions/legs.py"
CONVERSING: Final = "helpline/intake/calls/actions/conversing.py"
LATE: Final = "tests/intake/calls/test_late_webhooks.py"
DANGER: Final = "tests/intake/calls/test_danger.py"
SEQUENCES: Final = "tests/calls/test_sequences.py"
TALKS: Final = f"{SEQUENCES}::test_5_the_star_ends_a_talk_and_a_handler_who_leaves_does_not"

ALONE: Final = "tests/intake/calls/test_left_alone.py"
WATCHING: Final = "helpline/intake/calls/duties/watching.py"
NEVER_ARRIVES: Final = f"{ALONE}::test_whoever_accepted_a_caller_who_never_arrives_is_free_again"

SEQUENCE_GUARDS: Final = (
    Sabotage(
        guard="nobody waits for ever for a caller who was moved and found no page",
        file=WATCHING,
        text="    return call.state is CallState.ACCEPTED and not is_owed(",
        instead="    return False and not is_owed(",
        test=f"{NEVER_ARRIVES}[False]",
    ),
    Sabotage(
        guard="nobody waits for ever for a caller whose answer was lost",
        file=WATCHING,
        text="""        owe("call.bring_again", look.leg_id, desk=HOUSE, """
        "due_at=now() + LOOKED_AT)",
        instead="        pass",
        test=f"{NEVER_ARRIVES}[True]",
    ),
    Sabotage(
        guard="one wrong word of the carrier ends no talk",
        file=WATCHING,
        text=" or not _is_missed(call, look):",
        instead=":",
        test=f"{ALONE}::test_one_wrong_word_of_the_carrier_moves_nobody_out_of_a_talk",
    ),
    Sabotage(
        guard="no machine speaks to somebody whom we rang and lost",
        file=WATCHING,
        text="        if leg.purpose is LegPurpose.CALLBACK:",
        instead="        if False:",
        test=f"{ALONE}::test_whoever_called_somebody_back_who_is_gone_is_free_again",
    ),
    Sabotage(
        guard="whoever seemed to be gone is not left in a conference",
        file=WATCHING,
        text="        if here is None or (leg is not None and",
        instead="        if here is not None and (leg is not None and",
        test=f"{ALONE}::test_whoever_seemed_to_be_gone_and_sits_there_still_is_sent_off[True]",
    ),
    Sabotage(
        guard="nobody hears a talk of whom its handler does not know",
        file=WATCHING,
        text="        if here is None or (leg is not None and leg.state is LegState.ENDED):",
        instead="        if here is None:",
        test=f"{ALONE}::test_whoever_is_out_for_us_hears_no_talk",
    ),
    Sabotage(
        guard="a talk is over where only its handler told us",
        file=WATCHING,
        text="        see_to_caller(call, keeper)  # ",
        instead="        pass  # ",
        test=f"{ALONE}::test_a_talk_is_over_though_only_its_handler_told_us",
    ),
    Sabotage(
        guard="a phone whose ring nobody noted can be freed",
        file=LEGS,
        text="        leg.carrier_ref = carrier_ref\n",
        instead="        pass\n",
        test=f"{ALONE}::test_a_phone_whose_ring_nobody_noted_names_itself",
    ),
    Sabotage(
        guard="a phone that rings out beside the one that was answered ends no talk",
        file=LEGS,
        text="        return  # the other one of two that rang at once\n",
        instead="        pass\n",
        test=f"{ALONE}"
        "::test_of_two_phones_that_rang_for_one_danger_the_one_that_was_answered_counts",
    ),
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
