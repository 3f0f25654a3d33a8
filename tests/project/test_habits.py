"""The habits of the code base, checked: style, types, layers, small rooms, clean commits."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import networkx as nx
import pytest

from docs.make_links import make_links
from tests.need import need
from tests.project.front_doors import DOORS, offers

ROOT = Path(__file__).parents[2]
CODE = ("blueprint", "exporters", "ui", "templates", "examples")
LONGEST_FUNCTION = 39
LONGEST_FILE = 600
SHORTEST_FILE = 40


def sources() -> Iterator[Path]:
    for folder in CODE:
        yield from sorted((ROOT / folder).rglob("*.py"))


def run(*command: str) -> None:
    make_links()
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"


def test_style_is_kept() -> None:
    run("ruff", "check", "--output-format=concise", ".")


def test_types_hold() -> None:
    run("mypy")


def test_each_layer_imports_only_those_below_it() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(make_links())}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_module_that_is_gone_leaves_no_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # In a folder of its own: other tests read the links meanwhile.
    monkeypatch.setattr("docs.make_links.LINKS", tmp_path / "links")
    link = make_links() / "visavis" / "exporters" / "gone.py"
    link.symlink_to(ROOT / "exporters" / "gone.py")
    make_links()
    assert not link.is_symlink()


@cache
def trees() -> tuple[tuple[Path, ast.Module], ...]:
    """Return every file of the product, by its path in the project, and what is in it; read once, for many ask."""
    return tuple((path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))) for path in sources())


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_rooms_are_of_a_good_size() -> None:
    """No file is too long to be read, or so short that it is one more place to look for one thought."""
    wrong = []
    for path, tree in trees():
        lines = (ROOT / path).read_text(encoding="utf-8").count("\n")
        if lines > LONGEST_FILE or (lines < SHORTEST_FILE and not is_exempt(path)):
            wrong.append(f"{path}: {lines} lines")
        for node in functions(tree):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                wrong.append(f"{path}:{node.lineno} {node.name}: {length} lines")
    assert not wrong, "\n".join(wrong)


def is_exempt(path: Path) -> bool:
    """Return whether a file may be short: a front door, an entry point, an export format, or one that names data."""
    is_format = path.parent == Path("exporters") and "Exporter" in (ROOT / path).read_text(encoding="utf-8")
    return path.stem in ("__init__", "__main__", "open_window") or path.parts[0] in ("templates", "examples") or is_format


def test_no_class_has_the_name_of_another_one() -> None:
    homes: dict[str, list[str]] = {}
    for path, tree in trees():
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                homes.setdefault(node.name, []).append(str(path))
    assert not {name: found for name, found in homes.items() if len(found) > 1}


def test_no_file_of_a_package_has_the_name_of_another_one() -> None:
    """`ui/features/journeys/place.py` beside `ui/features/table/place.py` says where a file is, not what it is."""
    homes: dict[tuple[str, ...], list[str]] = {}
    for path, _ in trees():
        if path.stem not in ("__init__", "__main__") and path.parts[0] != "templates":
            package = "/".join(path.parts[:2] if len(path.parts) > 2 else path.parts[:1])
            homes.setdefault((package, path.name), []).append(str(path))
    assert not {name: found for name, found in homes.items() if len(found) > 1}


def test_every_export_format_is_at_home() -> None:
    """Installed by its name, kept from its neighbours, and tested: a module in `exporters/` alone is no format."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    installed = set(declared["project"]["entry-points"]["visavis.exporters"].values())
    rows = {name for contract in declared["tool"]["importlinter"]["contracts"] if contract.get("containers") == ["visavis.exporters"]
            for layer in contract["layers"] if "|" in layer for name in layer.split(" | ")}
    tests = [path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "exporters").glob("test_*.py")]
    wrong, found = [], set()
    for path, tree in trees():
        module = path.parent.name if path.stem == "__init__" else path.stem
        if path.parts[0] == "exporters" and any(isinstance(node, ast.ClassDef) and node.name.endswith("Exporter") and "ABC" not in
                                                  {getattr(base, "id", "") for base in node.bases} for node in tree.body):
            found.add(module)
            if not any(point.startswith(f"visavis.exporters.{module}:") for point in installed):
                wrong.append(f'{path}: no line in [project.entry-points."visavis.exporters"] of pyproject.toml')
            if module not in rows:
                wrong.append(f"{path}: not in the import-linter row beside graphml in pyproject.toml")
            is_imported = any(re.search(rf"visavis\.exporters\.{module}\b", text) for text in tests)
            if not is_imported and not (ROOT / "tests" / "exporters" / f"test_{module}.py").exists():
                wrong.append(f"{path}: write tests/exporters/test_{module}.py")
    assert not wrong, "\n".join(wrong)
    assert found <= rows
    # A module may hold several that are made alike.
    assert len(found) == len({point.partition(":")[0] for point in installed})


