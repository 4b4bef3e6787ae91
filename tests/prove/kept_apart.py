"""What belongs to one desk, one partner, one person, stays with them."""

from typing import Final

from tests.prove.sabotage import Sabotage

RULES: Final = "helpline/wall/rules.py"
APPLIED: Final = "helpline/wall/applied.py"
TOLD: Final = "helpline/embedded/told.py"
NURSERY_TESTS: Final = "tests/embedded/test_nursery.py"
TOLD_TESTS: Final = "tests/embedded/test_told.py"
WALL_TESTS: Final = "tests/rules/test_wall.py"
HANDING_ON_TESTS: Final = "tests/referrals/test_handing_on.py"
RIGHTS: Final = "tests/intake/calls/test_in_call_rights.py"

KEPT_APART: Final = (
    Sabotage(
        guard="the wall goes up after every migration",
        file="helpline/migrations/running.py",
        text="            wall.apply(connection, prefix)\n",
        instead="            pass\n",
        test=f"{WALL_TESTS}::test_the_live_rights_are_the_written_ones",
    ),
    Sabotage(
        guard="a row stays at its desk when it is changed",
        file=APPLIED,
        text="""else f"USING ({condition})\"""",
        instead="""else f"USING ({condition})" + " WITH CHECK (true)" * (command == "UPDATE")""",
        test=f"{WALL_TESTS}::test_a_row_cannot_be_moved_to_another_desk",
    ),
    Sabotage(
        guard="another desk's contact is not there under our own address",
        file=RULES,
        text="""        *of_desks(S, U),
        *to_desks(I),
    ),
    "message": (""",
        instead="""        *to_desks(S, I, U),
    ),
    "message": (""",
        test="tests/triage/test_contact_page.py"
        "::test_another_desks_contact_is_not_there_under_our_own_address",
    ),
    Sabotage(
        guard="a desk reads of a danger only what the red bar shows",
        file=RULES,
        text="        *to_desks(S, columns=RED_BAR),",
        instead="        *to_desks(S),",
        test="tests/triage/danger/test_ladder.py::test_no_role_but_danger_reads_who_or_where",
    ),
    Sabotage(
        guard="a session is found by its own token",
        file="helpline/referrals/portal/guards.py",
        text="PartnerSession.token_hash == hashed(token), ",
        instead="",
        test="tests/rules/test_routes.py"
        "::test_a_staff_session_opens_no_partner_page_and_no_other_way_round",
    ),
    Sabotage(
        guard="a ring holds the keys of those it was loaded for",
        file="helpline/vault/keyring.py",
        text="if pair[0].holder == holder]",
        instead="if pair]",
        test="tests/vault/test_keys.py::test_another_desk_does_not",
    ),
    Sabotage(
        guard="a package opens for its partner alone",
        file="helpline/vault/current.py",
        text="""    return _held().only(f"partner-{slug}")""",
        instead="    return _held()",
        test=f"{HANDING_ON_TESTS}"
        "::test_a_package_holds_no_word_in_clear_and_opens_for_its_partner_alone",
    ),
    Sabotage(
        guard="a yes is kept as it was given",
        file="helpline/referrals/actions/consenting.py",
        text="        what=list(yes.what),",
        instead="        what=list(agreement.categories),",
        test=f"{HANDING_ON_TESTS}"
        "::test_a_field_that_was_not_agreed_is_not_told_even_if_it_is_posted",
    ),
    Sabotage(
        guard="nobody listens before the caller has heard of it",
        file="helpline/intake/calls/duties/orders.py",
        text="    OrderKind.LISTEN: _listen,\n",
        instead="    OrderKind.LISTEN: _bring_in,\n",
        test=f"{RIGHTS}::test_a_supervisor_listens_only_after_the_caller_has_heard_of_it",
    ),
    Sabotage(
        guard="a pass places no call",
        file="helpline/providers/twilio/softphone.py",
        text="VoiceGrant(incoming_allow=True)",
        instead="VoiceGrant(incoming_allow=True, outgoing_application_sid=config.carrier_account)",
        test="tests/console/test_phone.py"
        "::test_a_pass_lets_one_person_be_rung_for_ten_minutes_and_place_no_calls",
    ),
    Sabotage(
        guard="without a signing secret every webhook is refused",
        file="helpline/providers/twilio/webhooks.py",
        text="        return bool(signature) and any(fits)",
        instead="        return all(fits)",
        test="tests/intake/calls/test_webhooks.py::test_without_a_signing_secret_everything_is_refused",
    ),
    Sabotage(
        guard="one key alone raises no danger",
        file="helpline/intake/calls/decisions/dialogue.py",
        text="        return Move(Turn.ASK_DANGER)",
        instead="        return Move(Turn.CONFIRM_DANGER)",
        test="tests/intake/calls/test_danger.py"
        "::test_the_emergency_number_comes_first_and_one_key_alone_raises_nothing",
    ),
    Sabotage(
        guard="the public face is told of no private key",
        file=TOLD,
        text="""    face="public",\n""",
        instead="""    face="staff",\n    own=("SECRET_KEY", *KEYS),\n    login="public",\n""",
        test=f"{TOLD_TESTS}::test_the_public_face_is_told_of_no_private_key_and_only_it_of_the_pepper",
    ),
    Sabotage(
        guard="each process is told its own secrets only",
        file=TOLD,
        text="    return {name: house[known] for",
        instead="    return dict(house) | {name: house[known] for",
        test=f"{TOLD_TESTS}::test_each_process_is_told_its_own_secrets_and_no_others",
    ),
    Sabotage(
        guard="whom the others are forked from is told no secret",
        file="helpline/embedded/members.py",
        text="env=told.harmless(house), log=log",
        instead="env=house, log=log",
        test=f"{TOLD_TESTS}::test_whom_the_others_are_forked_from_is_told_no_secret",
    ),
    Sabotage(
        guard="the environment of a forked process is replaced",
        file="helpline/config.py",
        text="    os.environ.clear()  # noqa: TID251  (likewise)\n",
        instead="",
        test=f"{NURSERY_TESTS}"
        "::test_it_sees_and_hands_on_the_environment_that_it_is_given_and_nothing_else",
    ),
    Sabotage(
        guard="a forked process has no way to whom it was forked from",
        file="helpline/embedded/nursery/__main__.py",
        text="            channel.detach()  #",
        instead="            os.dup(channel.detach())  #",
        test=f"{NURSERY_TESTS}::test_it_holds_no_way_to_whom_it_was_forked_from",
    ),
    Sabotage(
        guard="a forked process ends with whoever asked for it",
        file="helpline/embedded/nursery/__main__.py",
        text="""    library.prctl(PR_SET_PDEATHSIG, told["death_signal"], 0, 0, 0)\n""",
        instead="",
        test=f"{NURSERY_TESTS}::test_nothing_outlives_who_asked_for_it",
    ),
)
