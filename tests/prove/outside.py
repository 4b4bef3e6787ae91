"""Everybody from outside: enquirers, callers, the carrier, partners; and danger."""

from typing import Final

from tests.prove.sabotage import Sabotage

ARRIVING: Final = "helpline/intake/actions/arriving.py"
LIMITS: Final = "helpline/intake/limits.py"
STEPS: Final = "helpline/intake/public/steps.py"
DANGER: Final = "helpline/triage/danger/actions.py"
HANDING_ON: Final = "helpline/referrals/actions/handing_on.py"
CLOSING: Final = "helpline/referrals/actions/closing.py"
TWICE_TESTS: Final = "tests/intake/public/test_twice.py"
STEP_TESTS: Final = "tests/intake/public/test_steps.py"
THROTTLE_TESTS: Final = "tests/intake/public/test_throttle.py"
CROWD_TESTS: Final = "tests/intake/public/test_crowded.py"
INPUT_TESTS: Final = "tests/intake/public/test_bad_input.py"
WEBHOOK_TESTS: Final = "tests/intake/calls/test_webhooks.py"
DANGER_TESTS: Final = "tests/triage/danger/test_pages.py"
REFERRAL_TESTS: Final = "tests/referrals/test_handing_on.py"
ANSWER_TESTS: Final = "tests/referrals/test_answers.py"

