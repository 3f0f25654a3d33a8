"""Check the tests: `make mutants`, or `python -m tests.mutants [--all] [--since REF] [module …]`; for developers.

In a copy of the project one mutant at a time takes its module's place, and a test must fail. By default those are run
whose module changed since the branch left `main` (or since REF); `--all` runs every one, names choose some (a part of a
path, or of a mutant's name). What no test notices is printed; exit status 1 when there is any, or a name of which no
mutant is, 2 when a patch no longer applies or the tests fail without a mutant.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.mutants.patches import DoesNotApplyError, Mutant, written_mutants
from tests.mutants.rules import rule_mutants

ROOT = Path(__file__).parents[2]
COPIED = ("blueprint", "docs", "examples", "exporters", "templates", "tests", "ui", "pyproject.toml")
# Some mutants never end: so many times as long as the tests take, and some seconds, is enough.
PATIENCE, SECONDS = 4.0, 60.0


def changed_files(since: str | None) -> frozenset[str]:
    """Return the files that differ from `since`, by default from where the branch left `main`."""
    base = since or _git("merge-base", "HEAD", "main") or "HEAD~1"
    if base == _git("rev-parse", "HEAD"):
        # On main itself: what the last commit brought, and what is not committed.
        base = "HEAD~1"
    told = _git("diff", "--name-only", base), _git("ls-files", "--others", "--exclude-standard")
    return frozenset(name for listed in told for name in listed.splitlines())


def chosen(every: Iterable[Mutant], names: Sequence[str], changed: frozenset[str] | None) -> list[Mutant]:
    """Return the mutants to run: named, or of changed files (None: all), without those listed as equivalent."""
    return [one for one in every if not one.equivalent
            and (any(name in one.file or name in one.name for name in names) if names
                 else changed is None or one.file in changed)]


class Copy:
    """A copy of the project in which tests are run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._seconds: dict[tuple[str, ...], float] = {}
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", "gallery"))
            else:
                shutil.copy(source, folder / name)
        subprocess.run([sys.executable, "-m", "compileall", "-q", "blueprint", "exporters", "templates", "ui", "tests"],
                       cwd=folder, check=False)
        # Without links of its own the copy's tests would import the installed program, and notice nothing.
        subprocess.run([sys.executable, "-m", "docs.make_links"], cwd=folder, check=True)
        told = subprocess.run([sys.executable, "-c", "import visavis.blueprint as room; print(room.__file__)"],
                              cwd=folder, env=self._environment(), capture_output=True, text=True, check=True)
        assert folder.resolve() in Path(told.stdout.strip()).resolve().parents

    def passes(self, tests: tuple[str, ...]) -> bool:
        """Return whether tests pass without a mutant, and remember how long they take."""
        if tests not in self._seconds:
            start = time.monotonic()
            if not self._run(tests, None):
                return False
            self._seconds[tests] = time.monotonic() - start
        return True

    def notices(self, mutant: Mutant) -> bool:
        """Return whether a test fails with the mutant; one that never ends is noticed, too."""
        module = self.folder / mutant.file
        source = module.read_text(encoding="utf-8")
        module.write_text(mutant.applied(source), encoding="utf-8")
        # A module of the same size, written in the same second, would be taken for the compiled one.
        for compiled in (module.parent / "__pycache__").glob(f"{module.stem}.*"):
            compiled.unlink()
        try:
            return not self._run(mutant.tests, PATIENCE * self._seconds.get(mutant.tests, 0.0) + SECONDS)
        finally:
            module.write_text(source, encoding="utf-8")

    def _run(self, tests: tuple[str, ...], seconds: float | None) -> bool:
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-p", "no:randomly", *tests]
        try:
            return subprocess.run(command, cwd=self.folder, env=self._environment(), capture_output=True, check=False,
                                  timeout=seconds).returncode == 0
        except subprocess.TimeoutExpired:
            return False

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "QT_QPA_PLATFORM": "offscreen",
                "PYTHONPATH": str(self.folder / "build" / "links")}


def run(mutants: Sequence[Mutant]) -> int:
    """Try mutants one at a time, tell which no test noticed, and return the exit status."""
    missed: list[Mutant] = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Copy(Path(folder))
        for number, mutant in enumerate(mutants, start=1):
            if not copy.passes(mutant.tests):
                sys.stdout.write(f"the tests fail as they are: {' '.join(mutant.tests)}\n")
                return 2
            noticed = copy.notices(mutant)
            sys.stdout.write(f"{number}/{len(mutants)} {'noticed' if noticed else 'NOT NOTICED'}: "
                             f"{mutant.file}, {mutant.name}\n")
            sys.stdout.flush()
            if not noticed:
                missed.append(mutant)
    sys.stdout.write(f"{len(mutants)} mutants, {len(missed)} unnoticed\n")
    return 1 if missed else 0


def main(arguments: Sequence[str]) -> int:
    """Run what is asked for."""
    asks = argparse.ArgumentParser(prog="python -m tests.mutants", description="Try wrongs that a test must notice.")
    asks.add_argument("names", nargs="*", help="parts of module paths or of mutants' names")
    asks.add_argument("--all", action="store_true", help="every mutant, whatever changed")
    asks.add_argument("--since", metavar="REF", help="those of modules changed since a commit (usually: since main)")
    asked = asks.parse_args(arguments)
    every = [*written_mutants(), *rule_mutants(ROOT)]
    try:
        for mutant in every:
            mutant.applied((ROOT / mutant.file).read_text(encoding="utf-8"))
    except (DoesNotApplyError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    unknown = [name for name in asked.names if not chosen(every, [name], None)]
    if unknown:
        sys.stderr.write(f"no mutant is about {', '.join(unknown)}: add one to tests/mutants/patches.toml\n")
        return 1
    wanted = chosen(every, asked.names, None if asked.all else changed_files(asked.since))
    if not wanted:
        sys.stdout.write("no mutant is about what changed; tests/mutants/patches.toml holds them\n")
        return 0
    return run(wanted)


def _git(*command: str) -> str:
    done = subprocess.run(["git", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
