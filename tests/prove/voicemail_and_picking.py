"""Messages on the phone, and who is rung."""

from typing import Final

from tests.prove.sabotage import Sabotage

DUTIES: Final = "helpline/intake/calls/duties/voicemail.py"
TAKING: Final = "helpline/intake/calls/actions/voicemail.py"
PLAYING: Final = "helpline/intake/actions/voicemail.py"
RINGING: Final = "helpline/intake/calls/decisions/ringing.py"
LOOKING: Final = "helpline/intake/calls/duties/looking.py"
MESSAGES: Final = "tests/intake/calls/test_voicemail.py"
PICKING: Final = "tests/intake/calls/test_picking.py"
RULES: Final = "tests/intake/calls/test_ringing_decisions.py"

UNTOLD: Final = "tests/intake/calls/test_untold_voicemail.py"

VOICEMAIL_AND_PICKING: Final = (
    Sabotage(
        guard="a lost report loses no message",
        file=DUTIES,
        text="    if _is_listed(voicemail_id):\n        return None\n",
        instead="",
        test=f"{UNTOLD}::test_a_message_whose_report_is_lost_is_found_in_the_carriers_own_list",
    ),
    Sabotage(
        guard="of a call's recordings only its own are listed",
        file="helpline/providers/twilio/verbs.py",
        text="asked(self._client.calls(call_ref).recordings.list)",
        instead="asked(self._client.recordings.list)",
        test="tests/providers/test_recording.py::"
        "test_the_carrier_lists_what_was_recorded_of_a_call_and_of_no_other",
    ),
    Sabotage(
        guard="a message is stored sealed",
        file="helpline/vault/content.py",
        text="Sealed(bytes(Aead(self._raw).encrypt(raw, place)))",
        instead="Sealed(raw)",
        test=f"{MESSAGES}::test_a_message_is_fetched_sealed_and_then_deleted_at_the_carrier",
    ),
    Sabotage(
        guard="a message is not left with the carrier",
        file=DUTIES,
        text="    _unless_gone(lambda: current_carrier().delete_recording(found.recording_ref))\n",
        instead="",
        test=f"{MESSAGES}::test_a_message_is_fetched_sealed_and_then_deleted_at_the_carrier",
    ),
    Sabotage(
        guard="the same report makes no second message",
        file=TAKING,
        text=" and not _is_reported(report.recording_ref):",
        instead=":",
        test=f"{MESSAGES}::test_the_same_report_long_afterwards_makes_no_second_message",
    ),
    Sabotage(
        guard="a message that never came is told",
        file=TAKING,
        text="""owe("voicemail.miss", voicemail_id, desk=desk, due_at=due, deadline_at=due)""",
        instead="pass",
        test=f"{MESSAGES}"
        "::test_a_recording_that_never_comes_is_told_to_the_supervisors_until_one_has_seen_it",
    ),
    Sabotage(
        guard="a message is played to whoever has the contact",
        file=PLAYING,
        text="""    if contact.taken_by != by.id:
        raise ListenWhenYours
    if voicemail.key_id""",
        instead="    if voicemail.key_id",
        test=f"{MESSAGES}::test_whoever_has_the_contact_hears_it_and_nobody_else",
    ),
    Sabotage(
        guard="a message goes with its contact",
        file="helpline/intake/actions/erasing.py",
        text="    _erase_voicemail(contact)\n",
        instead="",
        test=f"{MESSAGES}::test_a_contact_that_is_erased_takes_its_messages_along",
    ),
    Sabotage(
        guard="danger is heard while a message is spoken",
        file=TAKING,
        text="""        done_on="#0*",""",
        instead="""        done_on="#",""",
        test=f"{MESSAGES}::test_danger_works_before_the_tone_and_while_a_message_is_spoken[- 0]",
    ),
    Sabotage(
        guard="a refused organisation stays away from a caller",
        file=RINGING,
        text="one.organisation != caller.refused_organisation",
        instead="True",
        test=f"{PICKING}::test_callers_talk_with_whom_they_would[wish3-expected3]",
    ),
    Sabotage(
        guard="one phone never rings for two callers",
        file=RINGING,
        text="        free = [one for one in free if one not in chosen]\n",
        instead="",
        test=f"{RULES}::test_where_many_wait_phones_ring_for_many_of_them",
    ),
    Sabotage(
        guard="a forgotten phone eats no callers",
        file=RINGING,
        text="    here = [one for one in answerers if not one.is_set_aside]",
        instead="    here = list(answerers)",
        test=f"{PICKING}::test_who_let_it_ring_three_times_is_set_aside_told_so_and_can_come_back",
    ),
    Sabotage(
        guard="a phone that another answered is not held against its owner",
        file="helpline/intake/calls/actions/legs.py",
        text="""    return is_waiting and not said_something and leg.fate != "cancelled\"""",
        instead="    return True",
        test=f"{PICKING}"
        "::test_only_a_phone_that_a_caller_still_waited_for_counts_against_its_owner"
        "[ended-no-answer-0]",
    ),
    Sabotage(
        guard="who declines in the browser has not let it ring",
        file="helpline/intake/calls/actions/legs.py",
        text="    said_something = leg.accepted_at is not None or leg.declined_at is not None",
        instead="    said_something = leg.accepted_at is not None",
        test=f"{PICKING}::test_who_declines_in_the_browser_has_not_let_it_ring",
    ),
    Sabotage(
        guard="a caller's voice is not offered for download",
        file="helpline/triage/desk/templates/desk/voicemail.html",
        text=' controlslist="nodownload"',
        instead="",
        test=f"{MESSAGES}::test_whoever_has_the_contact_hears_it_and_nobody_else",
    ),
)
