"""`visavis diff`, `merge` and `format`: words, JSON by its schema, colours, what is written where, exit statuses."""

from __future__ import annotations

import io
import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from tests.editing.builders import document
from tests.json_schema import Draft202012Validator
from visavis.blueprint.drawing import Role, Text
from visavis.blueprint.drawing.difference_sheet import draw_difference, join_states
from visavis.blueprint.editing import Command, EditSession, Identifiers
from visavis.blueprint.editing.commands import (
    AddFlow,
    AddPhase,
    AddStep,
    EditHead,
    EditPersona,
    EditStep,
    MovePhase,
    MoveSteps,
    RemoveElements,
    RemoveLane,
)
from visavis.blueprint.language import translator
from visavis.blueprint.model import StepKind
from visavis.blueprint.storage import decode, encode, load
from visavis.exporters.cli import main

EXAMPLES = Path(__file__).parents[3] / "examples"
BASE = document()


def write(path: Path, *commands: Command, seed: int = 1) -> str:
    session = EditSession(BASE, identifiers=Identifiers(seed))
    for command in commands:
        session.do(command)
    path.write_bytes(encode(session.document))
    return str(path)


@pytest.fixture(name="base")
def _base(tmp_path: Path) -> str:
    return write(tmp_path / "base.blueprint.json")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(list(arguments))
    told = capsys.readouterr()
    return status, told.out, told.err


MANY = (EditHead(title="Un permis"), EditPersona("roux", weight=0.5), AddPhase(id="p", name="Suite"), MovePhase("apres", 0),
        EditStep("ask", title="Demande tout", work="PT25M", informs={"who": "usager"}), MoveSteps(("got",), columns=2),
        RemoveElements(("stay",)), AddStep(("vous", "apres", 3), "Rappelle"), AddFlow("decide", "again"))


