"""`python -m tests.bench`: measure the running house, and say whether it keeps its limits."""

import json
import sys
from pathlib import Path
from typing import Any, Final

from tests.bench import calls, first_page, forms, measuring
from tests.bench.beside import bare_handler
from tests.bench.halting import redis_halted
from tests.running import System, running_system

ROOT: Final = Path(__file__).parents[2]
RESULTS: Final = ROOT / "bench" / "results.json"
KEEPERS: Final = {
    "first_page": first_page.is_kept,
    "forms": forms.is_kept,
    "forms_without_redis": forms.is_kept,
    "calls": calls.is_kept,
}


def main() -> int:
    with running_system() as system:
        at_rest = {
            name: measuring.memory(pid, alone=name == "supervisor")
            for name, pid in sorted(system.pids().items())
        }
        results = {**_measured(system), "memory_mib_at_rest": at_rest}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=2) + "\n")
    sys.stdout.write(table(results))
    return 0 if all(is_kept(results[name]) for name, is_kept in KEEPERS.items()) else 1


def _measured(system: System) -> dict[str, dict[str, float]]:
    with bare_handler(system) as address:
        results = {
            "first_page": first_page.measure(system, address),
            "forms": forms.measure(system, address),
        }
        with redis_halted(system):
            results["forms_without_redis"] = forms.measure(system, address)
        return {**results, "calls": calls.measure(system, address)}


def table(results: dict[str, Any]) -> str:
    memory = results["memory_mib_at_rest"]
    lines = [
        *first_page.shown(results["first_page"]),
        *forms.shown(results["forms"]),
        *forms.shown(results["forms_without_redis"], ", while Redis answers nobody"),
        *calls.shown(results["calls"]),
        "Memory at rest",
        *(f"  {name:18} {size:8.1f} MiB" for name, size in memory.items()),
        f"  {'together':18} {sum(memory.values()):8.1f} MiB",
        f"Written to {RESULTS.relative_to(ROOT)}.",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
