"""Plug-ins that are broken in every way we know, installed as others install theirs: modules and a dist-info folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest

KINDS = ("rule", "exporter", "importer", "template")
GROUP = {kind: f"visavis.{kind}s" for kind in KINDS}
# Kinds whose entry point names one thing and not a sequence.
SINGLE = ("exporter", "importer")

SOURCE = {
    "rule": '''
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, Severity
from visavis.blueprint.analysis.frictions.guide import RuleGuide
from visavis.blueprint.language import message
{top}
class Thing:
    name = "{name}"
    title = message("Broken")
    friction_class = FrictionClass.LOAD
    needs = ()
    thresholds = ()
    sets = frozenset({{"recommended"}})
    guide = RuleGuide(*[message("x")] * 5, (), ())
    {field}
    def assess(self, context):
        {body}
        return [context.finding(self, (context.steps[0].id,), message("Found"), message("Mend"), citizen={number})]
GIVEN = {given}
''',
    "exporter": '''
from visavis.blueprint.language import message
{top}
class Thing:
    name = "{name}"
    title = message("Broken")
    options = ()
    {field}
    def suffix(self, options):
        return ".txt"
    def export(self, job):
        {body}
        return {answer}
GIVEN = {given}
''',
    "importer": '''
from pathlib import Path
from visavis.blueprint.language import message
from visavis.blueprint.storage import decode
{top}
class Thing:
    name = "{name}"
    title = message("Broken")
    purpose = message("Broken")
    suffixes = (".broken",)
    options = ()
    {field}
    def read(self, content, options):
        {body}
        return {answer}
GIVEN = {given}
''',
    "template": '''
from pathlib import Path
{top}
class Thing:
    name = "{name}"
    title = {{"en": "Broken"}}
    summary = {{"en": ""}}
    {field}
    def content(self, language):
        {body}
        return {answer}
GIVEN = {given}
'''}
BLANK = Path(__file__).parents[2] / "templates" / "blank.en.blueprint.json"


@dataclass(frozen=True)
class Fault:
    """One way to be broken: what is written where, what the telling of it contains, and when it shows."""

    name: str
    told: str
    at_load: bool = True
    top: str = ""
    field: str = "pass"
    body: str = "pass"
    value: str = ""
    wrong_answer: bool = False
    given: str = ""


FAULTS = (
    Fault("missing", "ModuleNotFoundError"),
    Fault("raises-on-import", "ZeroDivisionError: division by zero", top="1 / 0"),
    Fault("exits-on-import", "an attempt to end the program (SystemExit: 3)", top="import sys; sys.exit(3)"),
    Fault("prints-on-import", "text on the standard output ('hello')", top='print("hello")'),
    Fault("loops-on-import", "no answer within", top="while True: pass"),
    Fault("no-object", "has no attribute 'NOTHING'", value=":NOTHING"),
    Fault("no-attributes", "has no attribute", top="class Bare: pass", given="Bare()"),
    Fault("junk", "", given="42"),
    Fault("wrong-type", "'title' cannot be", field="title = 5"),
    Fault("raising-attribute", "KeyError: 'gone'", field="title = property(lambda self: {}['gone'])"),
    Fault("raises", "ValueError: no", at_load=False, body="raise ValueError('no')"),
    Fault("exits", "an attempt to end the program (SystemExit: 0)", at_load=False, body="raise SystemExit(0)"),
    Fault("interrupts", "an attempt to end the program (KeyboardInterrupt)", at_load=False,
          body="raise KeyboardInterrupt"),
    Fault("loops", "no answer within", at_load=False, body="""
        while True:
            try:
                sum(range(9))
            except Exception:
                pass"""),
    Fault("prints", "text on the standard output ('hello')", at_load=False, body='print("hello")'),
    Fault("wrong-answer", "", at_load=False, wrong_answer=True),
)


def given(kind: str, fault: Fault) -> str:
    """Return the expression of what the entry point names."""
    thing = fault.given or "Thing()"
    return f"({thing},)" if kind not in SINGLE and not fault.given.isdigit() else thing


def install(folder: Path, kind: str, fault: Fault) -> str:
    """Write a broken plug-in into a folder and return its name."""
    name = f"{kind}-{fault.name}"
    module = f"broken_{name.replace('-', '_')}"
    blank = f"Path({str(BLANK)!r}).read_bytes()"
    right = {"exporter": 'b"text"', "importer": f"decode({blank})", "template": blank}
    answer = {"exporter": '"no bytes"', "importer": '"no document"', "template": 'b"no blueprint"'} if fault.wrong_answer else right
    text = SOURCE[kind].format(name=name, top=fault.top, field=fault.field, body=fault.body, given=given(kind, fault),
                               number="float('nan')" if fault.wrong_answer else "1.0", answer=answer.get(kind))
    if fault.name != "missing":
        (folder / f"{module}.py").write_text(text, encoding="utf-8")
    declare(folder, name, f"[{GROUP[kind]}]\n{name} = {module}{fault.value or ':GIVEN'}\n")
    return name


def install_good(folder: Path) -> None:
    """Write one plug-in of each kind that works."""
    for kind in KINDS:
        install(folder, kind, Fault("good", ""))


def declare(folder: Path, name: str, points: str) -> None:
    home = folder / f"{name.replace('-', '_')}-1.0.dist-info"
    home.mkdir()
    (home / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    (home / "entry_points.txt").write_text(points, encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of installed packages, looked into again; what loops is given a moment."""
    module = import_module("visavis.blueprint.registry.plugin_discovery")
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setattr(module, "_PLUGINS", module.Plugins(module._installed_points))
    monkeypatch.setenv("VISAVIS_PLUGIN_SECONDS", "0.4")
    monkeypatch.setenv("VISAVIS_LANGUAGE", "en")
    before = set(sys.modules)
    yield folder
    for name in set(sys.modules) - before:
        if name.startswith("broken_"):
            del sys.modules[name]
