"""All questions on one page, shorter paths, and a receipt that is kept."""

from typing import Final

from tests.prove.sabotage import Sabotage

TESTS: Final = "tests/intake/public/test_one_page.py"

ONE_PAGE: Final = (
    Sabotage(
        guard="danger on the one page is asked about before anything is sent",
        file="helpline/intake/public/steps.py",
        text="    return Step.DETAILS if draft.is_short and not is_asked else None",
        instead="    return None",
        test=f"{TESTS}::test_danger_comes_before_all_else_and_people_are_told_at_once",
    ),
    Sabotage(
        guard="danger on the one page waits for no other fault",
        file="helpline/intake/public/walk.py",
        text="    if owed and (is_right or owed is Step.DETAILS):",
        instead="    if owed and is_right:",
        test=f"{TESTS}::test_danger_comes_before_all_else_and_people_are_told_at_once",
    ),
    Sabotage(
        guard="the one page records the notice that it shows",
        file="helpline/intake/public/asking.py",
        text="    if page.step in {Step.NOTICE, Step.SHORT}:",
        instead="    if page.step is Step.NOTICE:",
        test=f"{TESTS}::test_one_post_sends_it_all_and_gives_a_receipt",
    ),
    Sabotage(
        guard="who worries about themselves is never a signal",
        file="helpline/intake/questions.py",
        text=" if wish != MYSELF or desk is not Desk.HOTLINE]",
        instead="]",
        test="tests/intake/public/test_short_paths.py"
        "::test_who_worries_about_themselves_never_gets_to_those_who_weigh",
    ),
    Sabotage(
        guard="a printed receipt is the digits alone",
        file="helpline/static/public.css",
        text="  body:has(.receipt) > :not(main), ",
        instead="  ",
        test="tests/intake/public/test_receipt_kept.py"
        "::test_the_digits_alone_are_saved_and_printed",
    ),
)
