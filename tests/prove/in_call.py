"""What may be asked for during a call, and that nobody is left on hold."""

from typing import Final

from tests.prove.sabotage import Sabotage

DECISIONS: Final = "helpline/intake/calls/decisions/orders.py"
ORDERS: Final = "helpline/intake/calls/actions/orders.py"
CARRYING: Final = "helpline/intake/calls/duties/orders.py"
BRINGING: Final = "helpline/intake/calls/duties/bringing_in.py"
WATCHING: Final = "helpline/intake/calls/duties/watching.py"
HOLDING: Final = "helpline/intake/calls/duties/holding.py"
CONFERRING: Final = "helpline/intake/calls/actions/conferring.py"
RIGHTS: Final = "tests/intake/calls/test_in_call_rights.py"
FAILING: Final = "tests/intake/calls/test_in_call_failing.py"
CONFERENCE_TEST: Final = (
    f"{RIGHTS}::test_what_the_carrier_tells_of_a_conference_may_come_twice_late_or_forged"
)

IN_CALL: Final = (
    Sabotage(
        guard="nobody is brought in without the caller's yes",
        file=DECISIONS,
        text="    return None if standing.is_agreed or standing.is_danger else No.NO_YES",
        instead="    return None",
        test=f"{RIGHTS}::test_nobody_is_brought_in_without_the_callers_yes",
    ),
    Sabotage(
        guard="only whoever talks with the caller asks for anything",
        file=DECISIONS,
        text="    if not standing.is_mine:\n        return No.NOT_YOURS",
        instead="    if False:\n        return No.NOT_YOURS",
        test=f"{RIGHTS}::test_only_whoever_talks_with_the_caller_asks_for_anything",
    ),
    Sabotage(
        guard="one person is called in at a time",
        file=DECISIONS,
        text="    if standing.others.rung:",
        instead="    if False:",
        test=f"{RIGHTS}::test_the_same_wish_twice_is_one_wish",
    ),
    Sabotage(
        guard="no caller is left on hold by a handler who leaves",
        file=DECISIONS,
        text="    if standing.is_held:\n        return No.STILL_HELD",
        instead="    if False:\n        return No.STILL_HELD",
        test="tests/intake/calls/test_in_call.py"
        "::test_a_handler_hands_a_caller_over_warm_to_the_police",
    ),
    Sabotage(
        guard="no caller is left alone with an interpreter",
        file=DECISIONS,
        text="    return None if standing.others.stay else No.ONLY_INTERPRETER",
        instead="    return None",
        test=f"{RIGHTS}::test_a_caller_is_not_left_alone_with_an_interpreter",
    ),
    Sabotage(
        guard="nobody listens where the policy says never",
        file=ORDERS,
        text="    if current_policy().calls.listening is Listening.NEVER:",
        instead="    if False:",
        test=f"{RIGHTS}::test_nobody_listens_where_the_policy_says_never",
    ),
    Sabotage(
        guard="a caller who was not told is not listened to",
        file=CARRYING,
        text="        return OrderOutcome.UNHEARD",
        instead="        return _bring_in(due)",
        test=f"{RIGHTS}::test_a_caller_who_was_not_told_is_not_listened_to",
    ),
    Sabotage(
        guard="a caller who says no is not listened to",
        file="helpline/intake/calls/duties/parting.py",
        text="                end(order, OrderOutcome.STOPPED)",
        instead="                continue",
        test=f"{RIGHTS}::test_a_caller_who_says_no_is_not_listened_to",
    ),
    Sabotage(
        guard="a listener is heard by nobody",
        file="helpline/intake/calls/actions/thirds.py",
        text="        muted=leg.is_muted,",
        instead="        muted=False,",
        test=f"{RIGHTS}::test_a_supervisor_listens_only_after_the_caller_has_heard_of_it[listen]",
    ),
    Sabotage(
        guard="a colleague of another desk is not offered the caller",
        file="helpline/people/queries.py",
        text="    trained = Account.desks.contains([desk.value]) if desk else true()",
        instead="    trained = true()",
        test=f"{RIGHTS}::test_a_colleague_who_keeps_the_caller_has_the_contact",
    ),
    Sabotage(
        guard="another desk sees nothing of what was asked for in a call",
        file="helpline/wall/phone.py",
        text="""        *to_desks(S, I, rows=f"{MINE} AND {OF_MY_CALL}"),""",
        instead="""        *to_desks(S, I, rows=MINE),""",
        test=f"{RIGHTS}::test_another_desk_sees_nothing_of_what_was_asked_for",
    ),
    Sabotage(
        guard="what is told of a conference is signed",
        file="helpline/intake/calls/admission.py",
        text="""    check_signature()
    reference = str((request.view_args or {})["call_id"])""",
        instead="""    reference = str((request.view_args or {})["call_id"])""",
        test=CONFERENCE_TEST,
    ),
    Sabotage(
        guard="older news of a conference changes nothing",
        file=CONFERRING,
        text="    if report.order <= call.conference_order:",
        instead="    if False:",
        test=CONFERENCE_TEST,
    ),
    Sabotage(
        guard="news of another conference changes nothing",
        file=CONFERRING,
        text=" or report.name != call.conference:",
        instead=":",
        test=CONFERENCE_TEST,
    ),
    Sabotage(
        guard="a target that does not come brings the caller back",
        file=BRINGING,
        text="        call.hold_wanted = False\n",
        instead="",
        test=f"{FAILING}::test_a_target_that_does_not_come_brings_the_caller_back[busy-busy]",
    ),
    Sabotage(
        guard="whoever is consulted does not hear the caller because another did not come",
        file=BRINGING,
        text="    if call.hold_wanted and not is_consulted(call):",
        instead="    if call.hold_wanted:",
        test=f"{FAILING}::test_whoever_is_consulted_next_hears_no_caller"
        "_because_the_last_one_did_not_come",
    ),
    Sabotage(
        guard="a caller is not kept on hold for somebody who is in the talk already",
        file=BRINGING,
        text="func.coalesce(together.scalar_subquery(), call.started_at)",
        instead="call.started_at",
        test=f"{FAILING}::test_a_caller_among_three_is_back_when_a_fourth_does_not_come",
    ),
    Sabotage(
        guard="a caller whom everybody left is found though no report came",
        file=WATCHING,
        text=" and not _is_present(leg, look.present):\n            leave(leg)\n",
        instead=" and not _is_present(leg, look.present):\n            pass\n",
        test=f"{FAILING}::test_a_caller_whom_everybody_left_is_told_though_no_report_came",
    ),
    Sabotage(
        guard="a talk that lives is left alone where little is known of it",
        file=WATCHING,
        text=" if leg.carrier_ref else len(present) > 1",
        instead="",
        test=f"{FAILING}::test_a_talk_that_lives_is_left_alone_whatever_the_carrier_says[]",
    ),
    Sabotage(
        guard="a talk that lives is left alone where the carrier says nothing",
        file=WATCHING,
        text="    elif call.carrier_ref in look.present:",
        instead="    elif True:",
        test=f"{FAILING}::test_a_talk_that_lives_is_left_alone_whatever_the_carrier_says[500]",
    ),
    Sabotage(
        guard="a handler is reminded of a caller who is on hold for long",
        file=DECISIONS,
        text="    return held_since is not None and moment >= held_since + LONG_HOLD",
        instead="    return False",
        test="tests/intake/calls/test_in_call.py"
        "::test_a_handler_is_reminded_of_a_caller_who_is_on_hold_for_long",
    ),
    Sabotage(
        guard="a carrier that fails leaves nobody on hold",
        file=CARRYING,
        text="        call.hold_wanted = False\n        owe",
        instead="        owe",
        test=f"{FAILING}::test_a_carrier_that_keeps_failing_is_shown_and_leaves_nobody_on_hold",
    ),
    Sabotage(
        guard="a handler whose end was never reported leaves nobody on hold",
        file=HOLDING,
        text="        _look_for_handler(talk)\n",
        instead="        pass\n",
        test=f"{FAILING}::test_a_handler_who_drops_out_leaves_nobody_on_hold[False]",
    ),
)
