"""Floods of forms: machines are slowed, people lose nothing, danger waits for nobody."""

from typing import Final

from tests.prove.sabotage import Sabotage

DECISIONS: Final = "helpline/intake/floods/decisions.py"
FLOODING: Final = "helpline/intake/public/flooding.py"
LINE: Final = "helpline/intake/floods/line.py"
WALK: Final = "helpline/intake/public/walk.py"
TESTS: Final = "tests/intake/public/test_flooding.py"
DECIDED: Final = "tests/intake/floods/test_decisions.py"
LINED_UP: Final = "tests/intake/floods/test_line.py"

FLOODS: Final = (
    Sabotage(
        guard="a form with the field that nobody sees filled in is asked about",
        file=FLOODING,
        text="    if trapped and not draft.is_asked:",
        instead="    if trapped and draft.is_asked:",
        test=f"{TESTS}::test_what_fills_in_the_field_that_nobody_sees_is_asked_once_more",
    ),
    Sabotage(
        guard="nobody is asked twice about what a password manager filled in",
        file=WALK,
        text="    draft = replace(page.draft, is_asked=page.draft.is_asked or held.is_asked)\n",
        instead="    draft = page.draft\n",
        test=f"{TESTS}::test_what_fills_in_the_field_that_nobody_sees_is_asked_once_more",
    ),
    Sabotage(
        guard="nobody reads a notice and writes in no time",
        file=FLOODING,
        text="form_takes_seconds - taken",
        instead="form_takes_seconds - taken - 60",
        test=f"{TESTS}::test_nobody_reads_and_writes_in_no_time",
    ),
    Sabotage(
        guard="what looks like a machine uses up what is free",
        file=FLOODING,
        text="LIKE_A_MACHINE: Final = 3",
        instead="LIKE_A_MACHINE: Final = 0",
        test=f"{TESTS}::test_machines_use_up_what_is_free_faster",
    ),
    Sabotage(
        guard="forms of one source are slowed",
        file=FLOODING,
        text="    if seconds := limit.try_now(source):",
        instead="    if seconds := 0 * limit.try_now(source):",
        test=f"{TESTS}::test_a_school_class_is_free_and_then_each_waits_for_the_one_before",
    ),
    Sabotage(
        guard="a source that sends much waits longer while it is crowded",
        file=DECISIONS,
        text="HARDER: Final = 4",
        instead="HARDER: Final = 1",
        test=f"{TESTS}::test_sources_that_send_much_wait_longer_while_it_is_crowded",
    ),
    Sabotage(
        guard="danger in a form that must wait is told",
        file=WALK,
        text="return _tell(page) if is_untold(page.draft) else _hold(page, held)",
        instead="return _hold(page, held)",
        test=f"{TESTS}::test_danger_is_told_whatever_the_limits_say",
    ),
    Sabotage(
        guard="a receipt is shown again while its source waits",
        file=FLOODING,
        text="    if place is None:\n",
        instead="    if place is None or place.is_turn:\n",
        test=f"{TESTS}::test_a_form_that_was_taken_is_shown_again_while_its_source_waits",
    ),
    Sabotage(
        guard="one form is not sent again without end",
        file=FLOODING,
        text="    return _not_yet(place) or _too_often(form)",
        instead="    return _not_yet(place)",
        test=f"{TESTS}::test_a_form_that_was_taken_is_shown_again_while_its_source_waits",
    ),
    Sabotage(
        guard="nobody waits longer than the bound",
        file=DECISIONS,
        text="    if tail - now >= AT_ONCE + most:",
        instead="    if tail - now >= 9 * (AT_ONCE + most):",
        test=f"{DECIDED}::test_nobody_waits_longer_than_the_bound",
    ),
    Sabotage(
        guard="who was sent away comes before newcomers",
        file=DECISIONS,
        text="    most = LONGEST_LINE if known is None else THEIR_LINE",
        instead="    most = LONGEST_LINE",
        test=f"{DECIDED}::test_who_presses_at_the_told_time_comes_in_while_a_flood_of_others_goes_on",
    ),
    Sabotage(
        guard="no turn is given twice",
        file=LINE,
        text="if tail ~= ARGV[1] or place ~= ARGV[2] then",
        instead="if false then",
        test=f"{LINED_UP}::test_who_looked_at_the_same_moment_gets_a_turn_of_their_own_and_only_one",
    ),
    Sabotage(
        guard="a turn is not lost by pressing early",
        file=DECISIONS,
        text="    if known is not None and (known.is_turn or now < known.at):",
        instead="    if known is not None and now < known.at - 1 and not known.is_turn:",
        test=f"{DECIDED}::test_a_turn_is_not_lost_by_pressing_early",
    ),
    Sabotage(
        guard="a line that is too slow learns it",
        file=WALK,
        text="        turned_away()\n",
        instead="        assert turned_away\n",
        test=f"{TESTS}"
        "::test_who_is_turned_away_by_the_crowd_keeps_the_turn_and_makes_the_line_longer",
    ),
    Sabotage(
        guard="without Redis a flood is slowed all the same",
        file="helpline/intake/limits.py",
        text="            if wait and moment < source.closed_until:",
        instead="            if wait and moment > source.closed_until:",
        test=f"{TESTS}::test_a_school_class_is_free_and_then_each_waits_for_the_one_before",
    ),
    Sabotage(
        guard="a Redis that does not answer is not waited for again and again",
        file="helpline/intake/limits.py",
        text="            current_app.extensions[AWAY] = now()\n",
        instead="            assert AWAY\n",
        test=f"{TESTS}::test_a_redis_that_does_not_answer_is_asked_once",
    ),
    Sabotage(
        guard="visitors of an onion service are not one source",
        file="helpline/intake/limits.py",
        text=" and found not in CIRCUITS:",
        instead=":",
        test="tests/intake/public/test_throttle.py"
        "::test_each_circuit_of_an_onion_service_is_a_source",
    ),
    Sabotage(
        guard="the line of forms knows no form",
        file=FLOODING,
        text="""    form = bucket_of(f"form {draft.key}")""",
        instead="    form = draft.key",
        test=f"{TESTS}::test_the_line_is_the_same_for_every_process_and_holds_nothing_of_anybody",
    ),
    Sabotage(
        guard="nobody reaches the field for machines",
        file="helpline/templates/public/fields.html",
        text="""<div class="trap" hidden aria-hidden="true">""",
        instead="""<div class="trapped">""",
        test="tests/intake/public/test_trap.py::test_nobody_sees_or_reaches_the_field_for_machines",
    ),
)