# Qt's own names, and a question that plug-ins ask (`context.reached(step)`).
PARTICIPLES_ALLOWED = {"done", "currentChanged", "reached"}
IRREGULAR = frozenset(re.findall(r"\w+", """begun bent bound bought brought built caught chosen dealt drawn driven fallen fed felt found forgotten
    given gone grown heard held hidden kept known laid led left lent lost made meant met paid said seen sent shown sold
    sought spent spoken stood struck swept taken taught told thought thrown understood won worn written"""))


def test_functions_are_verbs() -> None:
    """A bare participle (`planned`, `found`) is the name of a signal or of a state, not of what a function does."""
    wrong = []
    for path, tree in trees():
        for node in functions(tree):
            decorators = {part.id if isinstance(part, ast.Name) else getattr(part, "attr", "")
                          for part in node.decorator_list}
            name = node.name
            is_participle = name in IRREGULAR or (name.endswith("ed") and "_" not in name and name not in ("feed", "need"))
            if is_participle and not decorators & {"property", "cached_property"} and name not in PARTICIPLES_ALLOWED:
                wrong.append(f"{path}:{node.lineno} {name}")
    assert not wrong, "\n".join(wrong)


def test_no_files_import_each_other_in_a_circle() -> None:
    """Imports for types count; what comes through a front door counts as come from where it is."""
    homes = {(door, name): home for door in DOORS for name, home in offers(door).items()}
    names = {".".join(("visavis", *(path.with_suffix("").parts if path.stem != "__init__" else path.parent.parts))): path
             for path, _ in trees()}
    graph: nx.DiGraph[str] = nx.DiGraph()
    for path, tree in trees():
        source = next(name for name, other in names.items() if other == path)
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module in names:
                for alias in node.names:
                    whole = f"{node.module}.{alias.name}"
                    home = homes.get((node.module, alias.name), node.module)
                    graph.add_edge(source, whole if whole in names else home)
    assert not [sorted(found) for found in nx.strongly_connected_components(graph) if len(found) > 1]


# In two parts: this file is searched, too.
MARK = "# type: " + "ignore"


def test_few_type_errors_are_ignored_and_each_says_why() -> None:
    found = [line.strip() for folder in (*CODE, "tests") for path in sorted((ROOT / folder).rglob("*.py"))
             for line in path.read_text(encoding="utf-8").splitlines() if MARK + "[" in line]
    assert len(found) < 20, "\n".join(found)
    assert all(re.search(r"# type: ignore\[[a-z-]+(?:, [a-z-]+)*\]  ?# \w", line) for line in found), "\n".join(found)


def committed() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT,
                            capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def test_what_tests_share_tells_what_it_found() -> None:
    """pytest writes out the asserts of tests alone, unless `tests/conftest.py` names others."""
    with pytest.raises(AssertionError, match=r"isinstance\(5, <class 'str'>\)"):
        need(5, str)


def test_no_registry_address_is_committed() -> None:
    """A lock file or a script must not bind the project to one mirror."""
    address = re.compile(rb"https?://[^\s\"']*(?:pypi\.|pythonhosted|npmjs|/simple/)|(?:extra-)?index-url|--find-links")
    this = Path(__file__)
    guilty = [str(path.relative_to(ROOT)) for path in committed()
              if path != this and path.name != "Makefile" and address.search(path.read_bytes())]
    assert not guilty


@pytest.mark.parametrize(("name", "least"), [("requirements.lock", 15), ("requirements-dev.lock", 40)])
def test_every_pinned_dependency_is_hashed(name: str, least: int) -> None:
    lock = (ROOT / name).read_text(encoding="utf-8")
    pins = re.findall(r"^[a-z0-9][\w.\-]*(?:\[[^\]]*\])?==", lock, re.MULTILINE)
    assert len(pins) > least
    for block in re.split(r"\n(?=[a-z0-9])", lock.strip()):
        assert "--hash=sha256:" in block, block.splitlines()[0]


@pytest.mark.parametrize(("name", "groups"), [("requirements.lock", ("build",)), ("requirements-dev.lock", ("build", "dev"))])
def test_a_lock_covers_what_is_declared(name: str, groups: tuple[str, ...]) -> None:
    """`make run` installs what running needs, `make test` what testing needs beside it."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*declared["project"]["dependencies"],
              *(line for group in groups for line in declared["dependency-groups"][group] if isinstance(line, str))]
    pinned = set(re.findall(r"^([A-Za-z0-9._\-]+)==", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))
    names = {re.split(r"[^A-Za-z0-9._\-]", line)[0] for line in wanted}
    assert {one.lower().replace("_", "-") for one in names} <= {one.lower().replace("_", "-") for one in pinned}
    if name == "requirements.lock":
        assert "pytest" not in pinned
