"""One definition of a lane kind: a word, a row of what holds for it, its names. Everything else asks the row."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.model.copies import copied, touched
from visavis.blueprint.drawing import THEMES
from visavis.blueprint.drawing.theme import Inks
from visavis.blueprint.model import LaneKind, Side
from visavis.blueprint.model.lane_kinds import LANE_KINDS
from visavis.blueprint.model.words import LANE_KINDS as NAMES
from visavis.templates.icons.catalogue import icon


def test_every_kind_has_its_row_its_names_and_what_it_is_drawn_with() -> None:
    assert set(LANE_KINDS) == set(NAMES) == set(LaneKind)
    for kind, facts in LANE_KINDS.items():
        assert facts.kind is kind
        assert icon(facts.icon).segments
        assert all(isinstance(theme.of_lane(kind), Inks) for theme in THEMES.values())
        assert all(other in LANE_KINDS for other in facts.else_to)
    assert [facts.rank for facts in LANE_KINDS.values()] == list(range(len(LaneKind)))


@pytest.mark.parametrize(("kind", "front", "behind", "supporting", "meets"), [
    (LaneKind.EVIDENCE, False, False, False, False), (LaneKind.CITIZEN, False, False, False, True),
    (LaneKind.FRONTSTAGE, True, False, False, True), (LaneKind.BACKSTAGE, False, True, False, False),
    (LaneKind.SUPPORT, False, True, True, False)])
def test_what_holds_for_the_kinds(kind: LaneKind, front: bool, behind: bool, supporting: bool, meets: bool) -> None:
    facts = LANE_KINDS[kind]
    assert (facts.is_in_front, facts.is_behind, facts.is_supporting, facts.meets_citizens) == (front, behind, supporting, meets)
    assert facts.is_backstage is (behind and not supporting)
    assert facts.is_evidence is (facts.side is None)
    assert facts.side in (None, Side.CITIZEN, Side.AGENT, Side.SYSTEM)


# A kind that no one has thought of: agents who come to people, behind the frontstage lane.
SCRIPT = """
import json, sys
from pathlib import Path
import visavis
from visavis.blueprint.drawing.theme import LIGHT
from visavis.blueprint.editing import EditSession
from visavis.blueprint.editing.commands import AddLane, AddStep
from visavis.blueprint.editing import write_listing
from visavis.blueprint.layout import LineKind, lay_out
from visavis.blueprint.model import LaneKind
from visavis.blueprint.storage.schema import document_schema
from visavis.exporters.spec import spec_schema
from visavis.ui.canvas.paste_dialog import NEW_LANES
from visavis.ui.fields.choices import choices

session = EditSession(visavis.load(sys.argv[1]))
session.do(AddLane(name="Maraude", kind="outreach"))
document = session.document
lane = next(lane for lane in document.head.lanes if lane.kind == "outreach")
session.do(AddStep((lane.id, document.head.phases[0].id, 0), "Goes to people"))
document = session.document
step = next(step for step in document.steps if step.title == "Goes to people")
layout = lay_out(document)
strip = next(box.rect for box in layout.lanes if box.lane == lane.id)
visibility = next((line.y for line in layout.lines if line.kind is LineKind.VISIBILITY), None)
spec = json.loads(visavis.export(document, "spec"))
print(json.dumps({
    "package": visavis.__file__, "kinds": [lane.kind for lane in document.head.lanes],
    "choices": dict(choices("lane-kind", document)), "new lanes": list(NEW_LANES), "side": document.side_of(step),
    "inks": LIGHT.of(lane) == LIGHT.agent, "above the line of visibility": visibility is None or strip.bottom <= visibility + 1,
    "listed": write_listing(document, [step.id]), "schema": json.dumps(document_schema()), "spec schema": json.dumps(spec_schema()),
    "visible": next(one["visible"] for one in spec["steps"] if one["id"] == step.id),
    "frictions": len(visavis.check(document).findings), "svg": "Maraude" in visavis.export(document, "svg").decode(),
}))
"""
ROW = """
    LaneKindFacts(LaneKind.OUTREACH, Side.AGENT, Ink.AGENT, "users", meets_citizens=True, is_visible=True, mark="> "),
"""


def test_a_kind_of_lane_is_a_word_a_row_and_its_names(tmp_path: Path) -> None:
    package = copied(tmp_path)
    for name, before, added in (
            ("vocabulary", '    FRONTSTAGE = "frontstage"\n', '    OUTREACH = "outreach"\n'),
            ("lane_kinds", "                  else_to=(LaneKind.BACKSTAGE,)),\n", ROW.lstrip("\n")),
            ("words", "    LaneKind.BACKSTAGE: _words(", '    LaneKind.OUTREACH: _words(N_("Outreach"), message("out there")),\n')):
        file = package / "blueprint" / "model" / f"{name}.py"
        source = file.read_text(encoding="utf-8")
        at = source.index(before) + (0 if name == "words" else len(before))
        file.write_text(source[:at] + added + source[at:], encoding="utf-8")
    assert touched(package) == {f"blueprint/model/{name}.py" for name in ("vocabulary", "lane_kinds", "words")}
    example = Path(__file__).parents[2] / "examples" / "home-care-allowance.blueprint.json"
    done = subprocess.run([sys.executable, "-c", SCRIPT, str(example)], cwd=tmp_path, capture_output=True, text=True, check=False,
                          env={**os.environ, "PYTHONPATH": str(tmp_path), "QT_QPA_PLATFORM": "offscreen",
                               "PYTHONDONTWRITEBYTECODE": "1"})
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert Path(said["package"]).is_relative_to(package)
    kinds = said["kinds"]
    assert kinds.index("outreach") == len([kind for kind in kinds if kind in ("evidence", "citizen", "frontstage")])
    assert said["choices"]["outreach"] == "Outreach"
    assert "outreach" in said["new lanes"]
    assert said["side"] == "agent"
    assert said["inks"]
    assert said["above the line of visibility"]
    assert said["listed"].startswith("> ")
    assert "outreach" in said["schema"]
    assert "outreach" in said["spec schema"]
    assert said["visible"]
    assert said["frictions"] > 0
    assert said["svg"]
