"""What only a house that really runs can show: its pages, and everything they leave behind."""

from typing import Final

from tests.prove.sabotage import Sabotage

CANARY_TESTS: Final = "tests/canary/test_canary.py"
FACE_TESTS: Final = "tests/canary/test_public_face.py"

REAL_HOUSE: Final = (
    Sabotage(
        guard="the login of the public face reads no row back",
        file="helpline/wall/rules.py",
        text="""    "account": (\n""",
        instead="""    "account": (\n        Rule(Role.PUBLIC, (S,)),\n""",
        test=f"{FACE_TESTS}::test_it_reads_no_row_back",
    ),
    Sabotage(
        guard="no key is made of what the public face was told",
        file="helpline/vault/content.py",
        text="        return cls(random(Aead.KEY_SIZE))",
        instead="""        told = __import__("os").environ["HELPLINE_ROLE_PREFIX"].encode()
        return cls(__import__("hashlib").sha256(told).digest())""",
        test=f"{FACE_TESTS}::test_of_a_stolen_copy_of_the_database_it_opens_nothing",
    ),
    Sabotage(
        guard="a partner reads only the messages that were ticked for them",
        file="helpline/referrals/staff/forms.py",
        text=" in passages if message_id in chosen)",
        instead=" in passages)",
        test=f"{CANARY_TESTS}::test_no_page_shows_a_mark_to_anybody_else",
    ),
    Sabotage(
        guard="the audit trail names deeds and no words",
        file="helpline/intake/actions/answering.py",
        text="""audit.record("note.written", subject_id""",
        instead="""audit.record(f"note.written {words}", subject_id""",
        test=f"{CANARY_TESTS}::test_no_mark_is_left_anywhere_in_clear",
    ),
    Sabotage(
        guard="no house starts on tables that could not be brought up to date",
        file="helpline/embedded/supervisor.py",
        text="            if process.exit_code != 0:\n",
        instead="            if process.exit_code is None:\n",
        test="tests/embedded/test_without_nursery.py::test_a_step_that_fails_says_why",
    ),
)
