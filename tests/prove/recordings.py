"""The recordings of the phone: bound to their words, and never a machine's for a person's."""

from typing import Final

from tests.prove.sabotage import Sabotage

SHELF: Final = "helpline/intake/calls/recordings/shelf.py"
LACKING: Final = "helpline/intake/calls/recordings/lacking.py"
IMPORTING: Final = "helpline/intake/calls/recordings/importing.py"
SERVING: Final = "helpline/intake/calls/routes/recordings.py"
SOUND: Final = "helpline/sound.py"
TESTS: Final = "tests/intake/calls/recordings"

RECORDINGS: Final = (
    Sabotage(
        guard="a recording is bound to its very words",
        file=SHELF,
        text="return hashlib.sha256(words.encode()).hexdigest()[:8]",
        instead='return hashlib.sha256(b"").hexdigest()[:8]',
        test=f"{TESTS}/test_taking_in.py::test_one_letter_changed_and_it_is_missing_again",
    ),
    Sabotage(
        guard="no stand-in is played to real callers",
        file=SHELF,
        text="if named and (self.with_placeholders or not is_placeholder(file)):",
        instead="if named:",
        test=f"{TESTS}/test_taking_in.py::test_a_stand_in_is_as_good_as_missing_for_real_callers",
    ),
    Sabotage(
        guard="a machine's recording is not taken for a person's",
        file=IMPORTING,
        text='if sound.notes.get("source") == PLACEHOLDER:',
        instead="if False:",
        test=f"{TESTS}/test_taking_in.py::test_a_stand_in_cannot_be_taken_in_as_a_persons",
    ),
    Sabotage(
        guard="silence is no recording",
        file=IMPORTING,
        text="if sound.loudest < SILENCE else",
        instead="if False else",
        test=f"{TESTS}/test_taking_in.py::test_what_cannot_be_played_stays_outside",
    ),
    Sabotage(
        guard="half a file is no sound",
        file=SOUND,
        text="        if len(body) < size:",
        instead="        if False:",
        test="tests/test_sound.py::test_what_is_no_sound_is_refused_with_a_reason",
    ),
    Sabotage(
        guard="only recordings are served",
        file=SERVING,
        text="if folder is None or not FILE_NAME.fullmatch(name):",
        instead="if folder is None:",
        test=f"{TESTS}/test_serving.py::test_nothing_else_is_served",
    ),
    Sabotage(
        guard="a language that nothing speaks is not offered",
        file=LACKING,
        text="return not has_voice(language) and any(_lacking(language, offered))",
        instead="return False",
        test=f"{TESTS}/test_slots.py::test_a_language_is_offered_once_every_slot_is_recorded",
    ),
    Sabotage(
        guard="the policy check names a language that nothing speaks",
        file=LACKING,
        text="if not has_voice(code) and (slots := missing(code, offered)):",
        instead="if slots := list[Slot]():",
        test="tests/policy/test_presets.py::"
        "test_the_command_names_the_languages_that_nothing_can_speak",
    ),
    Sabotage(
        guard="a player that plays nothing says why",
        file="helpline/cli/hearing.py",
        text="if played.returncode and not self._is_broken:",
        instead="if played.returncode < 0:",
        test=f"{TESTS}/test_hearing.py::"
        "test_where_a_player_plays_nothing_the_call_goes_on_in_print_and_says_why",
    ),
)
