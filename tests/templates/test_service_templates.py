"""The services that ship as templates: told alike in both languages, assumed throughout, and bettered by their redesigns."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

import pytest

from tests.layout.invariants import faults
from tests.need import need
from visavis.blueprint.analysis import RULES, Analysis, Comparison, Severity, analyse
from visavis.blueprint.layout import lay_out
from visavis.blueprint.model import Basis, BlueprintDocument, FlowKind, LaneKind, Side, State, StepKind
from visavis.blueprint.model.problems import WrongValue
from visavis.blueprint.registry import compare_redesign
from visavis.blueprint.registry.containment import Containment
from visavis.blueprint.registry.plugin_adapters import read_templates
from visavis.blueprint.storage import decode
from visavis.templates.catalogue import LANGUAGES, TEMPLATES, Template, list_shapes, pair_services

PAIRS = pair_services(TEMPLATES)
SERVICES = [template for pair in PAIRS for template in pair]
INTERNET = {"web", "app", "email", "messaging", "digital-safe", "video"}
EVERY_PAIR = pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0].name)
EVERY_SERVICE = pytest.mark.parametrize("template", SERVICES, ids=lambda template: template.name)


BY_NAME = {template.name: template for template in SERVICES}


@cache
def read(name: str, language: str) -> BlueprintDocument:
    return decode(BY_NAME[name].content(language))


@cache
def analysis_of(name: str) -> Analysis:
    return analyse(read(name, "fr"), RULES)


@cache
def comparison_of(service: str, redesign: str) -> Comparison:
    return compare_redesign(read(service, "fr"), read(redesign, "fr"))


def opened(template: Template, language: str = "fr") -> BlueprintDocument:
    return read(template.name, language)


def test_services_come_in_pairs_and_shapes_alone() -> None:
    assert [template.name for template in list_shapes(TEMPLATES)] == ["blank", "counter", "online", "visit"]
    assert [redesign.name for _, redesign in PAIRS] == [f"{service.name}-redesigned" for service, _ in PAIRS]
    assert len(SERVICES) == len(TEMPLATES) - 4
    alone = Template("x", {}, {}, redesigns="gone")
    assert pair_services([alone]) == ()
    assert list_shapes([alone]) == (alone,)


def test_a_plug_in_may_pair_its_templates_too() -> None:
    given = [Template("ours", {"en": "Ours"}, {"en": ""}), Template("ours-redesigned", {"en": "Better"}, {"en": ""}, redesigns="ours")]
    found = read_templates(Containment("ours"), given)
    assert [[template.name for template in pair] for pair in pair_services(found)] == [["ours", "ours-redesigned"]]
    with pytest.raises(WrongValue):
        read_templates(Containment("ours"), [Template("ours", {"en": "Ours"}, {"en": ""}, redesigns=cast("str", 3))])


@EVERY_SERVICE
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_service_is_named_in_its_list_as_in_its_file(template: Template, language: str) -> None:
    head = opened(template, language).head
    assert (head.title, head.summary) == (template.title[language], template.summary[language])


@EVERY_SERVICE
def test_a_service_is_drawn_on_both_sides_in_a_few_phases(template: Template) -> None:
    found = opened(template)
    steps = [step for step in found.steps if found.side_of(step) in (Side.CITIZEN, Side.AGENT)]
    assert 14 <= len(steps) <= 24
    assert 3 <= len(found.head.phases) <= 5
    mine = [step for step in steps if found.side_of(step) is Side.CITIZEN]
    assert min(len(mine), len(steps) - len(mine)) >= 5
    assert all(lane.actor for lane in found.head.lanes if lane.kind is not LaneKind.EVIDENCE)
    crossing = [flow for flow in found.flows if flow.kind is FlowKind.INTERACTION]
    # Both sides speak, and what they say is written.
    for side in (Side.CITIZEN, Side.AGENT):
        assert sum(bool(flow.label) for flow in crossing if found.side_of(found.step_by_id[flow.source]) is side) >= 3


@EVERY_SERVICE
def test_people_differ_and_one_of_them_has_no_internet(template: Template) -> None:
    personas = opened(template).head.personas
    assert 3 <= len(personas) <= 4
    assert sum(persona.weight for persona in personas) == pytest.approx(1)
    assert all(persona.story and persona.channels and persona.constraints and persona.portrait for persona in personas)
    assert any(not INTERNET & set(persona.channels) for persona in personas)


@EVERY_SERVICE
def test_every_number_is_assumed_and_says_so(template: Template) -> None:
    found = opened(template)
    assert {step.basis for step in found.steps if step.work or step.wait} == {Basis.ASSUMED}
    assert "supposé" in (found.head.record.sources or "")
    assert [step.id for step in found.steps if step.kind is StepKind.WAIT and not step.wait] == []


@EVERY_SERVICE
def test_both_languages_draw_the_same_graph(template: Template) -> None:
    french, english = (opened(template, language) for language in LANGUAGES)
    words = {"title", "detail", "plain", "system", "unit", "label", "condition"}
    assert [french.head.language, english.head.language] == list(LANGUAGES)
    for one, other in ((french.steps, english.steps), (french.flows, english.flows)):
        assert [part.model_dump(exclude=words) for part in one] == [part.model_dump(exclude=words) for part in other]
    for name in ("personas", "items", "lanes", "phases", "actors", "notes", "avoid"):
        ids = [[each.id for each in getattr(found.head, name)] for found in (french, english)]
        assert ids[0] == ids[1], name
    assert not {step.title for step in french.steps} & {step.title for step in english.steps}


@EVERY_SERVICE
@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_words_are_an_infinitive_for_people_and_we_for_agents(template: Template, language: str) -> None:
    found = opened(template, language)
    agent = "Nous " if language == "fr" else "We "
    for step in found.steps:
        side = found.side_of(step)
        assert bool(step.plain) is (side in (Side.CITIZEN, Side.AGENT)), step.id
        first = step.plain.partition(" ")[0].rstrip(",")
        if side is Side.AGENT:
            assert step.plain.startswith(agent), step.plain
        elif side is Side.CITIZEN:
            assert first == "Ne" or re.search("(er|ir|re)$", first) if language == "fr" else not first.endswith("s"), first
        assert not step.plain.endswith(".")


@EVERY_SERVICE
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_service_is_laid_out_without_overlaps(template: Template, language: str) -> None:
    assert faults(lay_out(opened(template, language))) == []


@EVERY_PAIR
def test_what_hurts_in_the_service_is_found(pair: tuple[Template, Template]) -> None:
    service, redesign = (analysis_of(template.name).frictions for template in pair)
    assert len({finding.rule for finding in service.open}) >= 8
    assert {"silent-wait", "already-held"} <= {finding.rule for finding in service.open}
    assert "blocked-persona" in {finding.rule for finding in service.open}
    assert [(finding.rule, finding.steps) for finding in redesign.open if finding.severity is Severity.CRITICAL] == []
    assert len(redesign.open) < len(service.open) / 2


@EVERY_PAIR
def test_what_must_be_avoided_happens_in_the_service_and_not_in_its_redesign(pair: tuple[Template, Template]) -> None:
    service, redesign = (analysis_of(template.name).frictions.clauses for template in pair)
    assert len(service) >= 3
    assert [clause.holds for clause in service] == [False] * len(service)
    assert [clause.holds for clause in redesign] == [True] * len(redesign)


@EVERY_PAIR
def test_a_redesign_stands_for_the_steps_of_its_service(pair: tuple[Template, Template]) -> None:
    for language in LANGUAGES:
        before, after = (opened(template, language) for template in pair)
        assert (before.head.state, after.head.state) == (State.AS_IS, State.TO_BE)
        assert after.head.redesigns == before.head.id
        named = {name for step in after.steps for name in step.replaces}
        assert named <= set(before.step_by_id)
        assert len(named) >= 8
        assert [persona.id for persona in before.head.personas] == [persona.id for persona in after.head.personas]


@EVERY_PAIR
def test_a_redesign_gains_on_both_sides_and_shuts_no_one_out(pair: tuple[Template, Template]) -> None:
    comparison = comparison_of(pair[0].name, pair[1].name)
    everybody, *each = comparison.verdicts
    assert everybody.verdict == "win-win"
    assert need(everybody.elapsed.change.value) < 0
    assert [verdict.persona for verdict in each if verdict.verdict not in ("win-win", "better")] == []
    for persona in comparison.after.measures.personas:
        assert need(persona.completion.value) == pytest.approx(1), persona.persona
        assert persona.outcomes.keys() <= {"granted", "refused"}
    # Who was stopped before took hardly any time: for them it is the answer that is gained.
    for verdict in each:
        if need(verdict.granted.before.value) > 0:
            assert need(verdict.citizen.change.value) < 0
            assert need(verdict.agent.change.value) < 0
    before, after = (len({item for step in found.steps for item in step.asks})
                     for found in (comparison.matching.before, comparison.matching.after))
    assert after < before


@EVERY_PAIR
def test_a_redesign_tells_people_at_each_wait_and_keeps_a_human_channel(pair: tuple[Template, Template]) -> None:
    after = opened(pair[1])
    assert [step.id for step in after.steps if step.kind is StepKind.WAIT and step.informs is None] == []
    mine = {step.channel for step in after.steps if after.side_of(step) is Side.CITIZEN}
    assert mine & {"phone", "counter", "visit"}
    refusals = [step for step in after.steps if step.outcome == "refused"]
    assert all({"reasons", "appeal"} <= set(step.legal) for step in refusals)