def test_what_differs_is_told_in_words(base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = write(tmp_path / "b.blueprint.json", *MANY)
    status, out, err = run(capsys, "diff", base, other, "--lang", "en")
    assert (status, err) == (0, "")
    text = out.replace("\u00a0", " ")
    for line in ("Title: “Obtenir un permis” → “Un permis”", "~ Changed: persona “Mme Roux”", "+ Added: phase “Suite”",
                 "~ Order of the phases", "− Deleted: step “Attend”", "Working time: — → 25 min", "Who is told: — → “usager”",
                 "+ Added: step “Rappelle”, “Usager”, “Après”", "~ Moved: step “Reçoit”", "Phase: “Après” → “Avant”",
                 "+ Added: flow “Décide” → “Revient”"):
        assert line in text, line
    assert "\x1b" not in out
    status, french, _ = run(capsys, "diff", base, other, "--lang", "fr")
    assert "− Suppression : étape « Attend »" in french.replace("\u00a0", " ").replace("\u202f", " ")
    assert run(capsys, "diff", base, base, "--lang", "en")[:2] == (0, "no difference\n")


def test_the_exit_status_tells_only_where_that_is_asked(base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = write(tmp_path / "b.blueprint.json", EditStep("ask", title="Là"))
    assert [run(capsys, "diff", *each)[0] for each in ((base, other), (base, other, "--exit-code"), (base, base, "--exit-code"))] \
        == [0, 1, 0]


def test_what_is_typed_cannot_steer_a_terminal_and_lines_have_colours(base: str, tmp_path: Path,
                                                                        capsys: pytest.CaptureFixture[str]) -> None:
    other = write(tmp_path / "b.blueprint.json", AddStep(("vous", "avant", 3), "A\u202ebc\x1b[2J"))
    _, out, _ = run(capsys, "diff", base, other, "--colour", "always", "--lang", "en")
    assert out.startswith("\x1b[32m+ Added: step")
    assert out.count("\x1b") == 2
    assert "\\u202e" in out


def test_colours_are_for_terminals_and_git_pagers(base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    other = write(tmp_path / "b.blueprint.json", RemoveElements(("stay",)))
    monkeypatch.setenv("GIT_PAGER_IN_USE", "true")
    assert "\x1b[31m" in run(capsys, "diff", base, other)[1]
    assert "\x1b" not in run(capsys, "diff", base, other, "--color", "never")[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run(capsys, "diff", base, other)[1]


def test_differences_as_json_keep_to_their_published_schema(base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    schema = json.loads(run(capsys, "schema", "diff")[1])
    other = write(tmp_path / "b.blueprint.json", *MANY)
    pairs = [(base, other), *(tuple(str(EXAMPLES / f"{name}.blueprint.json") for name in names) for names in (
        ("apa-a-domicile", "apa-a-domicile-cible"), ("home-care-allowance", "home-care-allowance-redesigned"))),
             (str(EXAMPLES / "passeport.blueprint.json"), str(EXAMPLES / "hotel-stay.blueprint.json"))]
    for one in pairs:
        told = json.loads(run(capsys, "diff", *one, "--format", "json")[1])
        Draft202012Validator(schema).validate(told)
        assert next(iter(told)) == "format"
    found = {(one["kind"], one["id"], one["change"]) for one in json.loads(
        run(capsys, "diff", base, other, "--format", "json")[1])["differences"]}
    assert {("step", "stay", "deleted"), ("step", "got", "moved"), ("phases", None, "reordered"), ("graph", None, "changed"),
            ("personas", "roux", "changed")} <= found
    assert Draft202012Validator.check_schema(schema) is None
    assert schema["$id"] == "urn:visavis:schema:diff:1"


@pytest.mark.parametrize(("form", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_a_drawing_shows_what_differs(base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str,
                                      begins: bytes) -> None:
    other = write(tmp_path / "b.blueprint.json", *MANY)
    out = tmp_path / f"diff.{form}"
    assert run(capsys, "diff", base, other, "--format", form, "-o", str(out))[0] == 0
    assert out.read_bytes().startswith(begins)
    assert run(capsys, "diff", base, other, "--format", form, "-o", base)[0] == 2
    assert load(Path(base)).document == BASE


def test_the_drawing_marks_what_came_went_and_changed_and_says_so(tmp_path: Path) -> None:
    after = load(Path(write(tmp_path / "b.blueprint.json", *MANY))).document
    new = next(step.id for step in after.steps if step.title == "Rappelle")
    drawing = draw_difference(BASE, after, translator("en")).pages[0].drawing
    marked = {group.id for group in drawing.groups if group.id.startswith("change-")}
    assert {f"change-{name}" for name in ("stay", "ask", "got", new)} <= marked
    assert not {"change-check", "change-decide"} & marked
    told = {group.id: group.description for group in drawing.groups if group.role == "step"}
    assert told["stay"].startswith("Deleted: step “Attend”")
    assert "25" in told["ask"]
    assert told["check"].startswith("Changed") is False
    union = join_states(BASE, after)
    assert {step.id for step in union.steps} == {step.id for step in (*BASE.steps, *after.steps)}
    assert [phase.id for phase in union.head.phases] == [phase.id for phase in after.head.phases]


def test_times_before_and_after_stand_on_a_card_and_on_no_other(tmp_path: Path) -> None:
    before = load(EXAMPLES / "apa-a-domicile.blueprint.json").document
    after = before.replace(steps=tuple(step.model_copy(update={"work": "PT33M", "wait": "P3D"})
                                       if step.kind is StepKind.ACTION else step for step in before.steps))
    drawing = draw_difference(before, after, translator("fr")).pages[0].drawing
    pills = [group for group in drawing.groups if group.id.startswith("change-")]
    assert len(pills) > 30
    told = {one.run.text for group in pills for one in group.primitives if isinstance(one, Text)}
    assert any("→ 3" in words for words in told)
    apart = [(one.id, other.id) for one, other in combinations(pills, 2)
             if one.bounds.intersects(other.bounds) and one.bounds.y == other.bounds.y]
    assert apart == []


def test_a_note_over_a_card_hides_no_pill_and_is_hidden_by_none() -> None:
    before = load(EXAMPLES / "apa-a-domicile.blueprint.json").document
    noted = {note.at for note in before.head.notes if isinstance(note.at, str)}
    steps = tuple(step.model_copy(update={"title": f"{step.title}, vite"}) if step.id in noted else step for step in before.steps)
    [page] = draw_difference(before, before.replace(steps=steps), translator("fr")).pages
    drawn = [*page.drawing.in_paint_order()]
    notes = [group for group in drawn if group.role is Role.NOTE]
    pills = {group.id.removeprefix("change-"): group for group in drawn if group.id.startswith("change-")}
    assert pills.keys() == noted
    met = {name for name, pill in pills.items() for note in notes if pill.bounds.intersects(note.bounds)}
    assert met, "some notes lie where pills do"
    for pill in pills.values():
        assert drawn.index(pill) > max(map(drawn.index, notes))
        for line in (each for note in notes for each in note.primitives if isinstance(each, Text)):
            if line.x < pill.bounds.right and pill.bounds.x < line.x + line.run.width:
                assert not pill.bounds.y < line.baseline < pill.bounds.bottom


def test_a_lane_that_went_is_still_drawn_where_it_was(tmp_path: Path) -> None:
    after = load(Path(write(tmp_path / "b.blueprint.json", RemoveLane("maison")))).document
    assert [lane.id for lane in join_states(BASE, after).head.lanes] == [lane.id for lane in BASE.head.lanes]


def conflicting(tmp_path: Path) -> tuple[str, str]:
    mine = write(tmp_path / "a.blueprint.json", EditStep("ask", title="Ici"), RemoveElements(("stay",)))
    theirs = write(tmp_path / "b.blueprint.json", EditStep("ask", title="Là", work="PT9M"), EditStep("stay", wait="P3D"), seed=2)
    return mine, theirs


def test_a_merge_writes_both_sides_and_tells_conflicts(base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine, theirs = conflicting(tmp_path)
    out = tmp_path / "out.blueprint.json"
    status, told, err = run(capsys, "merge", base, mine, theirs, "-o", str(out), "--lang", "en")
    assert (status, told) == (1, "")
    merged = load(out).document
    assert (merged.step_by_id["ask"].title, merged.step_by_id["ask"].work) == ("Ici", "PT9M")
    lines = err.replace("\u00a0", " ").splitlines()
    assert lines[0] == f"visavis: {mine}: step “Ici”, Title: A has “Ici”, B has “Là” (before: “Demande”); A’s is kept"
    assert lines[1] == f"visavis: {mine}: step “Attend”: A deleted it, and B changed it (Wait afterwards: 3 d); it stays deleted"
    assert len(lines) == 3
    assert "step “Attend”: B deleted it, and A changed it" in run(
        capsys, "merge", base, theirs, mine, "-o", "-", "--lang", "en")[2]


def test_conflicts_as_json_keep_to_their_published_schema(base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    schema = json.loads(run(capsys, "schema", "merge")[1])
    mine, theirs = conflicting(tmp_path)
    status, blueprint, err = run(capsys, "merge", base, mine, theirs, "-o", "-", "--conflicts", "json")
    assert status == 1
    decode(blueprint.encode())
    told = json.loads(err)
    Draft202012Validator(schema).validate(told)
    assert [(one["kind"], one["id"], one["field"], one["kept"]) for one in told["conflicts"]] == [
        ("step", "ask", "title", "ours"), ("step", "stay", None, "ours")]
    assert told["conflicts"][1]["theirs"]["wait"] == "P3D"
    status, _, err = run(capsys, "merge", base, base, theirs, "-o", "-", "--conflicts", "json")
    assert (status, json.loads(err)["conflicts"]) == (0, [])


def test_every_kind_of_conflict_has_its_sentence(base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases: list[tuple[tuple[Command, ...], tuple[Command, ...], str]] = [
        ((RemoveElements(("stay",)),), (AddFlow("ask", "stay"),), "B’s flow is at the step “Attend”, which A deleted"),
        ((AddFlow("ask", "stay"),), (RemoveElements(("stay",)),), "B deleted it, and A refers to it"),
        ((RemoveElements(("stay",)),), (EditStep("again", fallback="stay"),), "B has “Attend”, which A deleted"),
        ((RemoveLane("maison"),), (AddStep(("maison", "avant", 0), "X"),), "B has a step in it (“X”); it is kept"),
    ]
    for mine, theirs, words in cases:
        one, other = write(tmp_path / "a.blueprint.json", *mine), write(tmp_path / "b.blueprint.json", *theirs, seed=2)
        status, out, err = run(capsys, "merge", base, one, other, "-o", "-", "--lang", "en")
        assert status == 1
        assert words in err
        assert list(decode(out.encode()).steps)


def test_a_merge_writes_onto_ours_and_onto_nothing_else_unasked(base: str, tmp_path: Path,
                                                                capsys: pytest.CaptureFixture[str]) -> None:
    mine, theirs = conflicting(tmp_path)
    other = write(tmp_path / "other.blueprint.json")
    assert run(capsys, "merge", base, mine, theirs, "-o", other)[0] == 2
    assert run(capsys, "merge", base, mine, theirs, "-o", theirs, "--force")[0] == 2
    assert run(capsys, "merge", base, mine, theirs, "-o", other, "--force")[0] == 1
    assert run(capsys, "merge", base, mine, theirs, "-o", mine)[0] == 1
    assert Path(mine).read_bytes() == Path(other).read_bytes()


def test_what_both_added_without_a_common_state_is_merged_from_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty"
    empty.write_bytes(b"")
    one, other = write(tmp_path / "a.blueprint.json"), write(tmp_path / "b.blueprint.json", EditStep("ask", title="Là"))
    status, out, err = run(capsys, "merge", str(empty), one, other, "-o", "-")
    assert (status, decode(out.encode())) == (1, BASE)
    assert err.count("\n") == 2


@pytest.mark.parametrize("arguments", [
    ("diff", "BASE"), ("diff", "BASE", "nowhere"), ("diff", "a", "b", "c"), ("merge", "BASE", "BASE", "-o", "-"),
    ("merge", "BASE", "nowhere", "BASE", "-o", "-"), ("format", "nowhere"), ("diff", "BASE", "BASE", "--format", "gif"),
    ("format", "FOLDER"), ("format", "FOLDER/*.nothing"), ("check", "FOLDER"),
])
def test_what_cannot_be_done_is_one_line(base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                          arguments: tuple[str, ...]) -> None:
    (tmp_path / "empty").mkdir()
    given = [base if one == "BASE" else one.replace("FOLDER", str(tmp_path / "empty")) for one in arguments]
    status, out, err = run(capsys, *given)
    assert (status, out, err.count("\n")) == (2, "", 1)


def loosen(content: bytes) -> bytes:
    """The same blueprint as another program would write it, with keys that nobody knows."""
    data: dict[str, Any] = json.loads(content)
    data["nodes"][0]["x-mine"] = {"kept": True}
    return json.dumps(dict(reversed(data.items())), indent=4).encode()


def test_format_writes_canonical_bytes_and_keeps_what_it_does_not_know(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "blueprints"
    (folder / "deep").mkdir(parents=True)
    (folder / ".git").mkdir()
    right = write(folder / "right.blueprint.json")
    wrong, hidden = folder / "deep" / "wrong.blueprint.json", folder / ".git" / "hidden.blueprint.json"
    for path in (wrong, hidden):
        path.write_bytes(loosen(Path(right).read_bytes()))
    before = hidden.read_bytes()
    status, out, _ = run(capsys, "format", "--check", str(folder))
    assert (status, out.count("\n"), str(wrong) in out) == (1, 1, True)
    assert wrong.read_bytes() == before
    assert run(capsys, "format", str(folder))[0] == 0
    assert wrong.read_bytes() == encode(decode(before))
    assert b'"x-mine": {"kept": true}' in wrong.read_bytes()
    assert hidden.read_bytes() == before
    assert run(capsys, "format", "--check", str(folder / "**" / "*.json"))[:2] == (0, "")
    assert run(capsys, "format", str(folder))[:2] == (0, "")


def test_format_reads_and_writes_the_standard_streams(base: str, capsys: pytest.CaptureFixture[str],
                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    loose = loosen(Path(base).read_bytes())
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(loose)))
    status, out, _ = run(capsys, "format", "-")
    assert (status, out.encode()) == (0, encode(decode(loose)))


def test_a_file_that_cannot_be_read_stops_no_other(base: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken, wrong = tmp_path / "a.blueprint.json", tmp_path / "z.blueprint.json"
    broken.write_bytes(b"<<<<<<< HEAD")
    wrong.write_bytes(loosen(Path(base).read_bytes()))
    status, _, err = run(capsys, "format", str(tmp_path))
    assert (status, err.count("\n"), "a.blueprint.json" in err) == (2, 1, True)
    assert wrong.read_bytes() == encode(load(wrong).document)
    status, out, err = run(capsys, "check", str(tmp_path))
    assert (status, out, err.count("\n")) == (2, "", 1)


def test_check_takes_folders_and_patterns_and_reports_for_code_reviews(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("corner-shoeshine", "hotel-stay"):
        (tmp_path / f"{name}.blueprint.json").write_bytes((EXAMPLES / f"{name}.blueprint.json").read_bytes())
    log = json.loads(run(capsys, "check", str(tmp_path), "--format", "sarif")[1])
    categories = [one["automationDetails"]["id"] for one in log["runs"]]
    assert len(set(categories)) == 2
    status, out, _ = run(capsys, "check", str(tmp_path / "*.blueprint.json"), "--format", "code-quality", "--fail-on", "critical")
    found = json.loads(out)
    assert status in (0, 1)
    opened = sum(not one.get("suppressions") for each in log["runs"] for one in each["results"])
    assert len(found) == opened > 0
    for one in found:
        assert one["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert Path(one["location"]["path"]).exists()
        assert one["location"]["lines"]["begin"] >= 1
        assert one["description"]
        assert one["check_name"]
    assert len({one["fingerprint"] for one in found}) == len(found)
