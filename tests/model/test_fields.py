"""One definition of a field: whoever shows, tells, writes or searches fields takes them from the model."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from docs.make_catalogues import mo_bytes
from tests.model.copies import copied, touched
from visavis.blueprint.model import elements
from visavis.blueprint.model.elements import Cell, Element, Head, Step
from visavis.blueprint.model.fields import (
    FieldKind,
    FieldSpec,
    Parts,
    Shown,
    annotations_of,
    descriptions_of,
    fields_of,
    lists_of,
    texts_of,
)
from visavis.blueprint.model.words import CLOSED_LISTS

ROOT = Path(__file__).parents[2]
ALL = [one for one in vars(elements).values()
       if isinstance(one, type) and issubclass(one, Element) and one not in (Element, Cell)]
TEXTS = (FieldKind.TEXT, FieldKind.LONG_TEXT)
# The lists of choices that a document holds, or the rules.
OF_THE_DOCUMENT = {"channel", "steps", "lanes", "phases", "personas", "actors", "items", "rules"}


@pytest.mark.parametrize("element", ALL)
def test_every_field_says_how_it_is_shown(element: type[Element]) -> None:
    untold = [key for key in element.model_fields if key not in annotations_of(element)]
    assert not untold, f"annotate {', '.join(untold)} with Shown, Parts, Listed or NotShown (model/fields.py)"


@pytest.mark.parametrize("element", ALL)
def test_what_is_said_of_a_field_can_be_used(element: type[Element]) -> None:
    for key, note in annotations_of(element).items():
        if isinstance(note, Shown):
            assert not note.choices or note.choices in CLOSED_LISTS or note.choices in OF_THE_DOCUMENT, key
            assert note.kind in TEXTS or not (note.sentence or note.untold or note.unsearched), key
            assert not note.sentence or f"{{{key}}}" in note.sentence, key
            assert not (note.sentence and note.untold), key


def test_fields_come_by_their_order_and_parts_at_the_place_of_the_whole() -> None:
    keys = [spec.key for spec in fields_of(Step)]
    assert keys[:3] == ["title", "channel", "work"]
    assert keys[keys.index("unit"):][:4] == ["unit", "informs.who", "informs.promise", "fails"]
    assert fields_of(Step)[0] == FieldSpec("title", "Title", FieldKind.TEXT)
    assert not any(isinstance(annotations_of(Step)[key.partition(".")[0]], Parts) != ("." in key) for key in keys)


def test_lists_come_by_their_order() -> None:
    assert [each.key for each in lists_of(Head)][:2] == ["personas", "actors"]
    assert {each.key for each in lists_of(Head)} == {
        key for key, field in Head.model_fields.items() if str(field.annotation).startswith("tuple")}


def test_texts_stand_in_the_order_of_the_file() -> None:
    assert list(texts_of(Step)) == ["title", "detail", "system", "unit", "plain"]


def test_docstrings_are_told_of_the_fields_above_them() -> None:
    assert descriptions_of(Step)["asks"] == "Items required of the other side."
    assert "detail" not in descriptions_of(Step)


# A field that no one has thought of, and what it is called.
KEY, TITLE, FRENCH, SAYS = "murmur", "Murmur of the corridor", "Bruit de couloir", "What is murmured of it."
FIELD = f'    {KEY}: Annotated[str, Shown(N_("{TITLE}"))] = ""\n    """{SAYS}"""\n'
EVERYWHERE = ("Step", "Flow", "Item", "Persona", "Lane", "Phase", "Note", "Service", "Record", "Head")
SCRIPT = """
import json, sys
from pathlib import Path
import visavis
from visavis.blueprint.drawing.blueprint.descriptions import join_sentences, step_sentences
from visavis.blueprint.editing import EditSession
from visavis.blueprint.editing.commands import EditStep
from visavis.blueprint.editing.find_replace import Query, find, replace_matches
from visavis.blueprint.language import translator
from visavis.blueprint.storage.files import load, save
from visavis.blueprint.storage.schema import document_schema
from visavis.exporters.cli import main
from visavis.exporters.spec import spec_schema
from visavis.ui.features.table.sheets import sheets
from visavis.ui.fields import STEP_FIELDS
from visavis.ui.fields.values import ChoiceWords

