"""The sections of a handoff, from what the service is to what is not known of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from visavis.blueprint.analysis import CaseMeasures, Figure, JourneyMeasures
from visavis.blueprint.analysis.measures.figure_words import minutes_words, share_words
from visavis.blueprint.drawing import publish
from visavis.blueprint.language import Count, Message, Minutes, Share, message, plural, spell_out, translator
from visavis.blueprint.model import Persona, Side, words
from visavis.blueprint.model.durations import time_quantity
from visavis.blueprint.registry import ExportJob, ExportOrder, initial_values, name_export, plugins
from visavis.exporters.handoff.interaction_sections import InteractionSections
from visavis.exporters.handoff.linked_text import LinkedText
from visavis.exporters.mermaid_diagrams import can_be_drawn, write_flowchart
from visavis.exporters.text_version.make_page import make_text_page
from visavis.exporters.text_version.text_page import TextPage


def make_handoff(job: ExportJob) -> str:
    """Return the handoff of a job's document as Markdown."""
    return str(_HandoffMaker(job).make())


class _HandoffMaker:
    """Writes one handoff."""

    def __init__(self, job: ExportJob) -> None:
        self.job, self.translate = job, translator(job.language)
        self.document = job.document if job.internal else publish(job.document)
        self.text = LinkedText(self.translate)
        self.page: TextPage = make_text_page(job.document, job.analysis, self.translate, internal=job.internal,
                                             excerpt=job.excerpt)

    def make(self) -> LinkedText:
        """Return the whole text."""
        text, page = self.text, self.page
        text.heading(1, message("Handoff: {title}", title=page.title))
        text.paragraph(text.write(" · ".join(page.kinds)))
        text.paragraph(text.write(page.summary))
        text.paragraph(*map(text.write, page.verdict))
        self._service()
        self._siblings()
        self._diagram()
        self._measures()
        sections = InteractionSections(self.document, self.job.analysis, text)
        sections.write(self._persona_figures)
        if page.unknown:
            text.heading(2, message("Not known yet"))
            text.items(map(text.write, page.unknown))
        return text

    def _service(self) -> None:
        text, service = self.text, self.document.head.service
        text.heading(2, message("The service"))
        facts: list[tuple[Message, object]] = [(message("Life event"), service.life_event)]
        if service.cases_per_year is not None:
            facts.append((message("Cases a year"), Count(round(service.cases_per_year))))
        facts += [(label, spell_out(message("{time}", time=time_quantity(time)))) for label, time in (
            (message("Legal deadline"), service.legal_deadline), (message("Standard time"), service.standard_time),
            (message("Tolerated time"), service.tolerated_time)) if time is not None]
        facts += [(message("Where to ask: phone, address, page"), self.document.head.record.contact),
                  (message("What to do if you disagree with the decision"), self.document.head.record.appeal)]
        facts += [(message("{label}", label=fact.label), fact.value) for fact in self.page.record]
        text.items(text.fact(label, value) for label, value in facts if value)

    def _siblings(self) -> None:
        """List the files that say the same to machines, by the names that an export of several formats gives."""
        text, language = self.text, self.job.language
        text.heading(2, message("The same for machines"))
        text.paragraph(text.write(message("These files are made by visavis export --formats; each says what it "
                                          "leaves out.")))
        rows = []
        for name, exporter in plugins().exporters.items():
            if name != "handoff" and (name == "spec" or getattr(exporter, "losses", None) is not None):
                options = initial_values(exporter.options, language)
                file = name_export(self.document, ExportOrder(name, options, language), exporter.suffix(options))
                rows.append((text.write(exporter.title), text.write(name), text.write(file)))
        text.table(map(text.write, (message("File"), message("Format"), message("Name"))), rows)

    def _diagram(self) -> None:
        text = self.text
        text.heading(2, message("The drawing"))
        diagram = write_flowchart(self.document, self.translate, titled=False)
        if can_be_drawn(self.document, diagram):
            text.diagram(diagram)
        else:
            text.paragraph(text.write(message("It is larger than Mermaid draws by itself: export it as a picture.")))

    # -- measures

    def _measures(self) -> None:
        text, measures = self.text, self.job.analysis.measures
        text.heading(2, message("Measures"))
        if measures.everybody is None:
            text.paragraph(text.write(message("there is no journey to measure yet")))
            return
        found = [measures.everybody, *(each for each in measures.personas if each.persona is not None)]
        text.paragraph(text.write(self.page.figures_remark))
        has_partners = any(self.document.side_of(step) is Side.PARTNER for step in self.document.steps)
        rows = [[text.write(label), *map(text.write, figures)]
                for label, figures in _rows(found, has_partners=has_partners)]
        rows.append([text.write(message("Method")), *(text.write(_method(each)) for each in found)])
        text.table([text.write(message("Figure")), *map(self._whose, found)], rows)

    def _whose(self, measured: JourneyMeasures) -> str:
        persona = self.document.persona_by_id.get(measured.persona or "")
        return self.text.write(message("Everybody") if persona is None else persona.name.strip() or persona.id)

    def _persona_figures(self, persona: Persona) -> Iterator[str]:
        """Yield the figures of a persona, as the page in words tells them."""
        for told in self.page.personas:
            if told.id == persona.id:
                yield from (self.text.fact(message("{label}", label=figure.label), figure.value)
                            for figure in told.figures)
        if persona.channels:
            yield self.text.fact(message("Usable channels"), ", ".join(
                self.translate(words.channel_name(self.document, channel)) for channel in persona.channels))


def _rows(found: list[JourneyMeasures], *, has_partners: bool) -> Iterator[tuple[Message, list[object]]]:
    """Yield label and figures of both sides; those of who gets an answer stand beside how many do."""
    yield message("Granted"), [_with_error(share_words(each.granted), each.granted, Share) for each in found]
    yield message("Reaches a decision"), [_with_error(share_words(each.completion), each.completion, Share)
                                          for each in found]
    times: list[tuple[Message, Callable[[CaseMeasures], Figure]]] = [
        (message("From start to finish"), lambda cases: cases.elapsed.mean_minutes),
        (message("Citizen’s work"), lambda cases: cases.citizen.work_minutes),
        (message("Citizen’s wait"), lambda cases: cases.citizen.wait_minutes),
        (message("Agents’ work"), lambda cases: cases.agent.work_minutes),
        (message("Waits of the agents’ steps"), lambda cases: cases.agent.wait_minutes)]
    if has_partners:
        times.append((message("Partners’ work"), lambda cases: cases.partner.work_minutes))
    for label, read in times:
        yield label, [_time(each, read(each.headline_cases)) for each in found]


def _time(measured: JourneyMeasures, figure: Figure) -> object:
    """Return a time; where nobody gets an answer it is that until the journey stops."""
    told = _with_error(minutes_words(figure), figure, Minutes)
    return told if measured.decided is not None else message("{figure} before it stops", figure=told)


def _with_error(told: object, figure: Figure, unit: Callable[[float], Minutes | Share]) -> object:
    if not figure.standard_error or figure.value is None:
        return told
    return message("{figure} ± {error}", figure=told, error=unit(figure.standard_error))


def _method(measured: JourneyMeasures) -> Message:
    if measured.method == "exact" or measured.runs is None:
        return message("solved exactly, without an error")
    return plural("{runs} simulated journey, seed {seed}; ± is a standard error",
                  "{runs} simulated journeys, seed {seed}; ± is a standard error", measured.runs,
                  runs=Count(measured.runs), seed=measured.seed)
