"""What callers key: codes, receipts, numbers, and the zero that is danger everywhere."""

from typing import Final

from tests.prove.sabotage import Sabotage

CODES: Final = "helpline/intake/phone_codes.py"
COMING_BACK: Final = "helpline/intake/calls/actions/coming_back.py"
DECISIONS: Final = "helpline/intake/calls/decisions"
CODE_TESTS: Final = "tests/intake/calls/test_coming_back.py"
WISH_TESTS: Final = "tests/intake/calls/test_wishes.py"
DIALOGUE_TESTS: Final = "tests/intake/calls/test_dialogue.py"

DIALOGUE: Final = (
    Sabotage(
        guard="the public face sees only the code that its transaction names",
        file="helpline/wall/phone.py",
        text='        Rule(Role.PUBLIC, (S, D), f"{MINE} AND ({KEYED_CODE} OR {OF_MY_MAILBOX})"),',
        instead="        Rule(Role.PUBLIC, (S, D), MINE),",
        test=f"{CODE_TESTS}::test_only_the_code_that_the_door_names_is_seen",
    ),
    Sabotage(
        guard="a code is worth nothing after half an hour",
        file=COMING_BACK,
        text="        .where(PhoneCode.code_hash == current_door().mailbox, "
        "PhoneCode.expires_at > now())",
        instead="        .where(PhoneCode.code_hash == current_door().mailbox)",
        test=f"{CODE_TESTS}::test_a_code_of_half_an_hour_ago_is_unknown",
    ),
    Sabotage(
        guard="a code works once",
        file=COMING_BACK,
        text="""
        delete(PhoneCode)
        .where(PhoneCode.code_hash == current_door().mailbox, PhoneCode.expires_at > now())
        .returning(PhoneCode.contact_id, PhoneCode.desk)
""",
        instead="""
        select(PhoneCode.contact_id, PhoneCode.desk)
        .where(PhoneCode.code_hash == current_door().mailbox, PhoneCode.expires_at > now())
""",
        test=f"{CODE_TESTS}::test_a_code_works_once_and_only_the_newest_of_a_mailbox_works",
    ),
    Sabotage(
        guard="a mailbox has one live code",
        file="helpline/intake/mailbox/phone_code.py",
        text="    _forget_older()\n    for",
        instead="    for",
        test=f"{CODE_TESTS}::test_a_code_works_once_and_only_the_newest_of_a_mailbox_works",
    ),
    Sabotage(
        guard="guesses of all callers together are few",
        file=CODES,
        text="    return wrong is not None and wrong <= MOST_WRONG",
        instead="    return True",
        test=f"{CODE_TESTS}::test_guesses_of_all_callers_are_counted_together_and_end_for_the_hour",
    ),
    Sabotage(
        guard="a call has three tries",
        file="helpline/intake/calls/actions/scenes.py",
        text="    is_new = call.contact_id is None and call.wrong_codes < WRONG_CODES",
        instead="    is_new = call.contact_id is None",
        test=f"{CODE_TESTS}::test_after_three_wrong_codes_the_call_goes_on_as_any_other",
    ),
    Sabotage(
        guard="a receipt is keyed only after a clear yes",
        file=f"{DECISIONS}/keyed.py",
        text="    return Move(Turn.ASK_RECEIPT if pressed == YES else Turn.WITHOUT_CODE)",
        instead="    return Move(Turn.ASK_RECEIPT)",
        test=f"{DIALOGUE_TESTS}::test_each_key_means_what_was_said",
    ),
    Sabotage(
        guard="receipts on the phone are slowed as in the mailbox",
        file="helpline/intake/calls/receipts.py",
        text="    if throttle.try_now(ANY_CALLER):",
        instead="    if False:",
        test=f"{CODE_TESTS}::test_receipts_are_slowed_on_the_phone_as_in_the_mailbox",
    ),
    Sabotage(
        guard="all callers are one source of wrong receipts",
        file="helpline/intake/calls/receipts.py",
        text="throttle.try_now(ANY_CALLER)",
        instead="throttle.try_now()",
        test=f"{CODE_TESTS}::test_wrong_receipts_of_all_callers_are_counted_together",
    ),
    Sabotage(
        guard="the count of guesses is seen only where a code is keyed",
        file="helpline/wall/words.py",
        text="nullif(current_setting('app.mailbox', true), '') IS NOT NULL",
        instead="true",
        test="tests/rules/test_wall.py::test_the_public_face_reads_nothing_back_without_a_receipt",
    ),
    Sabotage(
        guard="a zero within a code is danger",
        file=f"{DECISIONS}/dialogue.py",
        text="    return DANGER_KEY in pressed\n",
        instead="    return pressed == DANGER_KEY\n",
        test=f"{CODE_TESTS}::test_a_zero_in_a_code_is_danger_and_a_star_ends_the_call",
    ),
    Sabotage(
        guard="the number that is read back stands in no remembered answer",
        file="helpline/intake/calls/routes/callers.py",
        text="    return anew(lambda: promising.read_back(this_line(in_queue=True)))",
        instead='    return once("number", lambda: promising.read_back(this_line(in_queue=True)))',
        test=f"{WISH_TESTS}::test_another_number_is_read_back_digit_by_digit_and_kept_sealed",
    ),
    Sabotage(
        guard="a keyed number is gone with the call",
        file="helpline/intake/calls/actions/ending.py",
        text="    call.typed = None\n",
        instead="",
        test=f"{WISH_TESTS}::test_another_number_is_read_back_digit_by_digit_and_kept_sealed",
    ),
    Sabotage(
        guard="no number is promised that must not be rung",
        file="helpline/intake/calls/actions/promising.py",
        text="        number = callable_number(move.choice).number",
        instead="        number = move.choice",
        test=f"{WISH_TESTS}::test_what_cannot_be_called_is_never_promised",
    ),
    Sabotage(
        guard="silence is nobody's contact",
        file="helpline/intake/calls/actions/choosing.py",
        text="    if call.has_keyed or current_policy().open_at(call.desk, now()):",
        instead="    if call.desk:",
        test=f"{WISH_TESTS}::test_who_keys_nothing_out_of_hours_is_told_so_and_is_nobodys_contact",
    ),
    Sabotage(
        guard="nobody is told a time that they have waited already",
        file=f"{DECISIONS}/waits.py",
        text="    return usual if usual is not None and waited < usual * MINUTE else None",
        instead="    return usual",
        test=f"{DIALOGUE_TESTS}::test_nobody_is_told_a_time_that_they_have_waited_already",
    ),
)
