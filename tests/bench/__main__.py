"""`python -m tests.bench`: measure the running house, and say whether it keeps its limits."""

import json
import sys
from pathlib import Path
from statistics import median
from typing import Any, Final

from helpline.vault.receipts import draw
from tests.bench import measuring
from tests.bench.beside import bare_handler
from tests.people import Enquirer, Post
from tests.running import System, running_system

ROOT: Final = Path(__file__).parents[2]
RESULTS: Final = ROOT / "bench" / "results.json"
ROUNDS: Final = 3
POSTS: Final = 64
"""In each round, to each of the two."""
LOWEST_SHARE: Final = 0.6
"""A submission may cost this much of what the bare handler does in the same time, no less."""
WORDS: Final = "My daughter speaks of nothing else any more, and I do not know whom to ask. " * 5
ANSWERS: Final = {
    "danger": "no",
    "wish": "someone_close",
    "worries": WORDS,
    "reach": "mailbox",
}


def main() -> int:
    with running_system() as system:
        at_rest = {
            name: measuring.memory(pid, alone=name == "supervisor")
            for name, pid in sorted(system.pids().items())
        }
        with bare_handler(system) as address:
            rounds = [one_round(system, address) for _ in range(ROUNDS)]
    house, bare = (median(speeds) for speeds in zip(*rounds, strict=True))
    results = {
        "submissions_per_second": round(house, 1),
        "bare_handler_per_second": round(bare, 1),
        "share": round(house / bare, 2),
        "lowest_share": LOWEST_SHARE,
        "memory_mib_at_rest": at_rest,
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=2) + "\n")
    sys.stdout.write(table(results))
    return 0 if results["share"] >= LOWEST_SHARE else 1


def one_round(system: System, address: str) -> tuple[float, float]:
    """Submissions a second of the house, and of the bare handler. Both in turn, on one machine."""
    bare = [Post("post", address, [("receipt", draw()), ("words", WORDS)]) for _ in range(POSTS)]
    house = [filled_form(system) for _ in range(POSTS)]
    return (
        measuring.posts_per_second(house, b'class="receipt"'),
        measuring.posts_per_second(bare, b"kept"),
    )


def filled_form(system: System) -> Post:
    enquirer = Enquirer(system)
    enquirer.walk(ANSWERS)
    return enquirer.filled("/contact", press="send")


def table(results: dict[str, Any]) -> str:
    memory = results["memory_mib_at_rest"]
    lines = [
        "Submissions with receipt, 8 senders at once",
        f"  the house          {results['submissions_per_second']:8.1f} /s",
        f"  the bare handler   {results['bare_handler_per_second']:8.1f} /s",
        f"  share              {results['share']:8.2f}    (limit: {LOWEST_SHARE} or more)",
        "Memory at rest",
        *(f"  {name:18} {size:8.1f} MiB" for name, size in memory.items()),
        f"  {'together':18} {sum(memory.values()):8.1f} MiB",
        f"Written to {RESULTS.relative_to(ROOT)}.",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
