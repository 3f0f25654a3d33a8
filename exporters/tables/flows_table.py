"""The flows as a table, in the order of the steps that they leave: what is said, with what, and how often."""

from __future__ import annotations

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.graph.queries import reading_order
from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintDocument, Flow, FlowKind, StepKind
from visavis.exporters.tables.cell_words import CellWords
from visavis.exporters.tables.data_table import ColumnKind, DataTable
from visavis.exporters.tables.field_columns import (
    ColumnsByKey,
    column,
    field_columns,
    in_order,
    make_table,
    position_column,
)
from visavis.exporters.tables.steps_table import StepFacts

ORDER = ("number", "label", "source", "from-side", "target", "to-side", "kind", "carries", "probability", "condition",
         "only_for", "not_for", "max_times", "remark", "source-id", "target-id", "position", "id")


def flows_table(document: BlueprintDocument, analysis: Analysis, cells: CellWords) -> DataTable:
    """Return the table of the flows."""
    rows = [flow for step in reading_order(document) for flow in document.flows_from.get(step.id, ())]
    numbers = {flow.key: number for number, flow in enumerate(rows, start=1)}
    unknown = _unknown_ways(analysis)
    columns = field_columns(Flow, cells) | _end_columns(StepFacts(document, analysis, cells), cells)
    columns |= position_column(document.flows, cells)
    columns["number"] = column("number", cells.say(message("No.")), ColumnKind.NUMBER, lambda flow: numbers[flow.key])
    columns["remark"] = column("remark", cells.say(message("Remark")), ColumnKind.NAME,
                               lambda flow: _remark(document, flow, unknown, cells))
    columns["id"] = column("id", cells.say(message("Identifier")), ColumnKind.WORD, lambda flow: flow.key)
    return make_table("flows", cells.say(message("Flows")), in_order(columns, ORDER), rows, kept=2)


def _end_columns(facts: StepFacts, cells: CellWords) -> ColumnsByKey:
    """Return from where to where a flow leads, and between which sides."""
    say, step = cells.say, facts.document.step_by_id
    return {
        "source": column("source", say(message("From")), ColumnKind.NAME, lambda flow: cells.step(flow.source)),
        "from-side": column("from-side", say(message("From the side")), ColumnKind.WORD,
                            lambda flow: facts.side(step[flow.source])),
        "target": column("target", say(message("To")), ColumnKind.NAME, lambda flow: cells.step(flow.target)),
        "to-side": column("to-side", say(message("To the side")), ColumnKind.WORD,
                          lambda flow: facts.side(step[flow.target])),
        "source-id": column("source-id", say(message("Identifier of the step it leaves")), ColumnKind.WORD,
                            lambda flow: flow.source),
        "target-id": column("target-id", say(message("Identifier of the step it leads to")), ColumnKind.WORD,
                            lambda flow: flow.target),
    }


def _unknown_ways(analysis: Analysis) -> frozenset[str]:
    """Return the flows whose probability the figures lack."""
    everybody = analysis.measures.everybody
    return frozenset() if everybody is None else frozenset(everybody.missing.probability)


def _remark(document: BlueprintDocument, flow: Flow, unknown: frozenset[str], cells: CellWords) -> str:
    """Return what is not known of a flow; silence that leaves a wait is none: nobody is there to speak."""
    told = []
    is_wait = document.step_by_id[flow.source].kind is StepKind.WAIT
    if flow.kind is FlowKind.INTERACTION and not flow.label.strip() and not is_wait:
        told.append(cells.say(message("nothing is said")))
    if flow.key in unknown:
        told.append(cells.say(message("how often it is taken is not known")))
    return "; ".join(told)
