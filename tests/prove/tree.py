"""A copy of the house in which a guard can be broken without anybody getting hurt."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from helpline.config import environment
from tests.prove.sabotage import ROOT, Sabotage

PATIENCE: Final = 600
"""Seconds for one run of tests."""


class Verdict(StrEnum):
    CAUGHT = "caught"
    SURVIVED = "SURVIVED"
    BROKEN = "BROKEN"
    """Nothing was tried: the test could not even begin."""


@dataclass(frozen=True, slots=True)
class Tree:
    """One copy. Used by one run at a time."""

    folder: Path

    @classmethod
    def of_the_house(cls, folder: Path) -> "Tree":
        """Everything that is, or is about to be, in the repository, and the built catalogues."""
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        built = (str(file.relative_to(ROOT)) for file in ROOT.glob("translations/*/*/*.mo"))
        for name in (*listed.stdout.split("\0"), *built):
            if name and (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ROOT / name, folder / name)
        return cls(folder)

    @contextmanager
    def broken(self, sabotage: Sabotage) -> Iterator[None]:
        """Without this guard. Raises LookupError where the text to replace is not found."""
        file = self.folder / sabotage.file
        whole = file.read_text()
        file.write_text(sabotage.done_to(whole))
        try:
            yield
        finally:
            file.write_text(whole)

    def tried(self, *tests: str, stop: bool = False) -> tuple[Verdict, str]:
        """What these tests make of it, and the first words of the first failure."""
        report = self.folder / "report.xml"
        report.unlink(missing_ok=True)
        said = self._run(report, *(["-x"] if stop else []), *tests)
        if not report.exists():
            return Verdict.BROKEN, said
        return _verdict(ET.parse(report).getroot())  # noqa: S314  (written by our own pytest)

    def _run(self, report: Path, *tests: str) -> str:
        paths = {"PYTHONPATH": str(self.folder), "PYTHONDONTWRITEBYTECODE": "1"}
        options = ("-p", "no:randomly", "-p", "no:cacheprovider", "-q", "--tb=line", "-n0")
        try:
            done = subprocess.run(
                [sys.executable, "-m", "pytest", *options, f"--junitxml={report}", *tests],
                cwd=self.folder,
                env=environment() | paths,
                capture_output=True,
                text=True,
                check=False,
                timeout=PATIENCE,
            )
        except subprocess.TimeoutExpired:
            return f"no end after {PATIENCE} s"
        return _first_line(done.stdout[-500:] + done.stderr[-500:])


def _verdict(report: ET.Element) -> tuple[Verdict, str]:
    """An error is no failure: then the test never got as far as looking."""
    errors, failures = list(report.iter("error")), list(report.iter("failure"))
    said = [_first_line(each.get("message", "")) for each in (*failures, *errors)]
    words = next(iter(said), "")
    if failures:
        return Verdict.CAUGHT, words
    nothing_ran = next(report.iter("testcase"), None) is None
    return (Verdict.BROKEN if errors or nothing_ran else Verdict.SURVIVED), words


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")[:160]
