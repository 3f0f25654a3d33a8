"""Random commands on a document: mostly sensible, sometimes not, one maker for every command there is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st

from tests.editing import builders
from visavis.blueprint.editing import Command, commands, read_listing
from visavis.blueprint.language import message
from visavis.blueprint.model import (
    BlueprintDocument,
    Channel,
    FlowKind,
    ItemKind,
    LaneKind,
    LegalMark,
    LimitUnit,
    NoteKind,
    Outcome,
    Side,
    Split,
    State,
    StepKind,
    TriageState,
    WaiverReason,
)

Draw = Callable[[st.SearchStrategy[Any]], Any]
T = TypeVar("T")
Maker = Callable[[Draw, BlueprintDocument], Command]

# Every category, lone surrogates too: what is pasted is not always text.
PASTED = st.text(st.characters(exclude_categories=()), max_size=8) | st.just("\ud83d")


def mostly(good: Sequence[T], bad: Sequence[Any]) -> st.SearchStrategy[T]:
    """One of `good`; one time in about ten, one of `bad`, which the model or the rules refuse."""
    usual = st.sampled_from(good)
    return st.integers(0, 9).flatmap(lambda luck: st.sampled_from(bad) if luck == 9 else usual)


TEXT = st.integers(0, 9).flatmap(
    lambda luck: PASTED if luck == 9 else st.sampled_from(["", "Appelle", "Où ?", "🙂", "=1+1", "<b>x</b>"]))
TIMES = mostly(
    [None, "PT5M", "P30D", "PT0M", {"min": "PT1M", "mode": "PT2M", "max": "PT9M"},
     {"mean": "P1D", "distribution": "exponential"}],
    ["5 min", 5, {"min": "PT9M", "mode": "PT1M", "max": "PT1M"}, {}])
LISTED = st.lists(st.sampled_from([
    "Appelle !10min @tel", "> Oriente #rib", "  Note ~2j", "# Suite", "", ">> Range", "- Vient", "Titre\tTemps", "a\t3 h",
]), max_size=6).map("\n".join) | PASTED
PARTS = mostly([None, 0, 0.25, 0.3333, 0.5, 1, 1.0], [1.5, -1, float("nan")])
COLUMNS = mostly([0, 1, 2, 3, 7], [-1, 100_000, 100_001, "x"])
INDEXES = mostly([0, 1], [-1, 9])
NAMES = mostly([None], ["s-given", "ask", ""])


def names(elements: Any) -> st.SearchStrategy[str]:
    """The ids of some elements, and now and then one that does not exist."""
    ids = [element.id for element in elements]
    return mostly(ids, ["nowhere"]) if ids else st.just("nowhere")


def some(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


def clock(doc: BlueprintDocument) -> st.SearchStrategy[dict[str, Any] | None]:
    """Some parts of a legal clock, or none."""
    one = st.none() | names(doc.steps)
    return st.none() | st.fixed_dictionaries({}, optional={"starts": one, "stops": one, "pauses": some(names(doc.steps))})


def step(draw: Draw, doc: BlueprintDocument) -> str:
    return str(draw(names(doc.steps)))


def flow(draw: Draw, doc: BlueprintDocument) -> str:
    return str(draw(names(doc.flows)))


def cell(draw: Draw, doc: BlueprintDocument) -> tuple[str, str, int]:
    return draw(names(doc.head.lanes)), draw(names(doc.head.phases)), draw(COLUMNS)


def part(draw: Draw, choices: dict[str, st.SearchStrategy[Any]]) -> dict[str, Any]:
    """Values for a few of the fields; now and then for one that nothing has."""
    chosen = draw(st.lists(mostly(sorted(choices), ["colour"]), max_size=4, unique=True))
    return {name: draw(choices.get(name, TEXT)) for name in chosen}


def step_fields(doc: BlueprintDocument) -> dict[str, st.SearchStrategy[Any]]:
    items = some(names(doc.head.items))
    channels = mostly([None, *Channel, *(channel.id for channel in doc.head.channels)], ["pigeon"])
    return {
        "title": TEXT, "detail": TEXT, "kind": st.sampled_from(list(StepKind)), "work": TIMES, "wait": TIMES,
        "outcome": st.none() | st.sampled_from(list(Outcome)), "channel": channels, "system": st.none() | TEXT,
        "effort": mostly([None, 1, 5, "3"], [6, "x"]), "emotion": mostly([None, -2, 0], [3]), "asks": items,
        "gives": items, "fails": PARTS, "fallback": st.none() | names(doc.steps), "hidden": st.booleans(),
        "split": st.none() | st.sampled_from(list(Split)), "markers": mostly([(), ("fail-point",)], [("x",), 3]),
        "uses": items, "announces": items, "deadline": mostly([None, "P30D"], ["soon"]), "helped": PARTS, "help": TIMES,
        "legal": some(st.sampled_from(list(LegalMark))), "appointment": st.booleans(), "replaces": some(TEXT), "plain": TEXT,
        "informs": st.sampled_from([None, {"who": "usager", "promise": "P5D"}]),
    }


def flow_fields(doc: BlueprintDocument) -> dict[str, st.SearchStrategy[Any]]:
    personas = some(names(doc.head.personas))
    return {"label": TEXT, "kind": st.sampled_from(list(FlowKind)),
            "carries": some(names(doc.head.items)),
            "probability": PARTS, "condition": TEXT, "only_for": personas, "not_for": personas,
            "max_times": mostly([None, 0, 3], [-1])}


def edit_step(draw: Draw, doc: BlueprintDocument) -> Command:
    places = {"lane": names(doc.head.lanes), "phase": names(doc.head.phases), "column": COLUMNS}
    return commands.EditStep(step(draw, doc), **part(draw, {**step_fields(doc), **places}))


def edit_flow(draw: Draw, doc: BlueprintDocument) -> Command:
    ends = {"source": names(doc.steps), "target": names(doc.steps)}
    return commands.EditFlow(flow(draw, doc), **part(draw, {**flow_fields(doc), **ends}))


def add_step(draw: Draw, doc: BlueprintDocument) -> Command:
    return commands.AddStep(cell(draw, doc), draw(TEXT), draw(st.none() | st.sampled_from(list(StepKind))),
                            draw(NAMES), draw(st.none() | names(doc.steps)), part(draw, step_fields(doc)))


def add_flow(draw: Draw, doc: BlueprintDocument) -> Command:
    return commands.AddFlow(step(draw, doc), step(draw, doc), draw(st.none() | st.sampled_from(list(FlowKind))),
                            draw(NAMES), part(draw, flow_fields(doc)))


def answer(draw: Draw, doc: BlueprintDocument) -> Command:
    lane = draw(st.none() | names(doc.head.lanes))
    return commands.AddAnsweringStep(step(draw, doc), draw(TEXT), draw(TEXT), lane)


def move(draw: Draw, doc: BlueprintDocument) -> Command:
    by = mostly([0, 0, 1], [-1, 2])
    return commands.MoveSteps(draw(some(names(doc.steps))), draw(by), draw(by), draw(by))


def several(draw: Draw, doc: BlueprintDocument) -> Command:
    return commands.CompositeCommand(message("Both"), (edit_step(draw, doc), edit_flow(draw, doc)))


def become(draw: Draw, doc: BlueprintDocument) -> Command:
    # Another version: the steps in another order and some flows gone, as a merge may bring it.
    steps = tuple(reversed(doc.steps)) if draw(st.booleans()) else doc.steps
    return commands.ReplaceDocument(message("Go back"), doc.replace(
        steps=steps, flows=doc.flows[draw(st.integers(0, 2)):], extra={"more": draw(st.integers(0, 3))}))


def head_fields(doc: BlueprintDocument) -> dict[str, dict[str, st.SearchStrategy[Any]]]:
    """The fields of each list of the head, by the ending of its commands."""
    head = doc.head
    channels = mostly([*Channel, *(channel.id for channel in head.channels)], ["pigeon"])
    scope = st.none() | st.fixed_dictionaries({}, optional={
        "side": st.sampled_from(list(Side)), "lane": names(head.lanes), "phase": names(head.phases),
        "persona": names(head.personas), "step": names(doc.steps)})
    cells = st.fixed_dictionaries({"lane": names(head.lanes), "phase": names(head.phases), "column": COLUMNS})
    return {
        "Persona": {"name": TEXT, "story": TEXT, "weight": PARTS, "channels": some(channels), "portrait": st.none()},
        "Actor": {"name": TEXT, "side": st.sampled_from(list(Side)), "hourly_cost": st.sampled_from([None, 3, 3.5]),
                  "availability": PARTS, "deputy": st.none() | names(head.actors)},
        "Channel": {"name": TEXT},
        "Phase": {"name": TEXT},
        "Lane": {"name": TEXT, "kind": st.sampled_from(list(LaneKind)), "actor": st.none() | names(head.actors)},
        "Item": {"name": TEXT, "kind": st.sampled_from(list(ItemKind)), "held_by": st.none() | TEXT,
                 "purpose": TEXT, "valid_for": mostly([None, "P3M"], ["soon"]), "sensitive": st.booleans()},
        "Note": {"at": st.none() | names(doc.steps) | cells, "kind": st.sampled_from(list(NoteKind)), "text": TEXT,
                 "votes": st.dictionaries(TEXT, mostly([1, 2], [-1]), max_size=2), "private": st.booleans()},
        "AvoidClause": {"text": TEXT, "rule": st.none() | TEXT, "scope": scope,
                        "limit": mostly([None, {"value": 5, "unit": "day"}], [{"value": 5}])},
        "Waiver": {"rule": TEXT, "step": st.none() | names(doc.steps), "text": TEXT,
                   "reason": st.sampled_from(list(WaiverReason))},
        "Threshold": {"rule": TEXT, "name": TEXT, "value": mostly([5, 0.5], [-1]), "source": TEXT,
                      "unit": st.sampled_from(list(LimitUnit))},
        "Triage": {"rule": TEXT, "step": st.none() | names(doc.steps), "reason": TEXT,
                   "persona": st.none() | names(head.personas), "state": st.sampled_from(list(TriageState))},
    }


LISTS = {"Persona": "personas", "Actor": "actors", "Channel": "channels", "Phase": "phases", "Lane": "lanes",
         "Item": "items", "Note": "notes", "AvoidClause": "avoid", "Waiver": "waivers", "Threshold": "thresholds",
         "Triage": "triage"}
REQUIRED: dict[str, dict[str, Any]] = {"Persona": {"name": ""}, "Actor": {"name": "", "side": "agent"}, "Phase": {"name": ""},
                                       "Lane": {"name": "", "kind": "citizen"}, "Item": {"name": ""}, "AvoidClause": {"text": ""},
                                       "Waiver": {"rule": "", "reason": "legal"},
                                       "Threshold": {"rule": "", "name": "", "value": 1, "unit": "day"}, "Triage": {"rule": "", "state": "to-do"}}


def list_makers(ending: str, field: str) -> dict[str, Maker]:
    """The commands of one list of the head."""

    def command(what: str) -> Callable[..., Command]:
        made: Callable[..., Command] = getattr(commands, f"{what}{ending}")
        return made

    def add(draw: Draw, doc: BlueprintDocument) -> Command:
        fields = {**REQUIRED.get(ending, {}), **part(draw, head_fields(doc)[ending])}
        return command("Add")(index=draw(st.none() | st.integers(0, 2)), **fields)

    def edit(draw: Draw, doc: BlueprintDocument) -> Command:
        target = draw(names(getattr(doc.head, field)))
        return command("Edit")(target, **part(draw, head_fields(doc)[ending]))

    def shift(draw: Draw, doc: BlueprintDocument) -> Command:
        return command("Move")(draw(names(getattr(doc.head, field))), draw(INDEXES))

    def remove(draw: Draw, doc: BlueprintDocument) -> Command:
        named: dict[str, Any] = {}
        if ending in ("Lane", "Phase"):
            named = {"move_to": draw(st.none() | names(getattr(doc.head, field))),
                     "with_contents": draw(st.booleans())}
        if ending == "Persona":
            named = {"with_flows": draw(st.booleans())}
        return command("Remove")(draw(names(getattr(doc.head, field))), **named)

    return {f"Add{ending}": add, f"Edit{ending}": edit, f"Move{ending}": shift, f"Remove{ending}": remove}


MAKERS: dict[str, Maker] = {
    "AddStep": add_step,
    "AddNextStep": lambda draw, doc: commands.AddNextStep(step(draw, doc), draw(TEXT), None, draw(NAMES)),
    "AddAnsweringStep": answer,
    "EditStep": edit_step,
    "EditSteps": lambda draw, doc: commands.EditSteps(draw(some(names(doc.steps))), **part(draw, step_fields(doc))),
    "RemoveElements": lambda draw, doc: commands.RemoveElements(
        draw(some(names(doc.steps))), draw(some(names(doc.flows))), draw(some(names(doc.head.notes)))),
    "DuplicateSteps": lambda draw, doc: commands.DuplicateSteps(draw(some(names(doc.steps)))),
    "DuplicateLane": lambda draw, doc: commands.DuplicateLane(draw(names(doc.head.lanes)), draw(TEXT)),
    "DuplicatePhase": lambda draw, doc: commands.DuplicatePhase(draw(names(doc.head.phases)), draw(TEXT)),
    "PasteSteps": lambda draw, doc: commands.PasteSteps(
        draw(st.sampled_from([builders.document(), doc])),
        draw(some(st.sampled_from(["ask", "check", "again", "got"]))), cell(draw, doc)),
    "MoveSteps": move,
    "PlaceStep": lambda draw, doc: commands.PlaceStep(step(draw, doc), cell(draw, doc), draw(st.booleans())),
    "PlaceSteps": lambda draw, doc: commands.PlaceSteps({step(draw, doc): cell(draw, doc) for _ in range(2)}),
    "MoveStepsBetween": lambda draw, doc: commands.MoveStepsBetween(
        draw(some(names(doc.steps))), draw(names(doc.head.phases)), draw(st.integers(-1, 4)), draw(st.integers(-2, 2))),
    "PutIntoFlow": lambda draw, doc: commands.PutIntoFlow(draw(some(names(doc.steps))), flow(draw, doc)),
    "SplitPhase": lambda draw, doc: commands.SplitPhase(draw(names(doc.head.phases)), draw(st.integers(-1, 4)),
                                                        draw(TEXT)),
    "AlignSteps": lambda draw, doc: commands.AlignSteps(draw(some(names(doc.steps))), step(draw, doc),
                                                        draw(st.booleans())),
    "StackStep": lambda draw, doc: commands.StackStep(step(draw, doc), draw(st.integers(-1, 1))),
    "InsertColumn": lambda draw, doc: commands.InsertColumn(draw(names(doc.head.phases)), draw(st.integers(-1, 4))),
    "RemoveEmptyColumn": lambda draw, doc: commands.RemoveEmptyColumn(draw(names(doc.head.phases)),
                                                                      draw(st.integers(0, 4))),
    "AddListedSteps": lambda draw, doc: commands.AddListedSteps(
        read_listing(draw(LISTED), doc), cell(draw, doc), draw(st.none() | names(doc.steps))),
    "AddFlow": add_flow,
    "EditFlow": edit_flow,
    "ReconnectFlow": lambda draw, doc: commands.ReconnectFlow(
        flow(draw, doc), draw(st.none() | names(doc.steps)), draw(st.none() | names(doc.steps))),
    "ReverseFlow": lambda draw, doc: commands.ReverseFlow(flow(draw, doc)),
    "RemoveFlow": lambda draw, doc: commands.RemoveFlow(flow(draw, doc)),
    "VoteNote": lambda draw, doc: commands.VoteNote(
        draw(names(doc.head.notes)), draw(TEXT), draw(mostly([0, 1, 3], [-1]))),
    "EditHead": lambda draw, doc: commands.EditHead(**part(draw, {
        "title": TEXT, "language": mostly(["fr", "en-GB"], ["?"]), "state": st.sampled_from(list(State)),
        "redesigns": mostly([None, "autre"], ["permis"]), "rules": st.sampled_from([None, "all"])})),
    "EditService": lambda draw, doc: commands.EditService(**part(draw, {
        "authority": TEXT, "cases_per_year": PARTS, "legal_deadline": mostly([None, "P2M"], ["soon"]),
        "hours_per_day": mostly([None, 7, 7.8], [0, 25]), "legal_clock": clock(doc)})),
    "EditRecord": lambda draw, doc: commands.EditRecord(**part(draw, {
        "version": TEXT, "authors": TEXT, "contact": st.none() | TEXT})),
    "CompositeCommand": several,
    "ReplaceDocument": become,
    **{name: maker for ending, field in LISTS.items() for name, maker in list_makers(ending, field).items()},
}
