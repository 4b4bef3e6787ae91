"""Twice and four times as large, and in the colours of whoever sees little: nothing is lost."""

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser

from tests.intake.public.pages import PAGES, open_mailbox, pages_of_the_form
from tests.intake.public.seeing import NARROWEST, WIDE, Eyes
from tests.intake.public.walker import Walker
from tests.referrals.conftest import Counsellor

CUT_OFF_OR_OVERLAPPING = """() => {
  const faults = [];
  const shown = it => it.checkVisibility() && !it.matches('.unseen, .skip, .unseen *');
  for (const it of document.querySelectorAll('body *')) {
    if (!shown(it) || it.matches('textarea, input, select, option')) continue;
    const style = getComputedStyle(it);
    const hidden = style.overflowX !== 'visible' || style.textOverflow === 'ellipsis';
    if (hidden && it.scrollWidth > it.clientWidth + 1) faults.push(['cut off', it.outerHTML]);
    const box = it.getBoundingClientRect();
    if (box.left < -1 || box.right > innerWidth + 1) faults.push(['outside', it.outerHTML]);
  }
  const pressed = 'main :is(a, button, summary, input, select, textarea), .top a';
  const all = [...document.querySelectorAll(pressed)].filter(shown);
  const boxes = all.map(it => [it, [...it.getClientRects()]]);
  for (const [index, [one, ones]] of boxes.entries())
    for (const [other, others] of boxes.slice(index + 1))
      if (ones.some(a => others.some(b =>
          Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
          Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1)))
        faults.push(['overlapping', one.outerHTML, other.outerHTML]);
  return faults;
}"""
LETTERS = "size => { document.documentElement.style.fontSize = size; }"
SIZES = {"text": (WIDE, "200%"), "window": (640, "100%"), "reflow": (NARROWEST, "100%")}
"""Letters twice as large; all twice as large, as a browser zooms; all four times as large."""


@pytest.mark.parametrize("lang", ["en", "ar", "de"])
def test_nothing_is_cut_off_and_nothing_overlaps_where_all_is_larger(
    public: FlaskClient, maria: Counsellor, address: str, chromium: Browser, lang: str
) -> None:
    reader, found = Walker(public, lang), {}
    pages = [*(reader.open(path).page for path in PAGES), *pages_of_the_form(reader)]
    pages.append(open_mailbox(reader, reader.receipt, maria))
    with Eyes(chromium, f"{address}/{lang}/") as eyes:
        for number, html in enumerate(pages):
            eyes.show(html)
            for size, (width, letters) in SIZES.items():
                eyes.page.evaluate(LETTERS, letters)
                is_too_wide = eyes.is_too_wide_at(width)
                faults = eyes.page.evaluate(CUT_OFF_OR_OVERLAPPING)
                if faults or is_too_wide:
                    found[size, number] = faults
    assert found == {}


TOLD_APART = """some => {
  const it = document.querySelector(some), style = getComputedStyle(it);
  return ['borderTop', 'borderLeft', 'borderRight', 'outline'].some(line =>
    style[line + 'Style'] !== 'none' && parseFloat(style[line + 'Width']) > 0 &&
    style[line + 'Color'] !== style.backgroundColor);
}"""


def test_what_can_be_pressed_and_what_is_wrong_is_seen_in_forced_colours(
    public: FlaskClient, address: str, chromium: Browser
) -> None:
    """A background says nothing there: only a line does."""
    reader = Walker(public)
    with Eyes(chromium, f"{address}/en/") as eyes:
        eyes.page.emulate_media(forced_colors="active")
        eyes.show(reader.open("").page)
        lined = [".exit", ".answer.yes", ".answer.no", ".emergency", ".button"]
        unseen = [some for some in lined if not eyes.page.evaluate(TOLD_APART, some)]
        eyes.show(reader.open("contact").press().page)
        lined = [".summary", ".field.faulty"]
        unseen += [some for some in lined if not eyes.page.evaluate(TOLD_APART, some)]
        eyes.show(reader.press(danger="no").press("back").page)
        lined = ["[aria-pressed=true]"]
        unseen += [some for some in lined if not eyes.page.evaluate(TOLD_APART, some)]
        eyes.page.locator(".exit").focus()
        for some in (".exit", ".answer.no", "summary", "footer a"):
            eyes.page.locator(some).first.focus()
            eyes.page.keyboard.press("Shift+Tab")
            eyes.page.keyboard.press("Tab")
            if not eyes.page.evaluate(TOLD_APART, ":focus"):
                unseen.append(f"focus of {some}")
    assert unseen == []
