"""Choosing what is exported: the steps that stay, the figures that are told, and what is said of the rest."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

from tests.drawing.inspection import doubled_ids, loose_texts, outside
from visavis.blueprint.analysis import Analysis
from visavis.blueprint.drawing import ComposeOptions, DisplayList, draw_infographic, draw_picture, draw_poster
from visavis.blueprint.drawing.excerpt import excerpt_sentences
from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.registry import ContentChoice, ExportJob, assess, make_job, plugins, walked_journeys
from visavis.blueprint.storage import decode, encode

FILE = Path(__file__).parents[2] / "examples" / "apa-a-domicile.blueprint.json"


@lru_cache
def apa() -> tuple[BlueprintDocument, Analysis]:
    made = decode(FILE.read_bytes())
    return made, assess(made)


def chosen(**choice: tuple[str, ...]) -> ExportJob:
    return make_job(*apa(), "fr", {}, None, ContentChoice(**choice))  # type: ignore[arg-type]  # names of lists


def told(job: ExportJob) -> str:
    assert job.excerpt is not None
    return " ".join(translator("fr")(sentence) for sentence in excerpt_sentences(job.excerpt))


def steps(job: ExportJob) -> set[str]:
    return set(job.document.step_by_id)


def picture(job: ExportJob) -> DisplayList:
    return draw_picture(job.document, job.analysis, translator("fr"), options=ComposeOptions(excerpt=job.excerpt))


def test_the_whole_is_the_document_itself() -> None:
    document, analysis = apa()
    job = make_job(document, analysis, "fr", {})
    assert job.excerpt is None
    assert job.analysis is analysis
    assert not any(note.private for note in job.document.head.notes)


def test_phases_are_chosen_by_id_or_by_name() -> None:
    document, analysis = apa()
    job, named = chosen(phases=("attendre",)), chosen(phases=("Attendre",))
    assert steps(job) == steps(named) == {step.id for step in document.steps if step.phase == "attendre"}
    assert [phase.id for phase in job.document.head.phases] == ["attendre"]
    assert job.analysis.measures is analysis.measures, "figures are those of the whole"
    assert "Les chiffres sont ceux du parcours entier" in told(job)


def test_what_leads_out_of_a_choice_is_said_and_drawn_on_its_cards() -> None:
    document, _ = apa()
    job = chosen(phases=("attendre",))
    assert job.excerpt is not None
    inside = steps(job)
    crossing = [flow for flow in document.flows if (flow.source in inside) is not (flow.target in inside)]
    assert len(crossing) == len(job.excerpt.loose_ends) > 1
    assert "Continue hors de l’extrait" in told(job)
    drawing = picture(job)
    groups = {group.id: group for group in drawing.groups}
    for flow in crossing:
        name = f"{flow.source}~out" if flow.source in inside else f"{flow.target}~in"
        other = document.step_by_id[flow.target if flow.source in inside else flow.source]
        assert other.title in groups[name].description
    assert groups["excerpt"].description == told(job)
    assert "Continue hors de l’extrait" in groups["legend"].description
    assert loose_texts(drawing) + outside(drawing) + doubled_ids(drawing) == []


def test_shares_of_the_ways_that_stay_are_those_of_the_whole() -> None:
    document, _ = apa()
    cut = 0
    for job in (chosen(phases=("attendre",)), chosen(journeys=("refused",)), chosen(personas=("nguyen",))):
        for flow in job.document.flows:
            assert flow.probability == document.flow_by_key[flow.key].probability
            siblings = len(job.document.flows_from[flow.source]), len(document.flows_from[flow.source])
            cut += flow.probability is not None and siblings[0] < siblings[1]
    assert cut


def test_lanes_are_chosen() -> None:
    document, _ = apa()
    lanes = [lane.id for lane in document.head.lanes if lane.kind == "citizen"]
    job = chosen(lanes=tuple(lanes))
    assert {step.lane for step in job.document.steps} == set(lanes)
    assert [lane.id for lane in job.document.head.lanes] == lanes


def test_a_persona_has_the_steps_they_pass_and_their_own_figures() -> None:
    document, analysis = apa()
    job = chosen(personas=("nguyen",))
    own = next(one for one in analysis.measures.personas if one.persona == "nguyen")
    walked = {step for step, visits in own.started.visits.items() if visits}
    assert walked <= steps(job) < set(document.step_by_id)
    everybody = job.analysis.measures.everybody
    assert everybody is not None
    assert everybody.started == own.started
    assert [persona.id for persona in job.document.head.personas] == ["nguyen"]
    assert "parcours entier, pour Madame Nguyen" in told(job)
    footer = next(group for group in picture(job).groups if group.id == "footer")
    assert "Chiffres par demande, pour Madame Nguyen" in footer.description


def test_of_several_personas_the_figures_stay_everybodys() -> None:
    _, analysis = apa()
    job = chosen(personas=("roux", "nguyen"))
    assert job.analysis.measures is analysis.measures
    footer = next(group for group in picture(job).groups if group.id == "footer")
    assert "Monsieur Diallo" in footer.description, "the mean is of all three"


def test_evidence_tools_and_partners_go_with_the_steps_they_stand_at() -> None:
    document, _ = apa()
    job = chosen(personas=("roux",))
    kinds = {document.lane_of(step).kind.value for step in job.document.steps}
    assert {"evidence", "support"} <= kinds


@pytest.mark.parametrize("name", ["refused", "1"])
def test_journeys_are_chosen_by_their_end_or_by_their_number(name: str) -> None:
    document, analysis = apa()
    known = walked_journeys(document, analysis)
    job = chosen(journeys=(name,))
    ways = known[:1] if name == "1" else [one for one in known if one.outcome == "refused"]
    assert {step for one in ways for step in one.steps} <= steps(job) < set(document.step_by_id)


@pytest.mark.parametrize(("choice", "fault"), [
    ({"phases": ("atendre",)}, "did you mean 'attendre'"), ({"lanes": ("x",)}, "lane 'x' does not exist"),
    ({"personas": ("x",)}, "persona 'x' does not exist"), ({"journeys": ("999",)}, "journey '999' does not exist"),
    ({"phases": ("attendre",), "journeys": ("0",)}, "journey '0' does not exist"),
])
def test_what_is_not_there_is_refused(choice: dict[str, tuple[str, ...]], fault: str) -> None:
    with pytest.raises(BlueprintError, match=fault):
        chosen(**choice)


def test_a_choice_without_a_step_is_refused() -> None:
    document, _ = apa()
    late = document.head.phases[-1].id
    with pytest.raises(BlueprintError, match="no step"):
        chosen(personas=("nguyen",), phases=(late,))


def empty_columns(made: BlueprintDocument) -> dict[str, int]:
    """How many columns of each phase hold nothing; of a phase without anything, none."""
    held = {(step.phase, step.column) for step in made.steps}
    held |= {(note.at.phase, note.at.column) for note in made.head.notes
             if note.at is not None and not isinstance(note.at, str)}
    taken = Counter(phase for phase, _ in held)
    return {phase: count - taken[phase] if taken[phase] else 0 for phase, count in made.columns_of_phase.items()}


def test_an_extract_is_a_document_of_its_own_with_the_frictions_of_its_steps() -> None:
    document, _ = apa()
    for choice in ({"phases": ("attendre",)}, {"personas": ("nguyen",)}, {"journeys": ("refused",)},
                   {"lanes": (document.head.lanes[1].id,)}):
        job = chosen(**choice)
        assert decode(encode(job.document)) == job.document
        inside = steps(job)
        assert all(set(finding.steps) <= inside for finding in job.analysis.frictions.findings)
        assert 0 < len(job.analysis.frictions.findings) < len(apa()[1].frictions.findings)
        before = empty_columns(document)
        assert all(count <= before[phase] for phase, count in empty_columns(job.document).items()), "none is new"


@pytest.mark.parametrize("name", sorted({"poster", "infographic", "svg", "png", "dot", "graphml", "spec"}))
def test_every_format_exports_an_extract(name: str) -> None:
    exporter = plugins().exporters[name]
    job = make_job(*apa(), "fr", {option.name: option.initial for option in exporter.options} | (
        {"dpi": "30"} if name == "png" else {}), None, ContentChoice(phases=("attendre",)))
    content = exporter.export(job)
    assert content
    if name in ("svg", "dot"):
        assert "Extrait" in content.decode()
    if name == "spec":
        assert '"flows_outside"' in content.decode()


def test_a_redesign_is_not_compared_in_part() -> None:
    with pytest.raises(BlueprintError):
        plugins().exporters["before-after"].export(chosen(phases=("attendre",)))


def test_sheets_and_infographic_say_that_they_are_an_extract() -> None:
    job = chosen(phases=("constituer", "attendre"))
    poster = draw_poster(job.document, job.analysis, translator("fr"), options=ComposeOptions(excerpt=job.excerpt))
    for page in poster.pages:
        assert any(group.id == "excerpt" for group in page.drawing.groups)
        assert loose_texts(page.drawing) + outside(page.drawing) == []
    page = draw_infographic(job.document, job.analysis, translator("fr"), excerpt=job.excerpt).pages[-1]
    assert "Extrait" in next(group.description for group in page.drawing.groups if group.id == "sources")


def test_the_internal_version_keeps_private_notes_in_the_job() -> None:
    document, analysis = apa()
    head = document.head
    secret = head.notes[0].model_copy(update={"private": True})
    made = document.replace(head=head.model_copy(update={"notes": (secret, *head.notes[1:])}))
    public = make_job(made, analysis, "fr", {})
    internal = make_job(made, analysis, "fr", {}, None, ContentChoice(internal=True))
    assert len(public.document.head.notes) == len(head.notes) - 1
    assert len(internal.document.head.notes) == len(head.notes)
    assert internal.internal
    assert not public.internal
