"""`make bench`: run every module here that has `measurements()` and print each figure beside its budget.

Exit status 1 when a budget is exceeded. Figures depend on the machine; quote ratios where there are any.
"""

from __future__ import annotations

import os
import pkgutil
import sys
from importlib import import_module

import tests.benchmarks as here

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main(wanted: list[str]) -> int:
    """Run the named modules (all by default)."""
    exceeded = 0
    for module in sorted(info.name for info in pkgutil.iter_modules(here.__path__)):
        if module.startswith("_") or (wanted and module not in wanted):
            continue
        run = getattr(import_module(f"{here.__name__}.{module}"), "measurements", None)
        if run is None:
            continue
        for figure in run():
            exceeded += figure.is_exceeded
            verdict = "EXCEEDED" if figure.is_exceeded else "ok"
            sys.stdout.write(f"{figure.name:<58}{figure.value:>10.2f} {figure.unit:<6}"
                             f"budget {figure.budget:>8.2f}  {verdict}\n")
            sys.stdout.flush()
    return 1 if exceeded else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
