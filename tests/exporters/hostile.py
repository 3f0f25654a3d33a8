"""Texts that formats may read as signs, and blueprints that have them everywhere."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.drawing.builders import document, flow, lane, step
from visavis.blueprint.model import Actor, AvoidClause, BlueprintDocument, Informs, Item, Persona, Scope, Service

SIGNS = (
    "", " ", "x" * 400, "😀👩‍👧", "مرحبا بالعالم", "\u202eabc", "a\x00b\x07", "=1+1", "</script>", "%%{init: {}}%%",
    "%% c", "@tag", "# c", "| a | b |", '"""', "```", "Scénario: x", "Scenario: x", "Exemples:", "Given x", "Alors x",
    "a\nScénario: b", "a\r\n@t\n", "a\u2028b\u2029c\x85d", "<persona>", "<end>", "<outcome>", "\\", "\\|", "a\\n",
    "# language: en", "end", "subgraph x", "click s0", "style s0 fill:#f00", "classDef x fill:#f00;", "title x",
    "section y", "a: 3: b", "a;b", "a#b#35;", '"]-->x', "}", "[[x]]", "accTitle: x", "`a`", "1. a", "- a",
    "&lt;b&gt;", "<img src=x onerror=y>", "$$x^2$$", "direction LR", "---", "constructor", "__proto__", "a.b", "*",
)
# Half of them are known to mean something somewhere.
typed = st.one_of(st.sampled_from(SIGNS), st.text(max_size=40), st.lists(
    st.sampled_from(SIGNS), min_size=2, max_size=3).map("\n".join))


def blueprint_of(text: str) -> BlueprintDocument:
    """Return a blueprint in which this is the text of everything that people fill."""
    return document(
        [step("u0", title=text, kind="start", channel=text or None, asks=("i",), detail=text, emotion=1),
         step("a0", "scene", title=text, kind="decision", informs=Informs(who=text, promise=text), emotion=-1),
         step("u1", column=1, title=text, kind="wait", wait="P30D"),
         step("s0", "appui", title=text),
         step("o", column=2, title=text, kind="outcome", outcome="granted"),
         step("n", column=3, title=text, kind="outcome", outcome="refused")],
        [flow("f1", "u0", "a0", kind="interaction", label=text, carries=("i",), condition=text),
         flow("f2", "a0", "u1", kind="interaction", label=text, condition=text, probability=0.5),
         flow("f3", "a0", "n", kind="interaction", label=text, condition=text, probability=0.5),
         flow("f4", "u1", "o", label=text), flow("f5", "a0", "s0", kind="support", label=text, probability=0)],
        lanes=[lane("usager", "citizen", text, actor="c"), lane("scene", "frontstage", text),
               lane("appui", "support", text)],
        phases=[text], title=text, summary=text, service=Service(authority=text, legal_basis=text),
        personas=(Persona(id="p", name=text), Persona(id="q", name=text, constraints=(text,), story=text)),
        actors=(Actor(id="c", name=text, side="citizen"),), items=(Item(id="i", name=text, held_by=text),),
        avoid=(AvoidClause(id="v", text=text, rule="silent-wait", scope=Scope(persona="p")),))


def ids_of(text: str) -> BlueprintDocument:
    """Return a blueprint whose steps and flows have ids that contain this."""
    one, other, end = f"{text}1", f"{text}2", text
    return document(
        [step(one, kind="start"), step(other, "scene"), step(end, column=1, kind="outcome", outcome="granted")],
        [flow(text, one, other, kind="interaction", label="Bonjour"),
         flow(f"{text}2", other, end, kind="interaction")])
