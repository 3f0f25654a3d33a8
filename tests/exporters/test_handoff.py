"""The handoff, judged by a reader of Markdown and by Mermaid: every link leads somewhere, and typed text does nothing."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.drawing.builders import analysis, document, flow, journey, step
from tests.exporters.hostile import SIGNS, blueprint_of, typed
from tests.node_tools import run_node
from tests.profiles import EXAMPLES, IS_DEEP, each_example
from tests.work import count_calls
from visavis.blueprint.analysis import Figure, Measures
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.registry import ExportJob, assess
from visavis.blueprint.storage import load
from visavis.exporters.handoff import HANDOFF
from visavis.exporters.interactions import list_interactions
from visavis.exporters.mermaid_diagrams.flowchart import MOST_FLOWS

# What GitHub and GitLab read.
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HARMLESS = {"text", "text_special", "strong_open", "strong_close", "link_open", "link_close"}


def export(made: BlueprintDocument, language: str = "fr") -> str:
    return HANDOFF.export(ExportJob(made, assess(made), language)).decode()


def addresses(tokens: list[Token]) -> list[str]:
    """The addresses that code hosts give headings: letters in lower case, signs left out, the same one numbered."""
    met: Counter[str] = Counter()
    found = []
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            told = "".join(child.content for child in tokens[at + 1].children or ())
            slug = re.sub(r"[^\w\- ]", "", told.lower()).replace(" ", "-")
            found.append(f"{slug}-{met[slug]}" if met[slug] else slug)
            met[slug] += 1
    return found


def children(tokens: list[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or ()]


def check(text: str) -> list[Token]:
    tokens = READER.parse(text)
    targets = [str(child.attrGet("href")) for child in children(tokens) if child.type == "link_open"]
    found = addresses(tokens)
    assert len(found) == len(set(found))
    assert all(target.startswith("#") for target in targets)
    assert {target[1:] for target in targets} <= set(found)
    assert {child.type for child in children(tokens)} <= HARMLESS
    assert "html_block" not in {token.type for token in tokens}
    assert [token.info for token in tokens if token.type in ("fence", "code_block")] == ["mermaid"]
    return tokens


@each_example("apa-a-domicile", "home-care-allowance")
def test_links_lead_to_every_interaction_clause_friction_and_persona(path: Path) -> None:
    made = load(path).document
    text = export(made, made.head.language)
    found = addresses(check(text))
    report = assess(made).frictions
    friction = "point-de-friction" if made.head.language == "fr" else "friction-point"
    for kind, count in (("interaction", len(list_interactions(made))), ("persona", len(made.head.personas)),
                        ("clause", len(made.head.avoid)), (friction, len(report.groups))):
        assert [each for each in found if re.fullmatch(rf"{kind}-\d+", each)] == [
            f"{kind}-{number}" for number in range(1, count + 1)]
    assert all(each.id in text.replace("\\", "") for each in list_interactions(made))


@pytest.mark.slow
def test_each_diagram_is_one_that_mermaid_reads() -> None:
    found = [export(load(path).document) for path in (EXAMPLES if IS_DEEP else EXAMPLES[:2])]
    found += [export(blueprint_of(text)) for text in SIGNS[::1 if IS_DEEP else 5]]
    diagrams = [token.content for text in found for token in READER.parse(text) if token.info == "mermaid"]
    assert len(diagrams) == len(found)
    assert {each.get("kind") for each in run_node("parse_mermaid.mjs", diagrams)} == {"flowchart-v2"}


def test_whatever_is_typed_is_text_where_it_means_something() -> None:
    for text in SIGNS if IS_DEEP else SIGNS[::6]:
        check(export(blueprint_of(text)))


@settings(max_examples=60 if IS_DEEP else 5, deadline=None)
@given(typed)
def test_whatever_is_typed_is_text(text: str) -> None:
    check(export(blueprint_of(text)))


@pytest.mark.parametrize("title", ["Interaction 1", "Persona 1", "Friction point 1", "# x", ""])
def test_a_title_takes_no_address_from_another_heading(title: str) -> None:
    made = blueprint_of("x").replace(head=blueprint_of("x").head.model_copy(update={"title": title}))
    check(export(made, "en"))


def test_an_interaction_tells_what_to_build_and_when_it_is_accepted() -> None:
    path = next(path for path in EXAMPLES if path.name.startswith("home-care-allowance."))
    text = export(load(path).document, "en").replace("\xa0", " ")
    section = text.split("### Interaction 5\n")[1].split("\n### ")[0]
    assert "**Stable id** — c7/f13/b1" in section
    assert "**Payload** — “12-page form”, “Tax assessment”" in section
    assert "**Then** — “Opens and sorts the mail” begins about 2 days later (estimated)" in section
    assert "[Mrs Roux](#persona-1)" in section
    assert re.search(r"\*\*To be avoided here\*\* — .*\[1\]\(#clause-1\)", section)
    assert "(#friction-point-" in section
    assert "applying-for-home-care-allowance\\_gherkin\\_en.feature" in text
    assert "| Method | solved exactly, without an error |" in text
    assert "**What would help** — " in text


def test_simulated_figures_have_their_error_and_who_gets_no_answer_is_said() -> None:
    made = document([step("u", kind="start")])
    error = replace(journey(made), method="simulated", runs=5000, seed=7, granted=Figure(0.62, standard_error=0.01))
    told = HANDOFF.export(ExportJob(made, replace(analysis(made), measures=Measures(error)), "en")).decode()
    assert "| Granted | 62% ± 1% |" in told
    assert "| 5,000 simulated journeys, seed 7; ± is a standard error |" in told
    stopped = replace(analysis(made), measures=Measures(journey(made, decided=False)))
    assert "58 d before it stops" in HANDOFF.export(ExportJob(made, stopped, "en")).decode().replace("\xa0", " ")


def test_an_empty_blueprint_is_a_handoff_and_a_large_one_has_no_diagram() -> None:
    check(export(document()))
    steps = [step(f"s{at}", "usager" if at % 2 else "scene", column=at) for at in range(1000)]
    made = document(steps, [flow(f"f{at}", f"s{at}", f"s{at + 1}", kind="interaction") for at in range(999)])
    job = ExportJob(made, analysis(made), "en")
    text = HANDOFF.export(job).decode()
    assert count_calls(lambda: HANDOFF.export(job)) < 2_000 * len(made.steps)
    assert "```" not in text
    assert len(made.flows) > MOST_FLOWS


def test_losses_name_the_fields_that_are_nowhere() -> None:
    made = document([step("u", emotion=1, column=2)])
    told = [str(each) for each in HANDOFF.losses(ExportJob(made, assess(made), "en"))]
    assert any("Emotion" in each and "Column" in each for each in told)
    assert not any("Title" in each for each in told)
