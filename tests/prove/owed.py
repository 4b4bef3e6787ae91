"""What is owed is done, once, by whoever is alive; and what is promised is kept or not said."""

from typing import Final

from tests.prove.sabotage import Sabotage

CARRYING: Final = "helpline/outbox/carrying.py"
SWEEPING: Final = "helpline/outbox/sweeping.py"
SENDING: Final = "helpline/messages/sending.py"
MESSAGES: Final = "helpline/messages/actions.py"
ERASING: Final = "helpline/intake/actions/erasing.py"
PROMISE: Final = "helpline/policy/promise.py"
CARRYING_TESTS: Final = "tests/outbox/test_carrying.py"
LATENESS_TESTS: Final = "tests/outbox/test_lateness.py"
SWEEPING_TESTS: Final = "tests/outbox/test_sweeping.py"
SENDING_TESTS: Final = "tests/messages/test_sending.py"
RETENTION_TESTS: Final = "tests/intake/test_retention.py"
CALLBACK_TESTS: Final = "tests/intake/test_callbacks.py"
PROMISE_TESTS: Final = "tests/policy/test_promises.py"

OWED: Final = (
    Sabotage(
        guard="nobody takes what somebody is at",
        file=CARRYING,
        text="""        Obligation.lease_until <= bindparam("moment"),\n""",
        instead="",
        test=f"{CARRYING_TESTS}::test_nobody_takes_what_somebody_is_at",
    ),
    Sabotage(
        guard="only the newest claim finishes",
        file=CARRYING,
        text="        Obligation.attempt == obligation.attempt,\n",
        instead="",
        test=f"{CARRYING_TESTS}::test_a_late_failure_does_not_put_off_the_newer_attempt",
    ),
    Sabotage(
        guard="what failed is tried again",
        file=CARRYING,
        text="        _put_off(obligation)\n",
        instead="        _finish(obligation, None)\n",
        test=f"{CARRYING_TESTS}::test_a_failure_is_tried_again_later_and_later",
    ),
    Sabotage(
        guard="danger is never put off for long",
        file=CARRYING,
        text="""longest = LONGEST_DANGER_PAUSE if queue == "danger" else LONGEST_PAUSE""",
        instead="longest = LONGEST_PAUSE",
        test=f"{CARRYING_TESTS}::test_a_danger_is_never_put_off_for_longer_than_ten_seconds",
    ),
    Sabotage(
        guard="machines see what nobody carries out",
        file="helpline/console/metrics.py",
        text="in seconds_late().items():",
        instead="in dict.fromkeys(seconds_late(), 0.0).items():",
        test=f"{LATENESS_TESTS}::test_the_oldest_that_is_due_makes_its_queue_late",
    ),
    Sabotage(
        guard="what somebody is at is not late",
        file=CARRYING,
        text="claimable_since = func.greatest(Obligation.due_at, Obligation.lease_until)",
        instead="claimable_since = func.greatest(Obligation.due_at)",
        test=f"{LATENESS_TESTS}::test_what_somebody_is_at_is_late_when_their_lease_is_over",
    ),
    Sabotage(
        guard="the sweeper does a danger that nobody claimed",
        file=SWEEPING,
        text="        if each.is_unclaimed:",
        instead="        if False:",
        test=f"{SWEEPING_TESTS}::test_an_unclaimed_danger_is_done_by_the_sweeper_after_two_seconds",
    ),
    Sabotage(
        guard="the sweeper does danger itself without Redis",
        file=SWEEPING,
        text="""        if not redis_answers and each.queue == "danger":""",
        instead="        if False:",
        test=f"{SWEEPING_TESTS}::test_without_redis_danger_is_done_at_once_and_asking_it_costs_one_try",
    ),
    Sabotage(
        guard="the same letter leaves once",
        file=MESSAGES,
        text="""    return ":".join(map(str, parts))""",
        instead="""    return ":".join(map(str, (*parts, uuid4())))""",
        test=f"{SENDING_TESTS}::test_the_same_letter_for_the_same_occasion_leaves_once",
    ),
    Sabotage(
        guard="of a message that may have left a person decides",
        file=SENDING,
        text="    if outgoing.state is State.SENDING and not outgoing.is_danger:",
        instead="    if False:",
        test=f"{SENDING_TESTS}::test_a_worker_that_died_while_sending_leaves_the_question_to_a_person",
    ),
    Sabotage(
        guard="an address is destroyed once it was used",
        file=SENDING,
        text="    if state in {State.SENT, State.REFUSED}:",
        instead="    if state in {State.REFUSED}:",
        test=f"{SENDING_TESTS}::test_a_message_leaves_and_its_address_is_destroyed",
    ),
    Sabotage(
        guard="nobody who waits for us is erased",
        file=ERASING,
        text="    if contact.state in THEY_WAIT:",
        instead="    if False:",
        test=f"{RETENTION_TESTS}::test_somebody_who_waits_for_us_is_not_erased",
    ),
    Sabotage(
        guard="erasing destroys the keys",
        file=ERASING,
        text="""contact.file_for_desk = contact.thread_for_mailbox = None
    contact.desk_key_id = contact.mailbox_id""",
        instead="""contact.thread_for_desk
    contact.mailbox_id""",
        test=f"{RETENTION_TESTS}::test_nothing_of_an_erased_contact_can_be_opened",
    ),
    Sabotage(
        guard="no callback is promised outside staffed hours",
        file="helpline/intake/actions/callbacks.py",
        text="    if not policy.callback_allowed(desk, moment):",
        instead="    if False:",
        test=f"{CALLBACK_TESTS}::TestAPromiseThatIsNotMade::test_outside_staffed_hours",
    ),
    Sabotage(
        guard="a promise posted twice is one promise",
        file="helpline/intake/actions/callbacks.py",
        text="    callback_id = promise.once\n",
        instead="    callback_id = uuid4()\n",
        test="tests/triage/test_support.py"
        "::test_a_call_promised_twice_with_one_form_is_promised_once",
    ),
    Sabotage(
        guard="a worker runs nothing that is not ours",
        file="helpline/worker.py",
        text="                carry_out(*job.args)",
        instead="                job.perform()",
        test="tests/outbox/test_foreign_jobs.py::test_a_job_of_another_name_is_thrown_away",
    ),
    Sabotage(
        guard="a worker that is asked to stop finishes what it does",
        file="helpline/worker.py",
        text="            self.set_state(WorkerStatus.BUSY, pipeline=steps)\n",
        instead="",
        test="tests/outbox/test_foreign_jobs.py"
        "::test_asked_to_stop_a_worker_finishes_what_it_does_and_begins_nothing",
    ),
    Sabotage(
        guard="a policy that promises what cannot be is refused",
        file="helpline/policy/checks.py",
        text="""    if found["recording"]:""",
        instead="    if False:",
        test="tests/policy/test_reading.py::test_each_fault_is_named",
    ),
    Sabotage(
        guard="what nothing carries out is not promised",
        file=PROMISE,
        text="        if promise.holds(terms) and promise.carried_out_by in carried_out\n",
        instead="        if promise.holds(terms)\n",
        test=f"{PROMISE_TESTS}::test_a_clause_goes_when_nothing_carries_it_out",
    ),
    Sabotage(
        guard="what the policy does not say is not promised",
        file=PROMISE,
        text="        if promise.holds(terms) and promise.carried_out_by in carried_out\n",
        instead="        if promise.carried_out_by in carried_out\n",
        test=f"{PROMISE_TESTS}::test_a_clause_goes_when_its_field_turns_false",
    ),
)
