"""Making the page in words of a blueprint: head, figures, phases, and what is not known yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from visavis.blueprint.analysis import Analysis, JourneyMeasures
from visavis.blueprint.analysis.measures.figure_words import (
    minutes_words,
    missing_sentence,
)
from visavis.blueprint.analysis.measures.journey_verdict import journey_verdict
from visavis.blueprint.analysis.measures.phase_times import PhaseTime, part_words, phase_times, work_of_phase
from visavis.blueprint.drawing import publish
from visavis.blueprint.drawing.basis_words import basis_sentence
from visavis.blueprint.drawing.excerpt import Excerpt, excerpt_sentences
from visavis.blueprint.drawing.reader_pages.figure_texts import LabelledText, figure_texts, whose_figures
from visavis.blueprint.drawing.record_facts import NOT_GIVEN, record_facts
from visavis.blueprint.language import MessageList, Translator, message
from visavis.blueprint.model import BlueprintDocument, Phase, Side, words
from visavis.exporters.text_version.exchange_texts import comes_to, exchanges_of
from visavis.exporters.text_version.friction_texts import PhaseFrictions, friction_texts
from visavis.exporters.text_version.text_page import PageHeads, PersonaText, PhaseText, TextPage


def make_text_page(document: BlueprintDocument, analysis: Analysis, translate: Translator, *, internal: bool = False,
                   excerpt: Excerpt | None = None) -> TextPage:
    """Return the page in words of a document, of what is public unless `internal`; its figures are everybody's."""
    shown = document if internal else publish(document)
    head, measured = shown.head, analysis.measures.everybody
    told, elsewhere = friction_texts(shown, analysis, translate)
    phases = tuple(_phases(shown, analysis, translate, told))
    extract = tuple(translate(sentence) for sentence in excerpt_sentences(excerpt)) if excerpt else ()
    return TextPage(
        translate.language, head.title.strip() or translate(message("Untitled blueprint")),
        tuple(_kinds(shown, translate)), head.summary.strip(),
        (*extract, *(translate(sentence) for sentence in journey_verdict(measured))),
        tuple(_record(excerpt.recorded if excerpt else shown, translate)),
        figure_texts(shown, measured, translate), whose_figures(measured, translate),
        tuple(_personas(shown, analysis, translate)), phases, elsewhere, tuple(unknown_texts(analysis, translate)),
        _heads(translate))


def _heads(translate: Translator) -> PageHeads:
    return PageHeads(*(translate(each) for each in (
        message("About this blueprint"), message("Key figures"), message("Citizen"), message("What is said"),
        message("Agents"), message("Friction points"), message("Also in this phase"), message("Not known yet"),
        message("Everybody"), message("About the whole journey"))))


def _kinds(document: BlueprintDocument, translate: Translator) -> Iterator[str]:
    """Yield what the page is: of which journey, and where its figures come from."""
    yield translate(message("Service blueprint"))
    yield translate(words.STATES[document.head.state].in_text)
    basis = basis_sentence(document)
    if basis is not None:
        yield translate(basis).rstrip(".")


def _record(document: BlueprintDocument, translate: Translator) -> Iterator[LabelledText]:
    """Yield the record, what nobody gave as missing."""
    authority = (document.head.service.authority or "").strip()
    yield LabelledText(translate(message("Authority")), authority or translate(NOT_GIVEN))
    for fact in record_facts(document):
        value = NOT_GIVEN if fact.value is None else fact.value
        label = translate(fact.label)
        yield LabelledText(label[:1].upper() + label[1:], value if isinstance(value, str) else translate(value))


# -- personas

def _personas(document: BlueprintDocument, analysis: Analysis, translate: Translator) -> Iterator[PersonaText]:
    """Yield the personas with figures of their own; one alone is everybody."""
    by_id = {measured.persona: measured for measured in analysis.measures.personas}
    if len(document.head.personas) < 2:
        return
    for persona in document.head.personas:
        measured = by_id.get(persona.id)
        if measured is not None:
            phases = frozenset(step.phase for step in document.steps if comes_to(measured, step.id))
            figures = figure_texts(document, measured, translate)
            yield PersonaText(persona.id, persona.name.strip() or persona.id, figures,
                              whose_figures(measured, translate), phases)


# -- phases

def _phases(document: BlueprintDocument, analysis: Analysis, translate: Translator,
            told: Mapping[str, PhaseFrictions]) -> Iterator[PhaseText]:
    measured = analysis.measures.everybody
    times = {time.phase: time for time in phase_times(document, measured.headline_cases)} if measured else {}
    total = measured.headline_cases.elapsed.mean_minutes.known_value if measured else 0.0
    for number, phase in enumerate(document.head.phases, start=1):
        time, frictions = times.get(phase.id), told.get(phase.id, PhaseFrictions())
        yield PhaseText(
            phase.id, number, phase.name.strip() or translate(message("Phase {number}", number=number)),
            translate.write(_spent(time, total)) if time is not None and time.is_known else "",
            tuple(_phase_work(document, measured, phase, translate)),
            tuple(exchanges_of(document, analysis, phase, translate)), frictions.first, frictions.again)


def _spent(time: PhaseTime, total: float) -> object:
    """Return a phase's part of the elapsed time; nothing of days is the same day."""
    return part_words(time.told, total) if time.told else message("the same day")


def _phase_work(document: BlueprintDocument, measured: JourneyMeasures | None, phase: Phase,
                translate: Translator) -> Iterator[LabelledText]:
    """Yield the work of both sides in a phase, of those whose times the page tells."""
    if measured is None:
        return
    for side, label in ((Side.CITIZEN, message("citizen’s work")), (Side.AGENT, message("agents’ work"))):
        work = work_of_phase(document, measured.headline_cases, phase.id, side)
        if work is not None:
            yield LabelledText(translate(label), translate.write(minutes_words(work)))


def unknown_texts(analysis: Analysis, translate: Translator) -> Iterator[str]:
    """Yield what a text cannot say: rules without what they need, then what the figures leave out."""
    # A rule may lack the same at many steps.
    yield from dict.fromkeys(
        translate(message("{title}: not judged. Lacks: {needs}.", title=each.title, needs=MessageList(each.missing)))
        for each in analysis.frictions.not_assessed)
    measured = analysis.measures.everybody
    missing = missing_sentence(measured.missing) if measured is not None else None
    if missing is not None:
        yield translate(missing)
    for gap in analysis.measures.gaps:
        yield translate(gap)
