"""Whatever is drawn and whatever is found there: a fix that is offered can be carried out and taken back."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.remedies.conftest import Sketch
from tests.storage.reading_back import is_read_back
from visavis.blueprint.analysis import Finding, FrictionClass, Severity
from visavis.blueprint.editing import EditSession, Identifiers
from visavis.blueprint.language import Message, translator
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.model.validation import problems
from visavis.blueprint.remedies import fixes, preview
from visavis.blueprint.remedies.fixes import REMEDIES
from visavis.blueprint.storage import encode

CHANNELS = ["web", "counter", "phone", "post", "internal", None]
ITEMS = [{"id": "x", "name": "X", "held_by": "Office"}, {"id": "y", "name": ""}, {"id": "z", "name": "<z>"}]
PERSONAS: list[dict[str, Any]] = [{"id": "p1", "name": "", "channels": ["phone"]}, {"id": "p2", "name": "P2", "weight": 0},
                                  {"id": "p3", "name": "P3", "channels": ["kiosk", "internal"]}]
TEXT = Message("x")


def drawn(sketch: Sketch, dice: random.Random) -> BlueprintDocument:
    """A small drawing without rhyme or reason, and sometimes without people, lanes or titles."""
    lanes = [{"id": "citizen", "name": "C", "kind": "citizen"}, {"id": "front", "name": "F", "kind": "frontstage"},
             {"id": "back", "name": "B", "kind": "backstage"}, {"id": "register", "name": "R", "kind": "support"},
             {"id": "evidence", "name": "E", "kind": "evidence"}]
    lanes = [lanes[0], *dice.sample(lanes[1:], dice.randint(0, 4))]
    steps = {f"s{number}": step(dice, lanes) for number in range(dice.randint(1, 9))}
    for number in range(len(steps) - 1):
        # A chain of fallbacks that leads back to itself is refused by the model.
        if dice.random() < 0.3:
            steps[f"s{number}"]["fallback"] = f"s{dice.randint(number + 1, len(steps) - 1)}"
    pairs = {(dice.choice(list(steps)), dice.choice(list(steps))) for _ in range(dice.randint(0, 16))}
    flows = [(source, target, way(dice)) for source, target in sorted(pairs)
             if source != target and steps[source]["kind"] != "outcome"]
    personas = dice.sample(PERSONAS, dice.randint(0, 3))
    named = {persona["id"] for persona in personas}
    for _, _, told in flows:
        told["only_for"] = [name for name in told["only_for"] if name in named]
    return sketch(steps, flows, lanes=lanes, personas=personas, items=ITEMS)


def step(dice: random.Random, lanes: list[dict[str, str]]) -> dict[str, Any]:
    lane = dice.choice(lanes)
    kinds = ["evidence"] if lane["kind"] == "evidence" else ["start", "action", "action", "wait", "decision", "outcome"]
    told: dict[str, Any] = {
        "lane": lane["id"], "kind": dice.choice(kinds), "column": dice.randint(0, 3),
        "title": dice.choice(["", "  ", "Do it", "{title} " * 60]), "asks": dice.sample(["x", "y", "z"], dice.randint(0, 2)),
        "legal": dice.sample(["request", "receipt", "adverse", "notice"], dice.randint(0, 2))}
    optional = {"channel": dice.choice(CHANNELS), "work": dice.choice([None, "PT7M", "PT0M"]), "wait": dice.choice([None, "P9D"]),
                "fails": dice.choice([None, 0.2]), "system": dice.choice([None, "Files"])}
    return {**told, **{name: value for name, value in optional.items() if value is not None}}


def way(dice: random.Random) -> dict[str, Any]:
    told: dict[str, Any] = {"carries": dice.sample(["x", "y", "z"], dice.randint(0, 1)),
                            "only_for": dice.choice([[], [], ["p1"], ["p2"]])}
    if dice.random() < 0.5:
        told["probability"] = dice.choice([0, 0.25, 0.5])
    return told


def made_up(document: BlueprintDocument, rule: str, dice: random.Random) -> Finding:
    steps = dice.sample([step.id for step in document.steps], dice.randint(1, min(3, len(document.steps))))
    persona = dice.choice([None, *(persona.id for persona in document.head.personas)])
    return Finding(rule, FrictionClass.LOAD, Severity.LOW, tuple(steps), TEXT, TEXT, TEXT, persona)


@given(seed=st.integers(0, 100_000))
def test_every_fix_that_is_offered_can_be_done_and_undone(sketch: Sketch, seed: int) -> None:
    dice = random.Random(seed)
    document = drawn(sketch, dice)
    before = encode(document)
    for rule in REMEDIES:
        for fix in fixes(document, made_up(document, rule, dice)):
            session = EditSession(document, identifiers=Identifiers(seed=seed))
            assert session.do(fix.command)
            after = session.document
            assert not list(problems(after))
            assert is_read_back(after)
            session.undo()
            assert encode(session.document) == before
            assert not session.can_undo
            for language in ("fr", "en"):
                assert translator(language)(fix.title)
            assert preview(document, fix).after.head.id == document.head.id


def test_the_drawings_are_of_many_kinds(sketch: Sketch) -> None:
    """The property above means something only while most remedies are offered somewhere."""
    offered = set()
    for seed in range(150):
        dice = random.Random(seed)
        document = drawn(sketch, dice)
        offered |= {rule for rule in REMEDIES if fixes(document, made_up(document, rule, dice))}
    assert offered >= set(REMEDIES) - {"single-point-of-failure"}
