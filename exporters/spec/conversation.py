"""The service as a conversation: what is said across the line of interaction, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from visavis.blueprint.analysis import Journey
from visavis.blueprint.graph.interactions import Interaction, Turn, turns, type_of_message
from visavis.blueprint.graph.payloads import payload_schema
from visavis.blueprint.model import BlueprintDocument
from visavis.exporters.spec.derived import ConversationSpec, Exchange, PairSpec


def conversation(document: BlueprintDocument, said: Sequence[Interaction],
                 walked: Iterable[Journey]) -> ConversationSpec:
    """Return every interaction (`interactions`) as an exchange, and who speaks with whom.

    `walked` are the ways of the personas.
    """
    numbers, whose = {each.id: each.number for each in said}, personas_of_flows(walked)
    turn_of = turns(document, said)
    return ConversationSpec(
        exchanges=tuple(_exchange(document, each, numbers, turn_of[each.id], whose.get(each.flow.key, ()))
                        for each in said),
        pairs=_pairs(said))


def personas_of_flows(walked: Iterable[Journey]) -> Mapping[str, tuple[str, ...]]:
    """Return for each flow the personas whose way can lead along it."""
    whose: dict[str, list[str]] = {}
    for way in walked:
        if way.persona is None:
            continue
        open_flows = {branch.flow for name, stop in way.game.stops.items()
                      if name in way.game.reached_steps and not stop.blocked and not stop.ends
                      for branch in stop.branches if branch.probability > 0 and branch.limit != 0}
        for flow in open_flows:
            whose.setdefault(flow, []).append(way.persona.id)
    return {flow: tuple(found) for flow, found in whose.items()}


def _exchange(document: BlueprintDocument, said: Interaction, numbers: Mapping[str, int], turn: Turn,
              personas: tuple[str, ...]) -> Exchange:
    return Exchange(
        number=said.number, flow=said.flow.key, speaker=said.speaker, source=said.source.id, target=said.target.id,
        says=said.flow.label, carries=said.flow.carries, channel=said.channel,
        answers=None if said.answers is None else numbers[said.answers], id=said.id, answers_id=said.answers,
        is_from_citizen=said.is_from_citizen,
        type=type_of_message(document, said), follows=turn.follows, opens=turn.opens, personas=personas,
        payload=payload_schema(document, said))


def _pairs(said: Iterable[Interaction]) -> tuple[PairSpec, ...]:
    pairs: dict[tuple[str, str], list[Interaction]] = {}
    for each in said:
        ends = (each.source.id, each.target.id) if each.is_from_citizen else (each.target.id, each.source.id)
        pairs.setdefault(ends, []).append(each)
    return tuple(PairSpec(citizen=citizen, counterpart=counterpart, exchanges=tuple(each.number for each in shared),
                          exchange_ids=tuple(each.id for each in shared))
                 for (citizen, counterpart), shared in pairs.items())
