"""A real browser, with nothing of ours in it: pages are used by their accessible names."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    BrowserType,
    Page,
    expect,
    sync_playwright,
)

NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
QUIET: Final = (
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)
PATIENCE_MS: Final = 30_000
expect.set_options(timeout=PATIENCE_MS)
WIDTHS: Final = {"wide": 1280, "narrow": 360}
HEIGHT: Final = 800
PICTURES: Final = os.environ.get("HELPLINE_PICTURES", "")  # noqa: TID251  (where to put pictures)
"""A folder: every journey leaves a picture of each page there. Unset: none are taken."""


class OpenPage(Protocol):
    """Open a tab of a browser that nobody used before."""

    def __call__(self, *, language: str = ..., scripts: bool = ..., wide: bool = ...) -> Page: ...


def find_chromium() -> str | None:
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class Launch(Protocol):
    """Start the browser of this machine, with flags of its own."""

    def __call__(self, *flags: str) -> Browser: ...


@dataclass(frozen=True)
class Installed:
    """The browser of this machine."""

    kind: BrowserType
    path: str
    flags: tuple[str, ...]

    def launch(self, *flags: str) -> Browser:
        return self.kind.launch(executable_path=self.path, args=[*self.flags, *flags])

    def keeping(self, folder: Path, *flags: str) -> BrowserContext:
        """As people have it at home: it keeps in a folder what browsers keep."""
        args = [*self.flags, *flags]
        return self.kind.launch_persistent_context(folder, executable_path=self.path, args=args)


@pytest.fixture(scope="session")
def installed() -> Iterator[Installed]:
    """Without one: skipped, loudly; in CI a failure."""
    found = find_chromium()
    if found is None and "CI" in os.environ:  # noqa: TID251  (says whether skipping is allowed)
        pytest.fail("CI must have a browser: install Debian's chromium")
    if found is None:
        pytest.skip("NO BROWSER HERE: the journeys in a browser were NOT tried")
    sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()
    with sync_playwright() as playwright:
        yield Installed(playwright.chromium, str(found), (*QUIET, *sandbox))


@pytest.fixture(scope="session")
def launch(installed: Installed) -> Launch:
    return installed.launch


@pytest.fixture(scope="session")
def chromium(launch: Launch) -> Iterator[Browser]:
    browser = launch()
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def chromium_with_microphone(launch: Launch) -> Iterator[Browser]:
    """It hears a tone that the browser makes up, and whoever uses it has allowed that."""
    browser = launch("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
    yield browser
    browser.close()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[OpenPage]:
    contexts = []

    def open_page(*, language: str = "en", scripts: bool = True, wide: bool = True) -> Page:
        context = chromium.new_context(
            locale=language,
            java_script_enabled=scripts,
            viewport={"width": WIDTHS["wide" if wide else "narrow"], "height": HEIGHT},
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """Keep pictures of a page, wide and narrow, where somebody asked for pictures."""

    def picture(page: Page, name: str) -> None:
        before = page.viewport_size
        for shape, width in WIDTHS.items() if PICTURES else ():
            page.set_viewport_size({"width": width, "height": HEIGHT})
            file = Path(PICTURES) / f"{request.node.name}-{name}-{shape}.png"
            page.screenshot(path=str(file), full_page=True)
        if before is not None:
            page.set_viewport_size(before)

    return picture
