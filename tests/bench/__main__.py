"""`python -m tests.bench`: measure the running house, and say whether it keeps its limits."""

import json
import sys
from pathlib import Path
from typing import Any, Final

from tests.bench import calls, forms, measuring
from tests.bench.beside import bare_handler
from tests.running import running_system

ROOT: Final = Path(__file__).parents[2]
RESULTS: Final = ROOT / "bench" / "results.json"


def main() -> int:
    with running_system() as system:
        at_rest = {
            name: measuring.memory(pid, alone=name == "supervisor")
            for name, pid in sorted(system.pids().items())
        }
        with bare_handler(system) as address:
            results = {
                "forms": forms.measure(system, address),
                "calls": calls.measure(system, address),
                "memory_mib_at_rest": at_rest,
            }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=2) + "\n")
    sys.stdout.write(table(results))
    return 0 if forms.is_kept(results["forms"]) and calls.is_kept(results["calls"]) else 1


def table(results: dict[str, Any]) -> str:
    memory = results["memory_mib_at_rest"]
    lines = [
        *forms.shown(results["forms"]),
        *calls.shown(results["calls"]),
        "Memory at rest",
        *(f"  {name:18} {size:8.1f} MiB" for name, size in memory.items()),
        f"  {'together':18} {sum(memory.values()):8.1f} MiB",
        f"Written to {RESULTS.relative_to(ROOT)}.",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
