"""The columns of a phase in words: what citizens do, what is said, what agents do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from visavis.blueprint.analysis import Analysis, JourneyMeasures
from visavis.blueprint.analysis.measures.phase_times import WORKING
from visavis.blueprint.drawing.blueprint.descriptions import lane_name, step_name
from visavis.blueprint.language import Message, MessageList, Quoted, Translator, message, plural
from visavis.blueprint.model import BlueprintDocument, Flow, FlowKind, Phase, Side, Step, StepKind, words
from visavis.blueprint.model.durations import time_quantity
from visavis.exporters.text_version.text_page import ColumnText, SpeechText, StepText

# What happens at least so often is what happens; of the rest is told how often.
USUAL = 0.6


def exchanges_of(document: BlueprintDocument, analysis: Analysis, phase: Phase,
                 translate: Translator) -> Iterator[ColumnText]:
    """Yield the columns of a phase in which a step stands, the lanes of the citizen's side from top to bottom."""
    lanes = {lane.id: at for at, lane in enumerate(document.head.lanes)}
    writer = _Writer(document, analysis, translate)
    for column in range(document.columns_of_phase[phase.id]):
        cells = sorted(document.cells_in_column.get((phase.id, column), ()), key=lambda cell: lanes[cell[0]])
        steps = [step for _, held in cells for step in held]
        if steps:
            sides = [writer.is_citizens(step) for step in steps]
            yield ColumnText(tuple(writer.step_text(step) for step, side in zip(steps, sides, strict=True) if side),
                           tuple(writer.speeches(steps)),
                           tuple(writer.step_text(step) for step, side in zip(steps, sides, strict=True) if not side))


def comes_to(measured: JourneyMeasures, step: str) -> bool:
    """Return whether a journey comes to a step; where that rests on probabilities no one gave, it may."""
    return measured.visits.get(step, 0.0) != 0.0


def missing_times(document: BlueprintDocument, step: Step) -> Iterator[Message]:
    """Yield which times are not known of a step that takes some: a machine needs none."""
    if step.work is None and step.kind in WORKING and document.side_of(step) in (Side.CITIZEN, Side.AGENT):
        yield message("time not known")
    if step.wait is None and step.kind is StepKind.WAIT:
        yield message("wait not known")


class _Writer:
    """Writes steps and what is said between them."""

    def __init__(self, document: BlueprintDocument, analysis: Analysis, translate: Translator) -> None:
        self.document, self.translate = document, translate
        self.measured = [measured for measured in analysis.measures.personas if measured.persona is not None]
        self._phase_order = {phase.id: at for at, phase in enumerate(document.head.phases)}
        self.numbers: dict[str, list[int]] = {}
        for group in analysis.frictions.groups:
            for step in group.steps:
                self.numbers.setdefault(step, []).append(group.number)

    def is_citizens(self, step: Step) -> bool:
        """Return whether a step is told at the citizen's side: what they do, and what they see."""
        return self.document.lane_of(step).facts.is_on_citizen_side

    def step_text(self, step: Step) -> StepText:
        """Return a step in words."""
        write, lane = self.translate, self.document.lane_of(step)
        channel = write(words.channel_name(self.document, step.channel)) if step.channel else ""
        return StepText(step.id, write.write(step_name(step)), write.write(lane_name(lane)), channel,
                        tuple(map(write, self._times(step))), tuple(map(write, self._remarks(step))),
                        tuple(self.numbers.get(step.id, ())), self._personas(step.id))

    def _personas(self, step: str) -> frozenset[str]:
        return frozenset(str(measured.persona) for measured in self.measured if comes_to(measured, step))

    def _times(self, step: Step) -> Iterator[Message]:
        if step.work is not None:
            yield message("{time}", time=time_quantity(step.work))
        if step.wait is not None:
            yield message("{wait} of waiting", wait=time_quantity(step.wait))
        yield from missing_times(self.document, step)

    def _remarks(self, step: Step) -> Iterator[Message]:
        if step.kind is StepKind.OUTCOME:
            ending = words.OUTCOMES[step.outcome].in_text if step.outcome else message("not stated")
            yield message("Outcome: {outcome}", outcome=ending)
        if step.hidden:
            yield message("not foreseen by the procedure")
        if step.fails:
            yield message("fails {often}", often=often_words(step.fails))
        for marker in step.markers:
            yield words.MARKERS[marker].in_text
        here = self._personas(step.id)
        if here and len(here) < len(self.measured):
            names = [self.document.persona_by_id[one].name for one in self.document.persona_by_id if one in here]
            yield message("only for {names}", names=MessageList(tuple(names)))
        for said, items in ((message("asks for"), step.asks), (message("gives"), step.gives)):
            if items:
                names = [self.document.item_by_id[one].name for one in items]
                yield message("{verb} {items}", verb=said, items=MessageList(tuple(names)))

    def speeches(self, steps: Sequence[Step]) -> Iterator[SpeechText]:
        """Yield what the steps of a column say across the line: first those that the journey comes to first.

        Silence that leaves a wait is no silence: nobody is there to speak.
        """
        for step in sorted(steps, key=lambda step: not self._is_entered(step, steps)):
            for flow in self.document.flows_from.get(step.id, ()):
                is_silent = not flow.label.strip()
                if flow.kind is FlowKind.INTERACTION and not (is_silent and step.kind is StepKind.WAIT):
                    yield self._speech(step, flow)

    def _is_entered(self, step: Step, beside: Sequence[Step]) -> bool:
        """Return whether a flow from an earlier column comes to a step, not only from those beside it."""
        here = {each.id for each in beside}
        sources = (self.document.step_by_id[flow.source] for flow in self.document.flows_to.get(step.id, ()))
        order = self._phase_order
        return any(source.id not in here and (order[source.phase], source.column) < (order[step.phase], step.column)
                   for source in sources)

    def _speech(self, step: Step, flow: Flow) -> SpeechText:
        write = self.translate
        is_citizens = self.document.side_of(step) is Side.CITIZEN
        said = write.write(Quoted(flow.label.strip())) if flow.label.strip() else write(message("nothing is said"))
        rare = flow.probability is not None and flow.probability < USUAL
        share = write(often_words(float(flow.probability or 0.0))) if rare else ""
        both = self._personas(flow.source) & self._personas(flow.target)
        barred = frozenset(flow.not_for) | (both - frozenset(flow.only_for) if flow.only_for else frozenset())
        speaker = write(message("Citizen") if is_citizens else message("Agents"))
        return SpeechText(flow.key, speaker, said, is_citizens, bool(flow.label.strip()), share,
                          tuple(self.document.item_by_id[item].name for item in flow.carries), both - barred)


def often_words(share: float) -> Message:
    """Return how often something happens, of a hundred times."""
    count = round(share * 100)
    if not count:
        return message("less than once in 100")
    return plural("{count} time in 100", "{count} times in 100", count)
