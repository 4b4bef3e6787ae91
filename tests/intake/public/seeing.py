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
SIGHTS: Final[tuple[tuple[int, Scheme], ...]] = (
    (NARROWEST, "light"),  # whether it is too wide, no more
    *((NARROW, "light"), (NARROW, "dark"), (WIDE, "dark"), (WIDE, "light")),
)
"""From each to the next, forth and back again, one thing changes: that is what takes time."""
LINES_OF_LISTS: Final = "option:nth-child(n+3)"
"""Drawn by the browser itself; two of them stand for all hours, days and cities."""
EYES: Final = """
const COLOURS = ['color-contrast', 'link-in-text-block'];
const PLACES = ['target-size', 'scrollable-region-focusable'];
const OTHERS = {'target-size': {enabled: true},
  ...Object.fromEntries(COLOURS.map(rule => [rule, {enabled: false}]))};
const NO_PAINT = 'rgba(0, 0, 0, 0) none 1 normal none';
const passed = new Set();
let places = new Set();

// A word is as wide as its letters. axe would take Arabic, whose letters join, for a font of signs
// and leave it unread.
const canvas = CanvasRenderingContext2D.prototype, measureText = canvas.measureText;
canvas.measureText = function (words) {
  return {width: [...words].reduce((sum, one) => sum + measureText.call(this, one).width, 0)};
};

const paintOf = style => [style.backgroundColor, style.backgroundImage, style.opacity,
  style.mixBlendMode, style.filter].join(' ');
const meet = (a, b) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const hasWords = it => it.matches('input, textarea') ?
  it.value && !it.matches('[type=radio], [type=checkbox]') : it.matches('select') ||
  [...it.childNodes].some(one => one.nodeType === Node.TEXT_NODE && one.data.trim());
const isSeen = box => box.width > 1 && box.height > 1 && box.bottom > 0;

function all() {
  return [...document.querySelectorAll('html, body, body *')].filter(it => it.checkVisibility())
    .map(it => ({it, style: getComputedStyle(it), box: it.getBoundingClientRect()}));
}

function looks(everything) {
  const painted = everything.map(one => ({...one, paint: paintOf(one.style)}))
    .filter(one => one.paint !== NO_PAINT);
  const worded = everything.filter(one => isSeen(one.box) && hasWords(one.it));
  return worded.map(({it, style, box}) => [it, [
    style.color, style.fontSize, style.fontWeight, style.textShadow, style.webkitTextStroke,
    style.textDecoration, getComputedStyle(it.parentElement).color,
    ...painted.filter(on => on.it.contains(it) || meet(on.box, box)).map(on => on.paint),
  ].join('|')]);
}

const placesOf = everything => everything.map(({it}) => [it.scrollWidth, it.scrollHeight,
  ...[...it.getClientRects()].flatMap(box => [box.x, box.y, box.width, box.height])]).join();

window.show = lines => {
  document.querySelectorAll(lines).forEach(it => it.remove());
  document.querySelectorAll('details').forEach(it => { it.open = true; });
  places = new Set();
};

window.isTooWide = () =>
  document.documentElement.scrollWidth > document.documentElement.clientWidth;

const ask = (where, runOnly, rules) => axe.run(where, {runOnly, rules,
  resultTypes: runOnly === COLOURS ? ['violations', 'passes', 'incomplete'] : ['violations'],
  elementRef: true, selectors: false, preload: false, iframes: false});

window.look = async () => {
  const everything = all(), place = placesOf(everything), violations = [];
  const unknown = new Map(looks(everything).filter(([, look]) => !passed.has(look)));
  if (unknown.size) {
    const found = await ask([...unknown.keys()], COLOURS);
    found.passes.filter(rule => rule.id === 'color-contrast')
      .flatMap(rule => rule.nodes).forEach(node => passed.add(unknown.get(node.element)));
    violations.push(...found.violations, ...found.incomplete);
  }
  if (!places.has(place)) {
    const found = places.size ? await ask(document, PLACES) :
      await ask(document, undefined, OTHERS);
    violations.push(...found.violations);
    places.add(place);
  }
  return violations.flatMap(fault => fault.nodes.map(node => [fault.id, node.html]));
};
"""
"""How axe is asked, so that nothing is asked twice.

About each page, whole, once: all rules. At its other sights only four can answer anything else, as
no other rule of axe reads a colour, a size or a place, and our sheet hides nothing for any sight.
Two of them are about colours: what axe says of words follows from their own colour and size and
from all that is painted where they stand. Words whose like it has passed it is not asked about
again; those that it cannot judge are a fault, as nobody has judged them. The other two are about
places: they are asked again where anything stands elsewhere than at earlier sights of this page.
"""


class Eyes:
    """One tab in which one page after the other is shown, as the house answered it.

    To open each anew, and to read axe anew in it, would take longer than all looking.
    """

    def __init__(self, chromium: Browser, address: str) -> None:
        """``address``: of a page of the house; the sheet is fetched from there."""
        self.page: Page = chromium.new_page(bypass_csp=True)
        self.page.goto(address)
        self.page.evaluate(f"() => {{ {AXE_SCRIPT} }}")
        self.page.evaluate(f"() => {{ {EYES} }}")
        self._window = self.page.context.new_cdp_session(self.page)
        self._sights = list(SIGHTS)
        self._scheme: Scheme = "light"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.page.close()

    def show(self, html: str) -> None:
        """With everything unfolded."""
        self.page.set_content(html)
        self.page.evaluate("lines => show(lines)", LINES_OF_LISTS)

    def is_too_wide_at(self, width: int) -> bool:
        """The window stays: ``page.set_viewport_size`` would resize it too, for twice the time."""
        size = {"width": width, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
        self._window.send("Emulation.setDeviceMetricsOverride", size)
        return bool(self.page.evaluate("isTooWide()"))

    def faults(self, html: str) -> list[tuple[object, ...]]:
        """What is wrong at any sight."""
        self.show(html)
        found = list[tuple[object, ...]]()
        for width, scheme in self._sights:
            if scheme != self._scheme:
                self.page.emulate_media(color_scheme=scheme)
                self._scheme = scheme
            if self.is_too_wide_at(width):
                found.append((width, "wider than the window"))
            if width != NARROWEST:
                found += [(width, scheme, *fault) for fault in self.page.evaluate("look()")]
        self._sights.reverse()
        return found
