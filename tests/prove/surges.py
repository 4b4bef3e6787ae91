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
        file="helpline/intake/models/for_a_time.py",
        text=' & (cls.ends_at > bindparam("moment", callable_=now))',
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
    Sabotage(
        guard="only supervisors put words on every public page",
        file="helpline/console/supervising.py",
        text="from helpline.people import colleague_names, current_staff, supervising\n",
        instead="from helpline.people import colleague_names, current_staff\n"
        "from helpline.people import signed_in as supervising\n",
        test="tests/console/test_announcing.py::test_nobody_else_writes_there",
    ),
    Sabotage(
        guard="nobody is shown signs that no expert has read",
        file="helpline/intake/public/signs.py",
        text="    return current_policy().signs is not None or config.demonstration\n",
        instead="    return True or config\n",
        test="tests/intake/public/test_signs.py::test_nobody_is_shown_what_no_expert_has_read",
    ),
)
