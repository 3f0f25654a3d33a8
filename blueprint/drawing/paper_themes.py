"""Themes for paper: colours that a press can mix, greys for printers without colour, and little ink.

Four colours of the screen's theme lie outside what coated paper takes (ISO 12647-2, SWOP): on paper they are their
nearest that comes out as it is seen, within 5 of CIEDE2000. In grey, what matters is told by luminance: who asked
pale, who works dark; granted at three times the contrast of refused. Signs have their forms in every theme.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from visavis.blueprint.drawing.theme import LIGHT, Inks, Theme
from visavis.blueprint.model import Colour, NoteKind

_INK, _ORANGE, _OLIVE = "#1F2428", "#9C4D27", "#5C5E2C"
_PAPER = "#FFFFFF"

PRINT = replace(
    LIGHT, name="print", ink=_INK, phases=(_INK, "#323E4D"), on_note=_INK,
    citizen=replace(LIGHT.citizen, ink=_ORANGE),
    note_inks=MappingProxyType({**LIGHT.note_inks, NoteKind.IDEA: "#675228"}),
    colours=MappingProxyType({**LIGHT.colours, Colour.ORANGE: replace(LIGHT.colours[Colour.ORANGE], ink=_ORANGE),
                              Colour.OLIVE: replace(LIGHT.colours[Colour.OLIVE], ink=_OLIVE)}),
)

GREY = Theme(
    name="grey", background=_PAPER, surface=_PAPER, ink="#111111", muted="#616161", hairline="#D2D2D2",
    flow="#474747", phases=("#1A1A1A", "#454545"), on_phase=_PAPER,
    citizen=Inks("#5A5A5A", "#F7F7F7", "#BDBDBD"), agent=Inks("#1C1C1C", "#E6E6E6", "#A3A3A3"),
    backstage=Inks("#303030", "#DEDEDE", "#9A9A9A"), support=Inks("#4D4D4D", "#F1F1F1", "#C4C4C4"),
    friction=Inks("#000000", "#E4E4E4", "#6E6E6E"), on_friction=_PAPER, good="#101010", good_tint="#EFEFEF",
    citizen_ribbon="#D4D4D4", agent_ribbon="#ABABAB",
    notes=MappingProxyType({**dict.fromkeys(NoteKind, "#F4F4F4"), NoteKind.PAIN: "#DFDFDF"}),
    note_inks=MappingProxyType(dict.fromkeys(NoteKind, "#333333")), on_note="#111111",
    colours=MappingProxyType({
        Colour.ORANGE: Inks("#5A5A5A", "#F7F7F7", "#BDBDBD"), Colour.BLUE: Inks("#1C1C1C", "#E6E6E6", "#A3A3A3"),
        Colour.GREEN: Inks("#3A3A3A", "#EFEFEF", "#B4B4B4"), Colour.TEAL: Inks("#2E2E2E", "#EBEBEB", "#ACACAC"),
        Colour.OLIVE: Inks("#505050", "#F4F4F4", "#BABABA"), Colour.PURPLE: Inks("#262626", "#E9E9E9", "#A8A8A8"),
        Colour.PLUM: Inks("#444444", "#F2F2F2", "#B8B8B8"), Colour.SLATE: Inks("#303030", "#DEDEDE", "#9A9A9A"),
    }),
)


def _spare(inks: Inks) -> Inks:
    """Return inks whose area is the bare paper: their hairlines tell where it ends."""
    return replace(inks, tint=_PAPER)


INK_SAVING = replace(
    PRINT, name="ink-saving", phases=("#E3E7EC", "#D0D6DE"), on_phase=_INK,
    citizen=_spare(PRINT.citizen), agent=_spare(PRINT.agent), backstage=_spare(PRINT.backstage),
    support=_spare(PRINT.support), friction=_spare(PRINT.friction), good_tint=_PAPER,
    citizen_ribbon="#FBE3CF", agent_ribbon="#DCE8F6",
    notes=MappingProxyType(dict.fromkeys(NoteKind, _PAPER)),
    colours=MappingProxyType({colour: _spare(inks) for colour, inks in PRINT.colours.items()}),
)

# By what is asked for of an export, what is usual first.
PAPER_THEMES: Mapping[str, Theme] = MappingProxyType({"colour": PRINT, "grey": GREY, "ink-saving": INK_SAVING})