OUTSIDE: Final = (
    Sabotage(
        guard="a connection is not closed just as a console looks again",
        file="helpline/embedded/members.py",
        text="KEEP_ALIVE: Final = 15",
        instead="KEEP_ALIVE: Final = 2",
        test="tests/embedded/test_members.py"
        "::test_a_console_that_looks_every_two_seconds_keeps_its_connection",
    ),
    Sabotage(
        guard="danger is asked before everything else",
        file=STEPS,
        text="""    if not draft.answers.get("danger"):""",
        instead="    if False:",
        test=f"{STEP_TESTS}::test_nothing_comes_before_the_question_about_danger",
    ),
    Sabotage(
        guard="a form waits for its slow hash only where there is room",
        file="helpline/intake/public/sending.py",
        text="    with unless_crowded():\n",
        instead="    if unless_crowded:\n",
        test=f"{CROWD_TESTS}"
        "::test_a_form_that_is_turned_away_keeps_everything_and_shows_the_numbers",
    ),
    Sabotage(
        guard="danger in a form that is turned away is told",
        file="helpline/intake/public/walk.py",
        text="return _tell(page) if is_untold(page.draft) else _not_taken(page, error)",
        instead="return _not_taken(page, error)",
        test=f"{CROWD_TESTS}::test_danger_in_a_form_that_is_turned_away_is_told_all_the_same",
    ),
    Sabotage(
        guard="nobody writes before the notice",
        file=STEPS,
        text="    if not draft.notice_version and ",
        instead="    if False and ",
        test=f"{STEP_TESTS}::test_nobody_writes_before_the_notice_was_shown",
    ),
    Sabotage(
        guard="a form posted twice is one contact",
        file="helpline/intake/models/contact.py",
        text="    lookup: Mapped[bytes] = mapped_column(LargeBinary, unique=True)",
        instead="    lookup: Mapped[bytes] = mapped_column(LargeBinary)",
        test="tests/rules/test_wall.py::test_the_migrations_make_the_tables_that_the_models_say",
    ),
    Sabotage(
        guard="a form sent again adds nothing twice",
        file=ARRIVING,
        text="        if _message_key(statement, arrival.form_key) not in said\n",
        instead="",
        test=f"{TWICE_TESTS}::test_a_form_posted_twice_is_one_contact_and_shows_the_same_receipt",
    ),
    Sabotage(
        guard="another website posts nothing in somebody's name",
        file="helpline/intake/public/admission.py",
        text="    return urlsplit(named).netloc in {request.host, ours}",
        instead="    return True",
        test=f"{INPUT_TESTS}::test_a_post_from_another_website_keeps_the_words_and_stores_nothing",
    ),
    Sabotage(
        guard="guessing receipts is slowed",
        file=LIMITS,
        text="        return 0 if tries < self.free else ",
        instead="        return 0 if tries else ",
        test=f"{THROTTLE_TESTS}::test_five_tries_are_free_and_the_sixth_has_to_wait",
    ),
    Sabotage(
        guard="a mailbox stops nobody else's call",
        file="helpline/intake/mailbox/actions.py",
        text="    if theirs is None:\n        return\n",
        instead="",
        test="tests/intake/public/test_mailbox.py::test_nobody_elses_call_is_cancelled",
    ),
    Sabotage(
        guard="what could not be looked up is no wrong receipt",
        file="helpline/intake/mailbox/serving.py",
        text="        answer = _instead(error)\n",
        instead="        return _instead(error)\n",
        test=f"{THROTTLE_TESTS}::test_what_could_not_be_looked_up_is_not_counted",
    ),
    Sabotage(
        guard="no network address is kept by the throttle",
        file=LIMITS,
        text=", source).hex()",
        instead=", source).hex() + source",
        test=f"{THROTTLE_TESTS}::test_no_address_is_kept_anywhere",
    ),
    Sabotage(
        guard="what the carrier did not sign is refused",
        file="helpline/intake/calls/admission.py",
        text="        abort(HTTPStatus.FORBIDDEN)",
        instead="        return",
        test=f"{WEBHOOK_TESTS}::test_what_the_carrier_did_not_sign_is_refused",
    ),
    Sabotage(
        guard="a webhook sent twice does nothing twice",
        file="helpline/intake/calls/once.py",
        text="        if not claimed(key):",
        instead="        if not claimed(key) and not key:",
        test=f"{WEBHOOK_TESTS}::test_the_same_request_gets_the_same_answer_and_does_nothing_twice",
    ),
    Sabotage(
        guard="an older report changes nothing",
        file="helpline/intake/calls/actions/legs.py",
        text="""    if report.order <= leg.sequence and not report.state.is_final:
        return
    call = call_of(leg)  # locked before the leg is changed, as everywhere
    if leg.state in TAKEN and leg.carrier_ref not in {None, report.call_ref}:
        return  # the other one of two that rang at once
    leg.sequence = max(leg.sequence, report.order)""",
        instead="    call = call_of(leg)\n    leg.sequence = report.order",
        test=f"{WEBHOOK_TESTS}::test_an_older_report_about_a_phone_changes_nothing",
    ),
    Sabotage(
        guard="the first who accepts a danger has it",
        file=DANGER,
        text="        .where(Danger.id == danger_id, Danger.state == DangerState.OPEN)\n",
        instead="        .where(Danger.id == danger_id)\n",
        test="tests/triage/danger/test_accepting.py"
        "::test_accepted_on_the_console_the_second_is_told_who_was_first",
    ),
    Sabotage(
        guard="nobody stands a danger down alone",
        file=DANGER,
        text="    if danger.ended_by == by:",
        instead="    if False:",
        test=f"{DANGER_TESTS}::test_nobody_stands_a_danger_down_alone",
    ),
    Sabotage(
        guard="nobody is handed on without a yes",
        file=HANDING_ON,
        text="""    if consent is None:
        raise ConsentMissing(partner.name)""",
        instead="""    if consent is None:
        consent = Consent(what=["reason"], until=today(), id=uuid4())""",
        test=f"{REFERRAL_TESTS}::test_nobody_is_handed_on_without_their_yes",
    ),
    Sabotage(
        guard="the same yes, posted twice, is one",
        file="helpline/referrals/actions/consenting.py",
        text="    if known := _same_yes(contact, partner, yes, until):",
        instead="    if known := None:",
        test="tests/referrals/test_handing_on.py"
        "::test_a_yes_posted_twice_is_one_and_taking_it_back_leaves_none",
    ),
    Sabotage(
        guard="a yes that was taken back hands nobody on",
        file=HANDING_ON,
        text="    if consent.withdrawn_at is not None:",
        instead="    if False:",
        test=f"{REFERRAL_TESTS}::test_a_yes_that_was_taken_back_hands_nobody_on",
    ),
    Sabotage(
        guard="a yes that has run out hands nobody on",
        file=HANDING_ON,
        text="    if consent.until < today():",
        instead="    if False:",
        test=f"{REFERRAL_TESTS}::test_a_yes_that_has_run_out_hands_nobody_on",
    ),
    Sabotage(
        guard="a partner without an agreement is told nothing",
        file=HANDING_ON,
        text="""    if agreement is None:
        raise AgreementMissing(partner.name)""",
        instead="""    agreement = agreement or db.session.query(Agreement).first()
    assert agreement""",
        test=f"{REFERRAL_TESTS}"
        "::test_without_an_agreement_in_force_no_yes_is_asked_for_and_nothing_told",
    ),
    Sabotage(
        guard="a field outside the yes is not told",
        file=HANDING_ON,
        text="    if release.outside_consent:",
        instead="    if False:",
        test="tests/referrals/test_forgetting.py"
        "::test_a_field_that_was_not_agreed_is_refused_and_not_dropped_in_silence",
    ),
    Sabotage(
        guard="a yes that is taken back closes the partner's page",
        file="helpline/wall/words.py",
        text=" (SELECT 1 FROM consent c WHERE c.id = consent_id AND c.withdrawn_at IS NULL))",
        instead=" (SELECT 1 FROM consent c WHERE c.id = consent_id))",
        test=f"{ANSWER_TESTS}::test_a_yes_that_is_taken_back_closes_the_partners_page_at_once",
    ),
    Sabotage(
        guard="closing a handover destroys its key",
        file=CLOSING,
        text="    package.wrapped_key = package.key_id = None\n",
        instead="",
        test=f"{ANSWER_TESTS}::test_a_yes_that_runs_out_closes_the_page_by_itself",
    ),
    Sabotage(
        guard="a decline needs a reason",
        file="helpline/referrals/portal/forms.py",
        text="""        [InputRequired(_l("Please choose one."))],
        choices=choosing(DECLINES)""",
        instead="""        [Optional()],
        choices=choosing(DECLINES)""",
        test=f"{ANSWER_TESTS}::test_a_decline_needs_a_reason",
    ),
    Sabotage(
        guard="another partner sees nothing of a handover",
        file="helpline/wall/words.py",
        text="""PARTNER: Final = "partner_id = """,
        instead="""PARTNER: Final = "true OR partner_id = """,
        test=f"{ANSWER_TESTS}::test_another_partner_sees_nothing_of_it",
    ),
)
