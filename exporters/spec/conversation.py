"""The service as a conversation: what is said across the line of interaction, in reading order."""

from __future__ import annotations

from visavis.blueprint.graph.queries import reading_order
from visavis.blueprint.model import BlueprintDocument, Flow
from visavis.exporters.spec.derived import ConversationSpec, Exchange, PairSpec


def conversation(document: BlueprintDocument) -> ConversationSpec:
    """Return every flow across the line of interaction as an exchange, and who speaks with whom."""
    order = {step.id: number for number, step in enumerate(reading_order(document))}
    crossing = sorted((flow for flow in document.flows if _crosses(document, flow)),
                      key=lambda flow: (order[flow.source], order[flow.target]))
    reached: dict[str, int] = {}
    exchanges = []
    for number, flow in enumerate(crossing, start=1):
        exchanges.append(_exchange(document, flow, number, reached.get(flow.source)))
        reached[flow.target] = number
    return ConversationSpec(exchanges=tuple(exchanges), pairs=_pairs(document, exchanges))


def _crosses(document: BlueprintDocument, flow: Flow) -> bool:
    source, target = document.step_by_id[flow.source], document.step_by_id[flow.target]
    return document.lane_of(source).facts.is_on_citizen_side is not document.lane_of(target).facts.is_on_citizen_side


def _exchange(document: BlueprintDocument, flow: Flow, number: int, answers: int | None) -> Exchange:
    source, target = document.step_by_id[flow.source], document.step_by_id[flow.target]
    return Exchange(number=number, flow=flow.key, speaker=document.side_of(source), source=flow.source,
                    target=flow.target, says=flow.label, carries=flow.carries,
                    channel=source.channel or target.channel, answers=answers)


def _pairs(document: BlueprintDocument, exchanges: list[Exchange]) -> tuple[PairSpec, ...]:
    pairs: dict[tuple[str, str], list[int]] = {}
    for exchange in exchanges:
        above = document.lane_of(document.step_by_id[exchange.source]).facts.is_on_citizen_side
        pair = (exchange.source, exchange.target) if above else (exchange.target, exchange.source)
        pairs.setdefault(pair, []).append(exchange.number)
    return tuple(PairSpec(citizen=citizen, counterpart=counterpart, exchanges=tuple(numbers))
                 for (citizen, counterpart), numbers in pairs.items())
