"""What is kept, said or sent nowhere: numbers, codes, cookies, hidden characters."""

from typing import Final

from tests.prove.sabotage import Sabotage

LINE: Final = "helpline/intake/calls/actions/line.py"
TOLD_TESTS: Final = "tests/embedded/test_told.py"

LEFT_NOWHERE: Final = (
    Sabotage(
        guard="a call keeps the number that was dialled, and not the caller's",
        file=LINE,
        text="line.dialled if line.dialled in current_policy().phone_numbers else None",
        instead="line.caller.number",
        test="tests/intake/calls/test_story.py::test_the_number_of_a_caller_is_kept_nowhere",
    ),
    Sabotage(
        guard="a text is known by a hash of its sender",
        file="helpline/intake/calls/routes/texts.py",
        text="""    by = ",".join(one.hex() for one in hashes) or short""",
        instead="    by = received.sender.number",
        test="tests/intake/calls/test_texting.py::test_no_number_is_kept_of_a_text",
    ),
    Sabotage(
        guard="a number goes when its call was made",
        file="helpline/intake/actions/callbacks.py",
        text="    callback.number = callback.name_to_say =",
        instead="    callback.name_to_say =",
        test="tests/intake/test_callbacks.py"
        "::test_a_call_that_was_made_reminds_nobody_and_forgets_the_number",
    ),
    Sabotage(
        guard="the audit trail names no code",
        file="helpline/intake/mailbox/phone_code.py",
        text="""audit.record("phone_code.made", subject_id""",
        instead="""audit.record(f"phone_code.made.{code}", subject_id""",
        test="tests/intake/calls/test_coming_back.py"
        "::test_no_code_and_no_receipt_stands_in_the_database",
    ),
    Sabotage(
        guard="every key is drawn anew, so a receipt's opens no note",
        file="helpline/vault/content.py",
        text="        return cls(random(Aead.KEY_SIZE))",
        instead="        return cls(bytes(Aead.KEY_SIZE))",
        test="tests/vault/test_sealing.py::test_whoever_holds_the_thread_key_cannot_read_the_file",
    ),
    Sabotage(
        guard="a danger message leads to the list, and to no danger",
        file="helpline/triage/danger/ladder.py",
        text="""Letter("danger", danger.id, link=LEDGER,""",
        instead="""Letter("danger", danger.id, link=f"{LEDGER}{danger.id}",""",
        test="tests/triage/danger/test_ladder.py::test_nothing_of_the_danger_stands_in_a_message",
    ),
    Sabotage(
        guard="a mail to a partner names no handover",
        file="helpline/referrals/duties.py",
        text="""Letter(template="partner_new", subject_id=referral_id)""",
        instead="""Letter("partner_new", referral_id, link=f"/handovers/{referral_id}")""",
        test="tests/referrals/test_answers.py"
        "::test_a_partner_gets_one_mail_that_says_nothing_of_the_family",
    ),
    Sabotage(
        guard="nobody outside gets a cookie",
        file="helpline/faces.py",
        text="        g.face = role\n",
        instead="""        g.face = role\n        __import__("flask").session["face"] = face\n""",
        test="tests/intake/public/test_form.py"
        "::test_nobody_gets_a_cookie_and_nothing_comes_from_elsewhere",
    ),
    Sabotage(
        guard="characters that turn the direction are taken out",
        file="helpline/text.py",
        text="{_CONTROLS}{_TURNS_DIRECTION}{_INVISIBLE}",
        instead="{_CONTROLS}{_INVISIBLE}",
        test="tests/intake/public/test_bad_input.py::test_hidden_and_reversing_characters_are_taken_out",
    ),
    Sabotage(
        guard="no secret is on a command line",
        file="helpline/embedded/members.py",
        text="argv=argv(name, ports), env=env",
        instead="""argv=(*argv(name, ports), *(
        f"--env={each}={env[each]}" for each in env if name == "web")), env=env""",
        test=f"{TOLD_TESTS}::test_no_secret_is_on_a_command_line",
    ),
    Sabotage(
        guard="a server is told its password where nobody else reads it",
        file="helpline/embedded/valkey.py",
        text="""            argv=(str(binary), "-"),""",
        instead="""            argv=(str(binary), "-", "--requirepass", self.password),""",
        test=f"{TOLD_TESTS}::test_no_secret_is_on_a_command_line",
    ),
)
