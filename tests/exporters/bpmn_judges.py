"""Who judges a BPMN file: the OMG's schema, two readers of the format, and the linter's recommended rules."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from bpmn_io import check, create_moddle
from bpmn_io.lint import Linter
from bpmn_io.lint.resolver.node_resolver import NodeResolver
from hypothesis import strategies as st
from lxml import etree

from tests.layout.builders import journeys
from tests.node_tools import run_node
from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintDocument, Step
from visavis.blueprint.storage.codec import decode, encode
from visavis.exporters.bpmn.model import make_model
from visavis.exporters.bpmn.write_xml import write_bpmn
from visavis.exporters.bpmn.xml_names import BPMN, BPMNDI, DC, DI

NAMES = {"bpmn": BPMN, "bpmndi": BPMNDI, "dc": DC, "di": DI}
HOSTILE = ("", " ", "x" * 400, "a\x00b\x0c", "שלום \u202eעולם", "😀</bpmn:task>", "]]>&amp;", "=1+1", "été\r\nnuit", "_x_", "é-1")
DICE = (("kind", ("start", "action", "action", "wait", "decision", "outcome", "evidence")), ("fails", (None, None, 0.2)),
        ("deadline", (None, None, "P30D")), ("split", (None, "one", "all")), ("join", (None, None, "each")),
        ("wait", (None, "P3D", {"business_days": 5}, {"min": "P1D", "mode": "P2D", "max": "P9D"})),
        ("asks", ((), ("paper",))), ("gives", ((), ("paper", "fact"))), ("detail", HOSTILE))


def to_bpmn(document: BlueprintDocument, language: str = "en") -> bytes:
    return write_bpmn(make_model(document, translator(language)), "1.0")


def parse(content: bytes) -> Any:
    return etree.fromstring(content)


@cache
def _schema() -> Any:
    return etree.XMLSchema(etree.parse(str(files("SpiffWorkflow") / "bpmn/parser/schema/BPMN20.xsd")))


def assert_schema(content: bytes) -> None:
    _schema().assertValid(parse(content))


def assert_conforms(content: bytes) -> None:
    """The schema, bpmn-io's reader and its linter have nothing to say."""
    assert_schema(content)
    text = content.decode()
    report = check(text)
    assert not report.errors
    assert not report.warnings
    # What bpmn-io says of its own types does not fit together.
    resolver: Any = NodeResolver()
    root: Any = create_moddle().from_xml(text).root_element
    found = Linter(config={"extends": "bpmnlint:recommended"}, resolver=resolver).lint(root)
    assert not any(found.values()), found


def assert_linted(contents: Sequence[bytes]) -> list[bytes]:
    """bpmn-moddle reads the files without a warning, and bpmnlint finds nothing in them; return them saved again."""
    told = run_node("lint_bpmn.mjs", [content.decode() for content in contents])
    for one in told:
        assert (one["warnings"], one["problems"]) == ([], [])
    return [one["xml"].encode() for one in told]


@st.composite
def whole_documents(draw: st.DrawFn, most_steps: int = 14) -> BlueprintDocument:
    """Draw any blueprint with everything that BPMN draws otherwise, and ids and texts that XML cannot hold."""
    drawn, rng = draw(journeys(most_steps=most_steps)), draw(st.randoms(use_true_random=False))
    ids = {step.id: f"{step.id}{rng.choice(HOSTILE)}"[:200] for step in drawn.steps}
    order = list(ids)

    def enrich(number: int, step: Step) -> Step:
        keys = {name: value for name, values in DICE if (value := rng.choice(values)) not in (None, ())}
        if rng.random() < 0.15 and number + 1 < len(order):
            # Only later ones: no fallback leads back to itself.
            keys["fallback"] = ids[rng.choice(order[number + 1:])]
        return Step(**{**step.to_json(), **keys, "id": ids[step.id], "title": rng.choice((step.title, *HOSTILE))})

    head = drawn.head.model_dump(mode="json", exclude_unset=True)
    head["items"] = [{"id": "paper", "name": rng.choice(HOSTILE)}, {"id": "fact", "name": "Fact", "kind": "data"}]
    head["notes"] = [{"id": f"{number}{rng.choice(HOSTILE)}"[:200], "at": at, "text": rng.choice(HOSTILE)} for number, at in
                     enumerate([None, *(ids[step] for step in order[:2])])]
    head["summary"] = rng.choice(HOSTILE)
    flows = [flow.model_copy(update={"source": ids[flow.source], "target": ids[flow.target],
                                     "key": f"{flow.key}{rng.choice(HOSTILE)}"[:200]}) for flow in drawn.flows]
    made = drawn.replace(head=type(drawn.head)(**head), flows=tuple(flows),
                         steps=tuple(enrich(number, step) for number, step in enumerate(drawn.steps)))
    return decode(encode(made))
