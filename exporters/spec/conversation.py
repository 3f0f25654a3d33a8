"""The service as a conversation: what is said across the line of interaction, in reading order."""

from __future__ import annotations

from collections.abc import Iterable

from visavis.blueprint.graph.interactions import Interaction, interactions
from visavis.blueprint.model import BlueprintDocument
from visavis.exporters.spec.derived import ConversationSpec, Exchange, PairSpec


def conversation(document: BlueprintDocument) -> ConversationSpec:
    """Return every flow across the line of interaction as an exchange, and who speaks with whom."""
    said = interactions(document)
    numbers = {each.id: each.number for each in said}
    return ConversationSpec(
        exchanges=tuple(_exchange(each, None if each.answers is None else numbers[each.answers]) for each in said),
        pairs=_pairs(said))


def _exchange(said: Interaction, answers: int | None) -> Exchange:
    return Exchange(number=said.number, flow=said.flow.key, speaker=said.speaker, source=said.source.id,
                    target=said.target.id, says=said.flow.label, carries=said.flow.carries, channel=said.channel,
                    answers=answers)


def _pairs(said: Iterable[Interaction]) -> tuple[PairSpec, ...]:
    pairs: dict[tuple[str, str], list[int]] = {}
    for each in said:
        ends = (each.source.id, each.target.id) if each.is_from_citizen else (each.target.id, each.source.id)
        pairs.setdefault(ends, []).append(each.number)
    return tuple(PairSpec(citizen=citizen, counterpart=counterpart, exchanges=tuple(numbers))
                 for (citizen, counterpart), numbers in pairs.items())
