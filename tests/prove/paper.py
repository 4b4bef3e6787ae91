"""The sheet on paper."""

from typing import Final

from tests.prove.sabotage import Sabotage

TESTS: Final = "tests/intake/public/test_sheet.py"

PAPER: Final = (
    Sabotage(
        guard="what a page names is not fetched for its PDF",
        file="helpline/paper/making.py",
        text="URLFetcher(allowed_protocols=())",
        instead="URLFetcher()",
        test=f"{TESTS}::test_nothing_that_a_page_names_is_fetched_or_put_into_it",
    ),
    Sabotage(
        guard="a flood of readers costs one sheet",
        file="helpline/intake/public/sheet.py",
        text="            if html not in self.sheets:",
        instead="            if html:",
        test=f"{TESTS}::test_a_flood_of_readers_costs_one_sheet",
    ),
    Sabotage(
        guard="no face loads what makes paper before somebody asks",
        file="helpline/paper/__init__.py",
        text="import importlib\nfrom ctypes",
        instead="import importlib\n\nimport weasyprint\nfrom ctypes",
        test=f"{TESTS}::test_no_face_loads_what_makes_paper_before_somebody_asks",
    ),
)
