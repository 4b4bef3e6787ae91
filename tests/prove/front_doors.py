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
)
