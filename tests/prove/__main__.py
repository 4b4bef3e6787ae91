"""`python -m tests.prove [word …]`: break every guard (or those with a word), one at a time."""

import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Final

from tests.prove.guards import SABOTAGES
from tests.prove.sabotage import Sabotage
from tests.prove.tree import Tree, Verdict

AT_ONCE: Final = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    sabotage: Sabotage
    verdict: Verdict
    said: str
    seconds: float


def main(words: list[str]) -> int:
    chosen = [each for each in SABOTAGES if not words or any(word in each.guard for word in words)]
    if not chosen:
        _say("No guard has any of these words.")
        return 1
    with tempfile.TemporaryDirectory(prefix="helpline-prove-") as place:
        trees = [Tree.of_the_house(Path(place) / str(number)) for number in range(AT_ONCE)]
        if not _is_well_before(trees[0], chosen):
            return 1
        outcomes = _all_tried(trees, chosen)
    wrong = [each for each in outcomes if each.verdict is not Verdict.CAUGHT]
    _say(f"\n{len(outcomes) - len(wrong)} of {len(outcomes)} sabotages were caught.")
    for each in wrong:
        _say(f"  {each.verdict}: {each.sabotage.guard} ({each.sabotage.test}) {each.said}")
    return 1 if wrong else 0


def _is_well_before(tree: Tree, chosen: list[Sabotage]) -> bool:
    """A test that fails anyway proves nothing."""
    tests = sorted({each.test for each in chosen})
    _say(f"Unbroken, {len(tests)} tests must pass.")
    verdict, said = tree.tried(*tests)
    if verdict is not Verdict.SURVIVED:
        _say(f"They do not: {said}")
    return verdict is Verdict.SURVIVED


def _all_tried(trees: list[Tree], chosen: list[Sabotage]) -> list[Outcome]:
    free: SimpleQueue[Tree] = SimpleQueue()
    for tree in trees:
        free.put(tree)

    def tried(sabotage: Sabotage) -> Outcome:
        tree = free.get()
        try:
            outcome = _tried(tree, sabotage)
        finally:
            free.put(tree)
        _say(f"{outcome.verdict:8} {outcome.seconds:5.1f} s  {sabotage.guard}")
        return outcome

    with ThreadPoolExecutor(len(trees)) as pool:
        return list(pool.map(tried, chosen))


def _tried(tree: Tree, sabotage: Sabotage) -> Outcome:
    begun = time.monotonic()
    try:
        with tree.broken(sabotage):
            verdict, said = tree.tried(sabotage.test, stop=True)
    except LookupError as gone:
        verdict, said = Verdict.BROKEN, str(gone)
    return Outcome(sabotage, verdict, said, time.monotonic() - begun)


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
