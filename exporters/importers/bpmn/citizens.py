"""Who of a BPMN model is the person that the service is for: by name, else by what a pool does, else asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from visavis.blueprint.language import Message, MessageList, Quoted, message
from visavis.blueprint.language.folded_words import fold_text
from visavis.blueprint.model import BlueprintError
from visavis.exporters.importers.bpmn.citizen_words import POSSIBLE, is_system_name, score_name
from visavis.exporters.importers.bpmn.source_model import SourceModel, SourcePool

# What `--citizen` says where nobody of the model is the citizen, and what parts several names.
NOBODY_AT_ALL = "none"
_SEPARATOR = ";"
# From this score on a name, or a name and its place together, settle it.
_SETTLED = 60
_NAMES = 8


@dataclass(frozen=True, slots=True)
class CitizenCandidate:
    """A pool or a lane that may be the citizen's; the higher its score, the likelier.

    `is_chosen` where nobody needs to be asked.
    """

    id: str
    name: str
    score: int
    is_lane: bool = False
    is_chosen: bool = False


def rank_citizens(model: SourceModel) -> tuple[CitizenCandidate, ...]:
    """Return the pools and lanes that may be the citizen's, the likeliest first.

    Several are chosen where several are called so: an applicant, and the family that helps. A lane is chosen only
    where no pool is.
    """
    pools = [CitizenCandidate(pool.id, name_of(model, pool.id), _score_pool(model, pool))
             for pool in model.pools.values() if pool.is_drawn]
    lanes = [CitizenCandidate(lane.id, name_of(model, lane.id), score_name(lane.name), is_lane=True)
             for lane in model.lanes.values() if _is_used(model, lane.id)]
    chosen = _chosen(pools, _lone_black_box(model)) or _chosen(lanes, "")
    ranked = sorted([*pools, *lanes], key=lambda found: -found.score)
    return tuple(replace(found, is_chosen=found.id in chosen) for found in ranked)


def choose_citizens(model: SourceModel, asked: str) -> frozenset[str]:
    """Return the ids of the citizen's pools or lanes: those that were asked for, else those that are plain.

    None for a model of one party that is not the citizen. Raises BlueprintError that lists who there is when several
    may be meant, or none has the name.
    """
    candidates = rank_citizens(model)
    if asked.strip():
        return _named(candidates, asked)
    chosen = frozenset(found.id for found in candidates if found.is_chosen)
    if chosen or len(_parties(model)) < 2:
        return chosen
    raise BlueprintError(message("which of them is the citizen: {listed}? It has to be chosen (--citizen NAME, or "
                                 "--citizen none if nobody is)", listed=_listed(candidates)))


def name_of(model: SourceModel, party: str) -> str:
    """Return what a pool or a lane is called; one without a name as its process, or by its id."""
    if party in model.lanes:
        lane = model.lanes[party]
        around = next((pool.name for pool in model.pools.values() if pool.process == lane.process), "")
        return lane.name or around or lane.id
    return model.pools[party].name or party


def _named(candidates: Iterable[CitizenCandidate], asked: str) -> frozenset[str]:
    known = list(candidates)
    chosen = set(_matches(known, asked))
    if not chosen and fold_text(asked) == NOBODY_AT_ALL:
        return frozenset()
    if not chosen:
        for part in asked.split(_SEPARATOR):
            found = set(_matches(known, part))
            if not found:
                raise BlueprintError(_not_found(known, part))
            chosen |= found
    return frozenset(chosen)


def _not_found(known: list[CitizenCandidate], asked: str) -> Message:
    if not known:
        return message("there is no pool and no lane in this model, so {name} is none of them; leave out --citizen",
                       name=Quoted(asked.strip()[:60]))
    return message("no pool and no lane is called {name}; there are {listed} (--citizen)",
                   name=Quoted(asked.strip()[:60]), listed=_listed(known))


def _matches(known: list[CitizenCandidate], asked: str) -> Iterator[str]:
    """Yield who has a name or an id: by its id, else by its whole name, else by the one name that begins so.

    A pool goes before a lane of its name: the lane is the counter where that person is served.
    """
    wanted = fold_text(asked)
    by_id = [found.id for found in known if found.id == asked.strip()]
    whole = [found for found in known if wanted and fold_text(found.name) == wanted]
    pools = [found.id for found in whole if not found.is_lane]
    begun = [found for found in known if wanted and fold_text(found.name).startswith(wanted)]
    yield from by_id or pools or [found.id for found in whole] or ([begun[0].id] if len(begun) == 1 else ())


def _listed(candidates: Iterable[CitizenCandidate]) -> MessageList:
    names = list(dict.fromkeys(found.name for found in candidates))
    shown: list[object] = [Quoted(name[:60]) for name in names[:_NAMES]]
    return MessageList((*shown, *(["…"] if len(names) > _NAMES else [])))


def _parties(model: SourceModel) -> list[str]:
    """Return who takes part: the lanes, and the pools without any."""
    used = [lane.id for lane in model.lanes.values() if _is_used(model, lane.id)]
    with_lanes = {model.lanes[lane].process for lane in used}
    return [*used, *(pool.id for pool in model.pools.values() if pool.is_drawn and (
        not pool.process or pool.process not in with_lanes))]


def _is_used(model: SourceModel, lane: str) -> bool:
    return any(node.lane == lane for node in model.nodes.values())


def _chosen(candidates: list[CitizenCandidate], lone: str) -> set[str]:
    best = max((found.score for found in candidates), default=0)
    if best >= _SETTLED:
        return {found.id for found in candidates if found.score >= max(_SETTLED, best - POSSIBLE)}
    return {found.id for found in candidates if found.id == lone and found.score >= 0}


def _lone_black_box(model: SourceModel) -> str:
    """Return the one pool of which only the border is drawn, beside others of which the inside is."""
    closed = [pool.id for pool in model.pools.values() if pool.is_drawn and model.is_black_box(pool)]
    speaks = any(closed[0] in (flow.source, flow.target) for flow in model.messages.values()) if closed else False
    return closed[0] if len(closed) == 1 and len(model.pools) > 1 and speaks else ""


def _score_pool(model: SourceModel, pool: SourcePool) -> int:
    """Return how likely a pool is the citizen's: its name above all, and then what it does."""
    score = score_name(pool.name)
    if is_system_name(pool.name):
        return score
    inside = {node.id for node in model.nodes_of(pool)} | {pool.id}
    speaks = [flow for flow in model.messages.values() if (flow.source in inside) is not (flow.target in inside)]
    if not speaks or len(model.pools) < 2:
        # Whoever talks to nobody may be the only one there is: "Customer onboarding", and what the firm does in it.
        return score - 30 if score < _SETTLED else score
    starts = any(flow.source in inside and _starts(model, flow.target) for flow in speaks)
    return score + 10 * model.is_black_box(pool) + 15 * starts - 15 * _has_lanes(model, pool)


def _starts(model: SourceModel, target: str) -> bool:
    return target in model.nodes and model.nodes[target].kind == "startEvent"


def _has_lanes(model: SourceModel, pool: SourcePool) -> bool:
    return sum(lane.process == pool.process for lane in model.lanes.values()) > 1
