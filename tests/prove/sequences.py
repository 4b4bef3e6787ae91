"""What a carrier sends late, alone or never, and tapes of it."""

from typing import Final

from tests.prove.sabotage import Sabotage

LEGS: Final = "helpline/intake/calls/actions/legs.py"
SEQUENCES: Final = "tests/calls/test_sequences.py"
TALKS: Final = f"{SEQUENCES}::test_5_the_star_ends_a_talk_and_a_handler_who_leaves_does_not"

SEQUENCE_GUARDS: Final = (
    Sabotage(
        guard="a phone's first request, sent again, takes nobody's caller away",
        file=LEGS,
        text="    if leg.state not in TAKEN and not _is_wanted(leg, call_of(leg)):",
        instead="    if not _is_wanted(leg, call_of(leg)):",
        test=f"{TALKS}[late]",
    ),
    Sabotage(
        guard="nobody is left in silence where the report of a phone's end is lost",
        file=LEGS,
        text="            leave(leg)  # its status report may be late, or lost",
        instead="            pass",
        test=f"{TALKS}[lost]",
    ),
    Sabotage(
        guard="no tape holds a number",
        file="helpline/providers/practice/taping.py",
        text="""        if names_in(kept["steps"]):""",
        instead="        if False:",
        test="tests/providers/test_calibration.py::"
        "test_a_tape_with_a_number_left_over_is_not_written",
    ),
    Sabotage(
        guard="nobody is recorded but for a message",
        file="helpline/providers/practice/rules.py",
        text="""        if name == "record":""",
        instead="        if False:",
        test="tests/providers/test_rules.py::"
        "test_what_twilio_would_refuse_is_refused_with_its_reason",
    ),
)
