"""The first page and the doors of communities: what is one reader's or one door's stays there."""

from typing import Final

from tests.prove.sabotage import Sabotage

FRONT_DOORS: Final = (
    Sabotage(
        guard="a page that is kept for others is theirs in language and path",
        file="helpline/intake/public/kept.py",
        text="(request.script_root, request.path, current_language(), told)",
        instead="(current_app.name, told)",
        test="tests/intake/public/test_kept.py::test_each_language_and_each_path_before_ours_has_its_own",
    ),
    Sabotage(
        guard="a part that is kept for others is theirs in language and path",
        file="helpline/intake/public/kept.py",
        text="(name, request.script_root, current_language())",
        instead="(current_app.name, name)",
        test="tests/intake/public/test_kept.py"
        "::test_each_language_and_each_path_before_ours_has_its_own_foot",
    ),
    Sabotage(
        guard="nothing of a form is on a part that is kept for others",
        file="helpline/intake/public/templates/door/receipt.html",
        text="""{% endcall %}\n<form id="again" """,
        instead="""{{ token }}{% endcall %}\n<form id="again" """,
        test="tests/intake/public/test_kept.py::test_what_pages_share_holds_nothing_of_a_form",
    ),
    Sabotage(
        guard="who leaves open what they want at a community's door reports nobody",
        file="helpline/policy/checks.py",
        text="        if door.desk is Desk.HOTLINE:\n",
        instead="        if door.desk is None:\n",
        test="tests/policy/test_front_doors.py::test_what_is_wrong_with_a_door_is_named",
    ),
    Sabotage(
        guard="a community's door opens our pages, and not the carrier's addresses or our health",
        file="helpline/intake/public/front_doors.py",
        text="    if current_front_door() and not is_page:\n",
        instead="    if current_front_door() and not is_page and request.args:\n",
        test="tests/intake/public/test_front_doors.py::"
        "test_a_door_has_pages_and_nothing_else_of_ours",
    ),
    Sabotage(
        guard="a logo is written anew, without what its file says beside its dots",
        file="helpline/policy/logos.py",
        text="    content = _written_anew(dots, kind)\n",
        instead="    content = file.read_bytes()\n",
        test="tests/policy/test_front_doors.py::test_nothing_but_the_dots_of_a_logo_is_shown",
    ),
)
