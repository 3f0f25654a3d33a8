"""The backlog: a story for each friction point with both sides' gain, and typed text that does nothing in a tracker."""

from __future__ import annotations

import csv
import io
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given
from markdown_it import MarkdownIt

from tests.drawing.builders import analysis, document, finding, step
from tests.exporters.test_inert_text import SEEN, TYPED, is_seen, typed_everywhere
from visavis.blueprint.language import message
from visavis.blueprint.model import TriageNote, TriageState
from visavis.blueprint.registry import ExportJob, NothingToShow, assess
from visavis.blueprint.storage import load
from visavis.exporters.backlog import BACKLOG, trackers

EXAMPLES = Path(__file__).parents[2] / "examples"
JOINER = "\u2060"


@cache
def job(name: str, language: str = "fr") -> ExportJob:
    made = load(EXAMPLES / f"{name}.blueprint.json").document
    return ExportJob(made, assess(made), language)


def stories(made: ExportJob, tracker: str) -> list[dict[str, Any]]:
    """Return the stories of a file, each with its title, its text and its labels."""
    content = BACKLOG.export(ExportJob(made.document, made.analysis, made.language, {"tracker": tracker}))
    text = content.decode()
    if tracker == "github":
        found = [json.loads(line) for line in text.splitlines()]
        assert all(set(each) == {"title", "body", "labels"} for each in found)
        return found
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}, "no comma is left out"
    assert rows[0] == (["Summary", "Issue Type", "Priority", "Labels", "Labels", "Labels", "Description"] if tracker == "jira"
                       else ["title", "description"]), "no mark and no sign in a heading"
    if tracker == "jira":
        return [{"title": row[0], "body": row[6], "labels": row[3:6], "priority": row[2]} for row in rows[1:]]
    told = []
    for title, body in rows[1:]:
        text, _, action = body.rpartition("\n\n/label ")
        told.append({"title": title, "body": text, "labels": re.findall(r'~"([^"]*)"', action)})
    return told


@pytest.mark.parametrize("tracker", ["jira", "gitlab", "github"])
@pytest.mark.parametrize("name", ["apa-a-domicile", "hotel-stay"])
def test_there_is_a_story_for_each_friction_point(name: str, tracker: str) -> None:
    made = job(name)
    told = stories(made, tracker)
    assert [each["title"].partition(".")[0] for each in told] == [str(group.number) for group in made.analysis.frictions.groups]
    for story, group in zip(told, made.analysis.frictions.groups, strict=True):
        assert story["labels"][:2] == ["visavis", group.rule]
        assert "Critères d’acceptation" in story["body"]
        for step_id in group.steps:
            assert f"({step_id})" in story["body"].replace("\\", "")


def test_both_sides_gain_is_told_with_its_bounds_and_what_is_unknown_is_not_nothing() -> None:
    made = document([step("u", work="PT5M")], service={"cases_per_year": 1200})
    known = finding("double-entry", "u", citizen=20.0, agent=5.0)
    def gains(*found: Any, cases: int | None = 1200) -> list[str]:
        there = made.replace(head=made.head.model_copy(update={"service": made.head.service.model_copy(update={"cases_per_year": cases})}))
        body: str = stories(ExportJob(there, analysis(there, *found), "en"), "github")[0]["body"]
        return [line.removeprefix("- ").replace("\u00a0", " ") for line in body.splitlines() if line.startswith(("- Citizens:", "- Agents:"))]

    assert gains(known) == ["Citizens: 20 min per case, 400 h a year", "Agents: 5 min per case, 100 h a year"]
    partly = finding("double-entry", "u", citizen=None, agent=0.0)
    assert gains(known, partly)[0] == "Citizens: at least 20 min per case, at least 400 h a year"
    assert gains(partly) == ["Citizens: not known", "Agents: 0 min per case, 0 h a year"]
    assert gains(known, cases=None)[0] == "Citizens: 20 min per case; how many cases a year has is not known"


def test_what_was_agreed_is_a_criterion_and_closed_points_have_no_story() -> None:
    told = next(each for each in stories(job("apa-a-domicile"), "jira") if "silent-wait" in each["labels"])
    assert "Ne jamais laisser plus de cinq jours sans nouvelles." in told["body"]
    made = document([step("u")])
    note = TriageNote(id="t", rule="double-entry", step="u", state=TriageState.DISMISSED)
    closed = ExportJob(made, analysis(made, finding("double-entry", "u", decided=note)), "en")
    with pytest.raises(NothingToShow, match="no friction point is open"):
        BACKLOG.export(closed)
    assert [str(each) for each in BACKLOG.losses(closed)] == ["1 friction is kept or dismissed and has no story"]


def test_jira_takes_no_more_rows_than_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    assert trackers.MOST_STORIES == 1499, "1,500 rows with the heading"
    monkeypatch.setattr(trackers, "MOST_STORIES", 3)
    made = document([step("u")])
    many = ExportJob(made, analysis(made, *(finding(f"rule-{at}", "u", title=message("{t}", t="x" * 400)) for at in range(5))), "en")
    told = stories(many, "jira")
    assert len(told) == 3
    assert len(told[0]["title"]) <= trackers.LONGEST_SUMMARY
    assert "2 friction points are beyond what a tracker imports at once" in [str(each) for each in BACKLOG.losses(many)]


def shape(text: str) -> list[str]:
    """Return what a Markdown reader makes of a text, without the texts in it."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    return [kind for token in tokens for kind in (token.type, *(
        child.type for child in token.children or () if child.type not in ("text", "text_special")))]


@given(typed=TYPED)
@example(typed="/close")
@example(typed="@admin #12 !3 ~bug %1.0 $5 &2 [~accountid:5] {html}<b>{html} !x.png! $(rm -rf ~) `id`")
@example(typed="x\n/close\n/label ~x")
@SEEN
def test_typed_text_is_no_action_no_mention_no_formula_and_no_markup(typed: str) -> None:
    assume(is_seen(typed))
    pairs = {tracker: [stories(typed_everywhere(text), tracker) for text in (typed, "Mot")] for tracker in ("jira", "gitlab", "github")}
    for tracker, (hostile, harmless) in pairs.items():
        assert len(hostile) == len(harmless)
        for story, plain in zip(hostile, harmless, strict=True):
            lines = story["body"].split("\n")
            assert len(lines) == len(plain["body"].split("\n"))
            assert all(line == "" or line.startswith(("h3. ", "* ") if tracker == "jira" else ("### ", "- ")) for line in lines)
            assert "\n" not in story["title"]
            assert story["title"][0].isdigit(), "a title begins with its number, and so with no formula"
            assert not re.search(r"""(?<!\\)[@#!~%$&^](?=[\w\["'{(-])""", story["body"].replace("&#92;", "")), story["body"]
            assert story["labels"] == plain["labels"]
            if tracker != "jira":
                assert shape(story["body"]) == shape(plain["body"])
            else:
                assert not re.search(r"(?<!\\)[{}\[\]|]", story["body"])
