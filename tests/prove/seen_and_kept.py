"""What can be seen on the public pages, by whoever reads them and by nobody who comes after."""

from typing import Final

from tests.prove.sabotage import Sabotage

SHEET: Final = "helpline/static/public.css"
SEEN: Final = (
    "tests/intake/public/test_every_eye.py"
    "::test_axe_finds_nothing_and_nothing_is_wider_than_the_window[en]"
)
KEPT: Final = (
    "tests/intake/public/test_what_a_browser_keeps.py"
    "::test_a_reader_of_the_browsers_history_finds_only_neutral_addresses"
)

SEEN_AND_KEPT: Final = (
    Sabotage(
        guard="words differ enough in colour from a dark page to be read",
        file=SHEET,
        text="    --soft: #b6c0cb;",
        instead="    --soft: #5a636d;",
        test=SEEN,
    ),
    Sabotage(
        guard="words can be read on a dark page in a narrow window too",
        file=SHEET,
        text=".trap { display: none; }",
        instead=""".trap { display: none; }
@media (prefers-color-scheme: dark) and (max-width: 400px) { body .hint { color: #5a636d; } }""",
        test=SEEN,
    ),
    Sabotage(
        guard="what is pressed in a narrow window is large enough for a thumb",
        file=SHEET,
        text="footer li a { display: inline-block; padding-block: .35rem; }",
        instead="""footer li a { display: inline-block; padding-block: .35rem; }
@media (max-width: 400px) { footer li { line-height: 1; } footer li a { padding: 0; } }""",
        test=SEEN,
    ),
    Sabotage(
        guard="the way out is seen where backgrounds are not",
        file=SHEET,
        text="  button, .button, .exit { border: 2px solid; }",
        instead="  button, .button { border: 2px solid; }",
        test="tests/intake/public/test_enlarged.py"
        "::test_what_can_be_pressed_and_what_is_wrong_is_seen_in_forced_colours",
    ),
    Sabotage(
        guard="a browser's history has one name for every page, whatever stands there",
        file="helpline/templates/public/layout.html",
        text="{{ line_name() }}{% endblock %}</title>",
        instead="{{ line_name() }}: {{ request.endpoint }}{% endblock %}</title>",
        test=KEPT,
    ),
    Sabotage(
        guard="no page outside leaves a cookie in a browser",
        file="helpline/faces.py",
        text="""    if request.endpoint != "static":\n""",
        instead="""    if request.endpoint != "static":
        response.set_cookie("language", request.path[1:3])\n""",
        test=KEPT,
    ),
)
