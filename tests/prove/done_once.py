"""On the phone: what a dying worker must not do twice, and what is kept no longer than needed."""

from typing import Final

from tests.prove.sabotage import Sabotage

DUTIES: Final = "helpline/intake/calls/duties"
SLOW: Final = "tests/messages/test_overtaken.py"
LATE: Final = "tests/intake/calls/test_overtaken_orders.py"
TWICE: Final = "tests/intake/calls/test_carried_out_twice.py"

DONE_ONCE: Final = (
    Sabotage(
        guard="a handler's phone is rung once for one caller",
        file=f"{DUTIES}/ringing.py",
        text="    if leg.state is not LegState.OWED or leg.account_id is None:\n",
        instead="    if leg.account_id is None:\n",
        test=f"{TWICE}::test_a_handler_is_rung_once_for_a_caller",
    ),
    Sabotage(
        guard="whom a handler brings in is rung once",
        file=f"{DUTIES}/bringing_in.py",
        text="        if leg.state is not LegState.OWED:\n            return\n",
        instead="",
        test=f"{TWICE}::test_whom_a_handler_brings_in_is_rung_once",
    ),
    Sabotage(
        guard="a handler's phone is rung once for one promised call",
        file=f"{DUTIES}/calling_back.py",
        text="    if leg.state is not LegState.OWED or leg.account_id is None:\n",
        instead="    if leg.account_id is None:\n",
        test=f"{TWICE}::test_a_handler_is_rung_once_for_a_promised_call",
    ),
    Sabotage(
        guard="a message that is stored is not fetched again",
        file=f"{DUTIES}/voicemail.py",
        text="is_wanted = voicemail.state is VoicemailState.REPORTED and not is_erased",
        instead="is_wanted = not is_erased",
        test=f"{TWICE}::test_a_message_that_is_stored_stays_so_though_the_carrier_has_it_no_more",
    ),
    Sabotage(
        guard="a message that is stored is not called lost by whoever comes too late",
        file=f"{DUTIES}/voicemail.py",
        text="        elif voicemail.state is VoicemailState.REPORTED:",
        instead="        else:",
        test=f"{TWICE}::test_a_message_that_another_has_stored_and_deleted_meanwhile_is_not_lost",
    ),
    Sabotage(
        guard="a mail that was left to a person stays with them",
        file="helpline/messages/sending.py",
        text="here += [Outgoing.state == State.SENDING, ",
        instead="here += [",
        test=f"{SLOW}::test_what_was_left_to_a_person_stays_with_them"
        "_when_the_first_worker_fails_late",
    ),
    Sabotage(
        guard="a late failure says nothing of a newer attempt at a mail",
        file="helpline/messages/sending.py",
        text=", Outgoing.tries == outgoing.tries]",
        instead="]",
        test=f"{SLOW}::test_a_late_failure_says_nothing_of_a_newer_attempt",
    ),
    Sabotage(
        guard="a mail that takes long is not overtaken",
        file="helpline/wiring.py",
        text="""    "messages.send": Duty(sending.send, lease=UNHURRIED),""",
        instead="""    "messages.send": Duty(sending.send),""",
        test=f"{SLOW}::test_whatever_may_take_long_is_overtaken_by_nobody_while_it_runs",
    ),
    Sabotage(
        guard="one question to the carrier takes half a danger's lease at most",
        file="helpline/providers/twilio/http.py",
        text="        self.timeout = PATIENCE\n",
        instead="        self.timeout = PATIENCE.total\n",
        test="tests/providers/test_patience.py"
        "::test_connecting_and_answering_together_take_no_longer_than_half_a_lease",
    ),
    Sabotage(
        guard="a late worker drops nobody whom a newer one rang",
        file=f"{DUTIES}/orders.py",
        text="    if order.tries != due.tries:\n",
        instead="    if False:\n",
        test=f"{LATE}::test_whom_another_worker_rang_is_not_dropped_by_the_first_ones_last_failure",
    ),
    Sabotage(
        guard="a late worker takes nobody back in",
        file=f"{DUTIES}/parting.py",
        text="    leg.is_sent_out = leg.state is LegState.ENDED\n",
        instead="    leg.is_sent_out = False\n",
        test=f"{LATE}::test_whoever_was_taken_out_by_another_worker_stays_so",
    ),
    Sabotage(
        guard="a caller is handed over once",
        file=f"{DUTIES}/parting.py",
        text=" or order.state not in OPEN:\n        return\n    end(order, None)",
        instead=":\n        return\n    end(order, None)",
        test=f"{LATE}::test_a_caller_is_handed_over_once",
    ),
    Sabotage(
        guard="a phone that was stopped is not rung after all",
        file=f"{DUTIES}/bringing_in.py",
        text="        if leg.state is LegState.RINGING:\n            leg.state = LegState.OWED\n",
        instead="        leg.state = LegState.OWED\n",
        test=f"{LATE}::test_a_phone_that_was_stopped_before_it_rang_is_not_rung_after_all",
    ),
    Sabotage(
        guard="what came by text is sealed to its desk",
        file="helpline/intake/calls/actions/texting.py",
        text='body=holder.seal_box(words, place(message_id, "message.body")),',
        instead='body=type(holder.seal_box("", b""))(words.encode()),',
        test="tests/intake/calls/test_texting.py"
        "::test_words_of_somebody_who_allowed_texts_reach_their_handler",
    ),
    Sabotage(
        guard="a text that comes again from another number is not done again",
        file="helpline/intake/calls/actions/texting.py",
        text="    if not is_new or not hashes:\n",
        instead="    if not hashes:\n",
        test="tests/intake/calls/test_texting.py"
        "::test_brought_again_from_another_number_it_is_not_done_again",
    ),
    Sabotage(
        guard="a report about a phone that is not there is not asked for again",
        file="helpline/intake/calls/faults.py",
        text="    is_gone = isinstance(error, NoResultFound)\n",
        instead="    is_gone = False and isinstance(error, NoResultFound)\n",
        test="tests/intake/calls/test_webhooks.py"
        "::test_a_report_about_a_phone_that_is_not_there_is_not_asked_for_again",
    ),
    Sabotage(
        guard="the words and the number of a text are destroyed once it left",
        file="helpline/messages/delivering.py",
        text="    text.address = text.words = text.key_id = None\n",
        instead="    pass\n",
        test="tests/messages/test_enquirer_texts.py"
        "::test_the_reminder_says_a_time_and_nothing_about_us",
    ),
)
