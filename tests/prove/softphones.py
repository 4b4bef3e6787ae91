"""Phones in browsers: who may have one, where people are rung, what its page may do."""

from typing import Final

from tests.prove.sabotage import Sabotage

RINGING: Final = "helpline/people/ringing.py"
TESTS: Final = "tests/console/test_phone.py"

SOFTPHONES: Final = (
    Sabotage(
        guard="a browser that fell silent is not where danger rings",
        file="helpline/people/decisions.py",
        text="    if browser_until is not None and moment < browser_until:",
        instead="    if browser_until is not None:",
        test=f"{TESTS}::test_a_browser_that_falls_silent_is_believed_for_two_minutes_and_a_half",
    ),
    Sabotage(
        guard="who signs out is not rung in the browser",
        file="helpline/people/actions.py",
        text="    note_browser_gone(staff)\n",
        instead="",
        test=f"{TESTS}"
        "::test_who_signs_out_or_chooses_the_telephone_is_not_rung_in_the_browser[/sign-out]",
    ),
    Sabotage(
        guard="a phone is for whom a call would look for",
        file=RINGING,
        text="    if not (staff.desk or staff.is_on_duty or staff.is_supervisor):",
        instead="    if False:",
        test=f"{TESTS}::test_nobody_is_given_a_pass_whom_no_call_would_look_for",
    ),
    Sabotage(
        guard="passes to the carrier are not given out by the dozen",
        file=RINGING,
        text="        .where(StaffSession.id == staff.session_id, rested)\n",
        instead="        .where(StaffSession.id == staff.session_id)\n",
        test=f"{TESTS}::test_passes_are_not_given_out_by_the_dozen",
    ),
    Sabotage(
        guard="an open phone window keeps no session alive",
        file="helpline/console/templates/console/phone.html",
        text="url_for('console.phone_token', poll=1)",
        instead="url_for('console.phone_token')",
        test=f"{TESTS}::test_an_open_window_that_renews_its_pass_keeps_no_session_alive",
    ),
    Sabotage(
        guard="no page of the console but the phone's window may use the microphone",
        file="helpline/faces.py",
        text="""PERMISSIONS: Final = "camera=(), geolocation=(), microphone=(), """,
        instead="""PERMISSIONS: Final = "camera=(), geolocation=(), microphone=(self), """,
        test=f"{TESTS}::test_only_the_phones_own_window_may_use_the_microphone_and_ask_elsewhere",
    ),
    Sabotage(
        guard="the phone's library is the one that was published",
        file="NOTICE",
        text="sha256 35d3cb1b",
        instead="sha256 00000000",
        test=f"{TESTS}::test_the_phones_library_is_the_one_that_was_published",
    ),
    Sabotage(
        guard="the practice line takes no token that it did not sign",
        file="helpline/providers/practice/tokens.py",
        text="        genuine = hmac.compare_digest(",
        instead="        genuine = True or hmac.compare_digest(",
        test="tests/providers/test_devices.py::test_a_token_cannot_be_changed",
    ),
)
