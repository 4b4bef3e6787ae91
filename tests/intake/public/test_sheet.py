"""The sheet to hang up as a PDF: one page in every language, made once, and nothing fetched."""

import re
import socket
import subprocess
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path
from typing import Final

import pytest

from helpline import paper
from helpline.i18n import LANGUAGES
from helpline.intake.attachments.clean import Unfit
from helpline.intake.attachments.cleaning import cleaned
from tests.house import House
from tests.intake.attachments import samples
from tests.intake.public.walker import Walker

STREAM: Final = re.compile(rb"stream\n(.*?)\nendstream", re.DOTALL)
PAGE: Final = re.compile(rb"/Type /Page\b")
A4: Final = re.compile(rb"/MediaBox \[0 0 595\.\d+ 841\.\d+\]")
MISSING: Final = paper.missing()
on_paper = pytest.mark.skipif(
    MISSING is not None,
    reason=f"no PDF without {MISSING} (Debian: apt install libpango-1.0-0 libpangoft2-1.0-0)",
)


def opened(pdf: bytes) -> bytes:
    """With what is packed into it."""
    assert pdf.startswith(b"%PDF")
    return pdf + b"".join(zlib.decompress(packed) for packed in STREAM.findall(pdf))


@on_paper
def test_the_sheet_fits_one_page_of_paper_in_every_language(mother: Walker) -> None:
    for mother.lang in LANGUAGES:
        link = f"/{mother.lang}/about.pdf"
        assert f'href="{link}"' in mother.open("about").page
        answer = mother.browser.get(link)
        assert answer.headers["Content-Disposition"] == "attachment; filename=about.pdf"
        assert answer.headers["Cache-Control"] == "no-store"
        pdf = opened(answer.data)
        assert len(PAGE.findall(pdf)) == 1, mother.lang
        assert A4.search(pdf)
        assert b"(tel:+493023125100)" in pdf
        assert f"/Lang ({mother.lang})".encode() in pdf


@on_paper
def test_nothing_that_a_page_names_is_fetched_or_put_into_it(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("secret")
    with socket.create_server(("127.0.0.1", 0)) as elsewhere:
        there = f"http://127.0.0.1:{elsewhere.getsockname()[1]}/"
        pdf = paper.pdf_of(
            f'<html lang="en"><head><title>x</title><link rel="stylesheet" href="{there}">'
            f'<link rel="attachment" href="file://{tmp_path}/key"><body><img alt="x" src="{there}">'
        )
        elsewhere.settimeout(0)
        with pytest.raises(BlockingIOError):
            elsewhere.accept()
    assert b"/EmbeddedFile" not in opened(pdf)


@on_paper
def test_a_flood_of_readers_costs_one_sheet(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    pdf_of = paper.pdf_of

    def counted(html: str) -> bytes:
        made.append(html)
        return pdf_of(html)

    monkeypatch.setattr(paper, "pdf_of", counted)
    house.public.extensions.pop("helpline.sheets", None)
    with ThreadPoolExecutor(8) as hands:
        sheets = set(
            hands.map(lambda _: house.public.test_client().get("/ur/about.pdf").data, range(8))
        )
    assert len(sheets) == len(made) == 1


def test_without_pango_the_page_itself_is_what_there_is(
    mother: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "LIBRARIES", ("libnothing.so.0",))
    assert "about.pdf" not in mother.open("about").page
    mother.open("about.pdf")
    assert mother.status == HTTPStatus.NOT_FOUND
    assert "You can print the page itself" in mother.shown


def test_no_face_loads_what_makes_paper_before_somebody_asks() -> None:
    asked = "import sys, helpline.app; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


@on_paper
def test_after_a_sheet_torn_pictures_are_refused_as_before(mother: Walker) -> None:
    assert mother.browser.get("/en/about.pdf").status_code == HTTPStatus.OK
    with pytest.raises(Unfit):
        cleaned(samples.photo(size=(640, 480))[:-900])
