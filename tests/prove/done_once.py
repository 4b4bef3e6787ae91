"""On the phone: what a dying worker must not do twice, and what is kept no longer than needed."""

from typing import Final

from tests.prove.sabotage import Sabotage

DUTIES: Final = "helpline/intake/calls/duties"
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
        guard="what came by text is sealed to its desk",
        file="helpline/intake/calls/actions/texting.py",
        text='body=holder.seal_box(words, place(message_id, "message.body")),',
        instead='body=type(holder.seal_box("", b""))(words.encode()),',
        test="tests/intake/calls/test_texting.py"
        "::test_words_of_somebody_who_allowed_texts_reach_their_handler",
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
