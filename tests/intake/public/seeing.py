"""Pages as a real browser shows them, looked at with axe in every width and in every colour."""

from types import TracebackType
from typing import Final, Literal, Self

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

Scheme = Literal["light", "dark"]
NARROWEST: Final = 320
"""1280 pixels at 400 %."""
NARROW: Final = 360
WIDE: Final = 1280
HEIGHT: Final = 800
AROUND: Final = ".languages, footer"
"""Stands around every page alike: half of all there is to see."""
LINES_OF_LISTS: Final = "option:nth-child(n+3)"
"""Drawn by the browser itself; two of them stand for all hours, days and cities."""
BY_SIGHT: Final = [
    *("color-contrast", "link-in-text-block"),  # other colours
    *("target-size", "scrollable-region-focusable"),  # other lines, another place
]
"""All other rules of axe read names, roles and their order: no width and no colour changes those
here, because our sheet hides nothing for any of them. So the first look knows their answer."""
ALL_RULES: Final[dict[str, object]] = {"rules": {"target-size": {"enabled": True}}}
"""Those of WCAG 2.2 too, which axe leaves out unless asked."""
SOME_RULES: Final[dict[str, object]] = {"runOnly": {"type": "rule", "values": BY_SIGHT}}
LOOK: Final = """async options => {
  const seen = {resultTypes: ["violations"], preload: false, iframes: false, ...options};
  const found = await axe.run(document, seen);
  return found.violations.flatMap(fault => fault.nodes.map(node => [fault.id, node.html]));
}"""
TOO_WIDE: Final = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
CUT: Final = "some => document.querySelectorAll(some).forEach(it => it.remove())"
UNFOLD: Final = "document.querySelectorAll('details').forEach(it => { it.open = true; })"


class Eyes:
    """One tab in which one page after the other is shown, as the house answered it.

    To open each anew, and to read axe anew in it, would take longer than all looking. Each is seen
    narrow in one scheme of colours and wide in the other; whose are which, the caller changes
    from language to language, as no colour of ours depends on one.
    """

    def __init__(self, chromium: Browser, address: str, narrow: Scheme = "light") -> None:
        """``address``: of a page of the house; the sheet is fetched from there."""
        self.page: Page = chromium.new_page(bypass_csp=True)
        self.page.goto(address)
        self.page.evaluate(AXE_SCRIPT)
        wide: Scheme = "dark" if narrow == "light" else "light"
        self._sights: list[tuple[int, Scheme]] = [
            (NARROWEST, narrow),
            (NARROW, narrow),
            (WIDE, wide),
        ]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.page.close()

    def show(self, html: str, *, whole: bool = True) -> None:
        """With everything unfolded. ``whole``: with what stands around every page."""
        self.page.set_content(html)
        self.page.evaluate(CUT, LINES_OF_LISTS if whole else f"{LINES_OF_LISTS}, {AROUND}")
        self.page.evaluate(UNFOLD)

    def faults(self, html: str, *, whole: bool = False) -> list[object]:
        """What is wrong at any sight."""
        self.show(html, whole=whole)
        found, rules = list[object](), ALL_RULES
        for width, scheme in self._sights:
            self.page.set_viewport_size({"width": width, "height": HEIGHT})
            if self.page.evaluate(TOO_WIDE):
                found.append((width, "wider than the window"))
            if width != NARROWEST:
                self.page.emulate_media(color_scheme=scheme)
                found += [(width, scheme, *fault) for fault in self.page.evaluate(LOOK, rules)]
                rules = SOME_RULES
        self._sights.reverse()
        return found
