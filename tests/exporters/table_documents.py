"""Any blueprint to write into tables: everything that fields may say, and texts that a spreadsheet might take for more."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import strategies as st

from tests.drawing.builders import document, flow, lane, step
from visavis.blueprint.model import (
    Actor,
    AvoidClause,
    BlueprintDocument,
    Cell,
    Item,
    Note,
    Persona,
    TriageNote,
    Waiver,
)
from visavis.blueprint.model.elements import DeclaredChannel, Record, Service, ThresholdSetting

# Names with what separates names, formulas, marks of a CSV, letters of several directions.
TEXTS = ("Vient", "=1+1", "-2", "'=SOMME(A1)", "+33 1 23", "a;b", 'dit « oui », "non"', "x_x0041_y", "Un\nDeux", "😀", "שלום",
         "1,5", "oui", "12", "Attend [s0]", "&<b>", "@ici", "parking lot", "007", "1e5", "Étape")
SHARES = (0, 1, 0.1, 0.125, 1 / 3, 2 / 3, 0.30000000000000004, 0.0123, 1e-07)
TIMES: tuple[Any, ...] = (None, "PT25M", "PT90M", "P30D", "P1DT2H30M", "PT0M", "P2M", "P1Y", "PT45S", "P1.5D", {"business_days": 2},
                          {"min": "PT3M", "mode": "PT5M", "max": "PT9M"}, {"mean": "P1D", "distribution": "exponential"})
SPANS: tuple[Any, ...] = (None, "P30D", "PT36H", "P2M", {"business_days": 2.5})
AMOUNTS = (None, 0, 1, 12.5, 31.123456789, 0.30000000000000004, 10**12)


def table_documents() -> st.SearchStrategy[BlueprintDocument]:
    """Draw a blueprint that says something in many fields, with names that are alike."""
    return st.integers(0, 2**32).map(lambda seed: drawn_document(random.Random(seed)))


def drawn_document(dice: random.Random) -> BlueprintDocument:
    """The blueprint that some dice make."""

    def some(*choices: Any) -> Any:
        return dice.choice(choices)

    def subset(ids: list[str]) -> tuple[str, ...]:
        return tuple(dice.sample(ids, dice.randint(0, len(ids))))

    def one_of(ids: list[str]) -> str | None:
        return dice.choice([None, *ids])

    people, papers = [f"p{at}" for at in range(dice.randint(0, 3))], [f"i{at}" for at in range(dice.randint(0, 3))]
    actors, channels = [f"w{at}" for at in range(dice.randint(0, 2))], [f"k{at}" for at in range(dice.randint(0, 2))]
    ids = [f"s{at}" for at in range(dice.randint(0, 6))]
    lanes = [lane(f"l{at}", kind, some(*TEXTS), actor=one_of(actors), colour=some(None, "blue"))
             for at, kind in enumerate(dice.sample(["evidence", "citizen", "frontstage", "backstage", "support"], dice.randint(1, 5)))]
    phases = [some(*TEXTS) for _ in range(dice.randint(1, 3))]
    cells = [Cell(lane=some(*lanes).id, phase=f"p{dice.randint(1, len(phases))}", column=dice.randint(0, 3)) for _ in range(3)]
    steps = [step(name, some(*lanes).id, f"p{dice.randint(1, len(phases))}", dice.randint(0, 3), **_step_fields(
        some, subset, papers, channels, ids[at + 1:])) for at, name in enumerate(ids)]
    dice.shuffle(steps)
    flows = [flow(f"f{at}", some(*ids), some(*ids), kind=some("sequence", "interaction", "support"), label=some("", *TEXTS),
                  carries=subset(papers), probability=some(None, *SHARES), condition=some("", *TEXTS), only_for=subset(people),
                  not_for=subset(people), max_times=some(None, 0, 3)) for at in range(dice.randint(0, 6) if ids else 0)]
    notes = tuple(Note(id=f"n{at}", at=some(None, *cells, *ids), kind=some("pain", "idea"), text=some("", *TEXTS), author=some(None, *TEXTS),
                       source=some(None, *TEXTS), private=some(True, False)) for at in range(dice.randint(0, 4)))
    clock = {"starts": ids[0], "stops": ids[1], "pauses": subset(ids[2:])} if len(ids) > 2 and some(True, False) else None
    made = document(
        steps, flows, lanes=lanes, phases=phases, title=some("", *TEXTS), summary=some("", *TEXTS), language=some("fr", "en"),
        state=some("as-is", "to-be"), redesigns=some(None, "avant"), rules=some(None, "legal-fr"), notes=notes,
        service=Service(authority=some(None, *TEXTS), cases_per_year=some(*AMOUNTS), standard_time=some(*SPANS), legal_deadline=some(*SPANS),
                        hours_per_day=some(None, 7.5), price=some(*AMOUNTS), currency=some(None, "EUR"), legal_clock=clock),
        record=Record(version=some(None, "2"), date=some(None, "2026-03-12"), authors=some(None, *TEXTS), contact=some(None, *TEXTS)),
        channels=tuple(DeclaredChannel(id=name, name=some("", *TEXTS)) for name in channels),
        personas=tuple(Persona(id=name, name=some(*TEXTS), story=some("", *TEXTS), weight=some(1, 0.4, 0, 1 / 3, 250), channels=subset(["web", *channels]),
                               constraints=some((), ("sans voiture", "=1+1")), portrait=some(None, "older", "roux.png")) for name in people),
        actors=tuple(Actor(id=name, name=some(*TEXTS), side=some("citizen", "agent", "partner", "system"), hourly_cost=some(*AMOUNTS),
                           availability=some(None, *SHARES), deputy=one_of(actors)) for name in actors),
        items=tuple(Item(id=name, name=some(*TEXTS), kind=some("document", "data"), held_by=some(None, *TEXTS), purpose=some("", *TEXTS),
                         valid_for=some(None, "P6M"), volatile=some(True, False)) for name in papers),
        avoid=tuple(AvoidClause(id=f"a{at}", text=some(*TEXTS), rule=some(None, "silent-wait", "unknown"),
                                scope=some(None, {"side": "citizen", "phase": "p1"}), limit=some(None, {"value": 5, "unit": "day"})) for at in range(2)),
        waivers=tuple(Waiver(id=f"v{at}", rule="silent-wait", step=one_of(ids), reason=some("legal", "other"), text=some("", *TEXTS))
                      for at in range(dice.randint(0, 2))),
        thresholds=tuple(ThresholdSetting(id=f"t{at}", rule="silent-wait", name="wait", value=8, unit="day", source=some("", *TEXTS))
                         for at in range(dice.randint(0, 1))),
        triage=tuple(TriageNote(id=f"d{at}", rule="silent-wait", step=one_of(ids), persona=one_of(people), state=some("accepted", "to-do"),
                                reason=some("", *TEXTS), cause=some("", "a1b2")) for at in range(dice.randint(0, 2))))
    return made.replace(head=made.head.model_copy(update={"format": made.written_format}))


def _step_fields(some: Any, subset: Any, papers: list[str], channels: list[str], later: list[str]) -> dict[str, Any]:
    informs = some(None, {"who": "usager"}, {"who": "usager", "promise": "P5D"})
    return {
        "title": some("", *TEXTS), "detail": some("", *TEXTS), "kind": some("start", "action", "wait", "decision", "outcome"),
        "outcome": some(None, "granted"), "channel": some(None, "web", *channels), "place": some(None, "home"), "system": some(None, *TEXTS),
        "work": some(*TIMES), "wait": some(*TIMES), "help": some(*TIMES), "deadline": some(*SPANS), "basis": some(None, "measured"),
        "effort": some(None, 1, 5), "emotion": some(None, -2, 0, 2), "asks": subset(papers), "gives": subset(papers), "uses": subset(papers),
        "informs": informs, "fails": some(None, *SHARES), "helped": some(None, *SHARES), "fallback": some(None, *later[:1]),
        "split": some(None, "one"), "join": some(None, "each"), "hidden": some(True, False), "appointment": some(True, False),
        "markers": some((), ("fail-point",)), "legal": some((), ("request", "receipt")), "replaces": some((), ("s0", "s1")), "plain": some("", *TEXTS)}
