"""Very many people at once: who may say so, who is told, and that it ends."""

from typing import Final

from tests.prove.sabotage import Sabotage

TESTS: Final = "tests/intake/calls/test_surge.py"

SURGES: Final = (
    Sabotage(
        guard="only supervisors say that very many people reach for us",
        file="helpline/console/surge.py",
        text="from helpline.people import colleague_names, current_staff, supervising\n",
        instead="from helpline.people import colleague_names, current_staff\n"
        "from helpline.people import signed_in as supervising\n",
        test=f"{TESTS}::test_nobody_else_can_say_it_and_no_level_or_time_is_invented",
    ),
    Sabotage(
        guard="a surge ends by itself",
        file="helpline/intake/surge.py",
        text=' & (Surge.ends_at > bindparam("moment", callable_=now))',
        instead="",
        test=f"{TESTS}::test_nobody_hears_of_one_that_is_over",
    ),
    Sabotage(
        guard="callers hear that very many people reach for us",
        file="helpline/intake/calls/prompts/menus.py",
        text="        if very_many:\n            yield from surge()\n",
        instead="",
        test=f"{TESTS}::test_callers_hear_it_first_where_the_policy_says_so",
    ),
)