example, file, spec, key = sys.argv[1:]
session = EditSession(load(Path(example)).document)
first = session.document.steps[0].id
session.do(EditStep(first, **{key: "They say it is lost"}))
found = find(session.document, Query("is lost"))
session.do(replace_matches(found, "was found"))
document = session.document
save(document, Path(file))
main(["export", file, "-t", "spec", "-o", spec])
table = sheets()[0]
column = next(column for column in table.columns if column.key == key)
print(json.dumps({
    "package": visavis.__file__, "inspector": {field.key: field.title for field in STEP_FIELDS},
    "french": translator("fr")(column.title), "cell": table.text(document, first, column, ChoiceWords(document)),
    "found": [(match.group, match.field) for match in found], "value": getattr(document.steps[0], key),
    "described": join_sentences(translator("en"), step_sentences(document, document.steps[0], ())),
    "schema": document_schema(), "spec schema": spec_schema(),
}))
"""


def with_the_field(source: str, names: tuple[str, ...]) -> str:
    """Return the model's source with the field at the end of the fields of some elements."""
    lines = source.splitlines(keepends=True)
    classes = {node.name: node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)}
    for name in sorted(names, key=lambda name: -classes[name].lineno):
        fields = [node for node in classes[name].body if isinstance(node, ast.AnnAssign | ast.Expr)]
        lines.insert(fields[-1].end_lineno or 0, FIELD)
    return "".join(lines)


def tried(home: Path, names: tuple[str, ...]) -> dict[str, Any]:
    """Return what a copy of the program says that has the field in some elements, and its French."""
    package = copied(home)
    model = package / "blueprint" / "model" / "elements.py"
    model.write_text(with_the_field(model.read_text(encoding="utf-8"), names), encoding="utf-8")
    french = package / "templates" / "locale" / "fr" / "model.po"
    french.write_text(f'{french.read_text(encoding="utf-8")}\nmsgid "{TITLE}"\nmsgstr "{FRENCH}"\n', encoding="utf-8")
    french.with_suffix(".mo").write_bytes(mo_bytes(french.read_bytes()))
    assert {name for name in touched(package) if not name.endswith(".mo")} == {
        "blueprint/model/elements.py", "templates/locale/fr/model.po"}
    file, spec = home / "murmur.blueprint.json", home / "murmur.spec.json"
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(ROOT / "examples" / "corner-shoeshine.blueprint.json"), str(file), str(spec), KEY],
        cwd=home, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(home), "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"})
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert Path(said["package"]).is_relative_to(package)
    return said | {"file": json.loads(file.read_text(encoding="utf-8")), "spec": json.loads(spec.read_text(encoding="utf-8"))}


@pytest.mark.slow
def test_a_text_field_of_a_step_is_one_line_of_the_model_and_its_french(tmp_path: Path) -> None:
    said = tried(tmp_path, ("Step",))
    assert said["inspector"][KEY] == TITLE
    assert said["french"] == FRENCH
    assert said["found"] == [["steps", KEY]]
    assert said["value"] == said["cell"] == "They say it was found"
    assert f"{TITLE}: They say it was found." in said["described"]
    assert said["schema"]["$defs"]["Step"]["properties"][KEY]["type"] == "string"
    assert said["spec schema"]["$defs"]["StepSpec"]["properties"][KEY]["description"] == SAYS
    assert said["file"]["nodes"][0][KEY] == said["spec"]["steps"][0][KEY] == "They say it was found"
    assert said["spec"]["steps"][1][KEY] == ""


def test_a_text_field_of_any_element_is_in_the_specification(tmp_path: Path) -> None:
    said = tried(tmp_path, EVERYWHERE)
    for name in EVERYWHERE:
        part = {"Head": "BlueprintSpec"}.get(name, f"{name}Spec")
        assert said["schema"]["$defs"][name]["properties"][KEY]["type"] == "string"
        assert said["spec schema"]["$defs"][part]["properties"][KEY]["description"] == SAYS, name
    spec = said["spec"]
    for one in (spec["blueprint"], spec["service"], spec["record"], spec["flows"][0], spec["lanes"][0], spec["phases"][0]):
        assert one[KEY] == ""
