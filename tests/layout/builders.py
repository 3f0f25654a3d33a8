"""Small and random blueprints to lay out, and a metrics that is easy to reckon with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from visavis.blueprint.model import FORMAT, BlueprintDocument, Flow, Head, Lane, LaneKind, Phase, Step
from visavis.blueprint.model.document import flow_kind

LANES = (("evidence", LaneKind.EVIDENCE), ("citizen", LaneKind.CITIZEN), ("front", LaneKind.FRONTSTAGE),
         ("back", LaneKind.BACKSTAGE), ("support", LaneKind.SUPPORT))
WORDS = ("Appelle le standard", "", "Attend", "Réunit neuf justificatifs déjà détenus par l’administration", "x" * 60,
         "« Où en est-on ? »", "😀", "שלום עולם", "<b>gras</b>", "=SOMME(A1:A9)")


def journey(steps: Sequence[tuple[Any, ...]], flows: Sequence[tuple[Any, ...]] = (), *,
            lanes: Sequence[tuple[str, str]] = LANES, phases: int = 1, **head: Any) -> BlueprintDocument:
    """Build a blueprint from (id, lane, column[, keys]) and (source, target[, keys]); columns run over all phases."""
    made = [_step(*each) for each in steps]
    lane_by_id = {name: Lane(id=name, name=name.title(), kind=LaneKind(kind)) for name, kind in lanes}
    document = BlueprintDocument(
        Head(**{"format": FORMAT, "id": "test", "title": "Test", "language": "fr",
                "lanes": tuple(lane_by_id.values()),
                "phases": tuple(Phase(id=f"p{at}", name=f"Phase {at}") for at in range(phases)), **head}),
        tuple(made))
    lane_of = {step.id: lane_by_id[step.lane] for step in made}
    ways = []
    for number, (source, target, *more) in enumerate(flows):
        kind = flow_kind(document, lane_of[source], lane_of[target])
        ways.append(Flow(**{"source": source, "target": target, "key": f"f{number}", "kind": kind,
                            **(more[0] if more else {})}))
    return document.replace(flows=tuple(ways))


def _step(id_: str, lane: str, column: int, keys: dict[str, Any] | None = None) -> Step:
    return Step(**{"id": id_, "title": f"Étape {id_}", "lane": lane, "phase": "p0", "column": column, **(keys or {})})


@st.composite
def journeys(draw: st.DrawFn, most_steps: int = 40) -> BlueprintDocument:
    """Draw any blueprint: lanes in any order, crowded cells, flows of every kind between any two steps."""
    kinds = draw(st.one_of(
        st.just([kind for _, kind in LANES]),
        st.lists(st.sampled_from(list(LaneKind)), min_size=1, max_size=7)))
    lanes = [(f"l{at}", kind) for at, kind in enumerate(kinds)]
    phases = draw(st.integers(1, 3))
    widest = draw(st.integers(0, 7))
    count = draw(st.integers(0, most_steps))
    rng = draw(st.randoms(use_true_random=False))
    steps = [(f"s{at}", rng.choice(lanes)[0], rng.randint(0, widest),
              {"phase": f"p{rng.randrange(phases)}", "title": rng.choice(WORDS),
               "work": rng.choice((None, "PT25M", "P30D")), "effort": rng.choice((None, 3)),
               "kind": rng.choice(("action", "decision", "wait"))})
             for at in range(count)]
    ways = draw(st.integers(0, count * 2)) if count else 0
    flows = [(f"s{rng.randrange(count)}", f"s{rng.randrange(count)}",
              {"label": rng.choice(("", "", "Où en est-on ?", "Il manque encore une pièce à votre dossier")),
               "condition": rng.choice(("", "", "", "pièce manquante")),
               "probability": rng.choice((None, None, 0.3))})
             for _ in range(ways)]
    return journey(steps, flows, lanes=lanes, phases=phases)
