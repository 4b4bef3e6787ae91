"""Keys, receipts, tokens: what is sealed, to whom, and for how long."""

from typing import Final

from tests.prove.sabotage import Sabotage

SEALING_TESTS: Final = "tests/vault/test_sealing.py"
KEY_TESTS: Final = "tests/vault/test_keys.py"
RECEIPT_TESTS: Final = "tests/vault/test_receipts.py"
TOKEN_TESTS: Final = "tests/vault/test_tokens.py"
PASSWORD_TESTS: Final = "tests/vault/test_passwords.py"
KEYRING: Final = "helpline/vault/keyring.py"
TOKENS: Final = "helpline/vault/tokens.py"

SEALING: Final = (
    Sabotage(
        guard="words are bound to their place",
        file="helpline/vault/sealed.py",
        text="""return of.bytes + b"|" + column.encode()""",
        instead="""return b"anywhere\"""",
        test=f"{SEALING_TESTS}::test_words_do_not_open_in_another_column_or_row",
    ),
    Sabotage(
        guard="a text does not tell its length",
        file="helpline/vault/padding.py",
        text="BLOCK: Final = 64",
        instead="BLOCK: Final = 1",
        test=f"{SEALING_TESTS}::test_a_short_answer_looks_like_any_other_short_answer",
    ),
    Sabotage(
        guard="a box is bound to its place",
        file=KEYRING,
        text="if raw.startswith(named):",
        instead="if raw:",
        test=f"{KEY_TESTS}::test_a_box_moved_to_another_row_stays_shut",
    ),
    Sabotage(
        guard="a smaller ring has lost the other keys",
        file=KEYRING,
        text="if KeyId.read(name).holder in holders}",
        instead="}",
        test=f"{KEY_TESTS}::test_a_ring_for_one_desk_has_lost_the_others_keys",
    ),
    Sabotage(
        guard="a key is never wrapped to another desk",
        file=KEYRING,
        text="if KeyId.read(key_id_old).holder != holder_new.holder:",
        instead="if False:",
        test=f"{KEY_TESTS}::test_a_key_is_never_handed_on_to_another_desk",
    ),
    Sabotage(
        guard="a receipt's lookup costs a slow hash",
        file="helpline/vault/receipts.py",
        text="""return Unlocking(subkey(master, "lookup"),""",
        instead="""return Unlocking(subkey(pepper, receipt),""",
        test=f"{RECEIPT_TESTS}::test_both_values_come_from_one_run_of_argon2id",
    ),
    Sabotage(
        guard="finding and opening a mailbox take two values",
        file="helpline/vault/receipts.py",
        text="""subkey(master, "unlock")""",
        instead="""subkey(master, "lookup")""",
        test=f"{RECEIPT_TESTS}::test_the_two_values_are_all_there_is_and_do_not_tell_each_other",
    ),
    Sabotage(
        guard="slow hashes take bounded memory",
        file="helpline/vault/argon.py",
        text="BoundedSemaphore(2)",
        instead="BoundedSemaphore(200)",
        test=f"{RECEIPT_TESTS}::test_no_more_than_two_guesses_take_memory_at_once",
    ),
    Sabotage(
        guard="slow hashes of public pages leave threads to the phone",
        file="helpline/vault/argon.py",
        text="BoundedSemaphore(8)",
        instead="BoundedSemaphore(800)",
        test="tests/intake/public/test_crowded.py"
        "::test_eight_forms_wait_and_the_ninth_is_turned_away_at_once",
    ),
    Sabotage(
        guard="a pepper that protects nothing is refused",
        file="helpline/vault/derive.py",
        text="if len(pepper) < SHORTEST_PEPPER:",
        instead="if False:",
        test=f"{RECEIPT_TESTS}::test_a_pepper_that_protects_nothing_is_refused",
    ),
    Sabotage(
        guard="a token expires",
        file=TOKENS,
        text="""if now >= datetime.fromisoformat(note["until"]):""",
        instead="if False:",
        test=f"{TOKEN_TESTS}::test_it_serves_until_its_time_and_no_longer",
    ),
    Sabotage(
        guard="a token serves one purpose",
        file=TOKENS,
        text="""f"token {purpose}\"""",
        instead="""f"token {purpose[:0]}\"""",
        test=f"{TOKEN_TESTS}::test_a_mailbox_token_is_not_a_form_token",
    ),
    Sabotage(
        guard="no account, no password",
        file="helpline/vault/passwords.py",
        text="return matches and stored is not None",
        instead="return matches",
        test=f"{PASSWORD_TESTS}::test_an_account_that_does_not_exist_has_no_password_not_even_ours",
    ),
    Sabotage(
        guard="what is sealed is not printed",
        file="helpline/vault/secret.py",
        text="""raise TypeError(f"a {type(self).__name__} reached a template")""",
        instead="return str(self)",
        test=f"{SEALING_TESTS}::test_secrets_reach_no_page_no_log_and_no_queue",
    ),
)
