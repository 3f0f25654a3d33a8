"""Themes: every colour of a drawing, by what it means. Tokens are those of the project's visual identity.

Orange against blue stays distinct for colour-blind readers, and no meaning rests on colour alone. Each theme keeps
WCAG 2.2 AA: 4.5:1 for text, 3:1 for marks that must be seen (success criteria 1.4.3 and 1.4.11).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from visavis.blueprint.model import Colour, Lane, LaneKind, NoteKind, Outcome, Phase, Side
from visavis.blueprint.model.lane_kinds import LANE_KINDS

AA_TEXT = 4.5
AA_MARK = 3.0


@dataclass(frozen=True, slots=True)
class Inks:
    """The three strengths of one meaning: text and marks, the area behind them, hairlines."""

    ink: str
    tint: str
    line: str


@dataclass(frozen=True, slots=True)
class Theme:
    """All colours of a drawing. `on_phase` and `on_friction` are for text on those solid inks."""

    name: str
    background: str
    surface: str
    ink: str
    muted: str
    hairline: str
    flow: str
    phases: tuple[str, str]
    on_phase: str
    citizen: Inks
    agent: Inks
    backstage: Inks
    support: Inks
    friction: Inks
    on_friction: str
    good: str
    good_tint: str
    citizen_ribbon: str
    agent_ribbon: str
    notes: Mapping[NoteKind, str]
    note_inks: Mapping[NoteKind, str]
    on_note: str
    colours: Mapping[Colour, Inks]
    hairline_width: float = 1.0

    def of(self, lane: Lane) -> Inks:
        """Return the inks of a lane: those of its own colour, else of its kind."""
        return self.of_lane(lane.kind) if lane.colour is None else self.colours[lane.colour]

    def of_phase(self, phase: Phase, number: int) -> str:
        """Return the solid ink of a phase, the `number`-th from 0: neighbours alternate where none has its own."""
        if phase.colour is None:
            return self.phases[number % 2]
        inks = self.colours[phase.colour]
        # On dark backgrounds inks are pale, and the hairlines are what white words can be read on.
        return max(inks.ink, inks.line, key=lambda ink: contrast(ink, self.on_phase))

    def of_lane(self, kind: LaneKind) -> Inks:
        """Return the inks of a kind of lane; evidence is drawn as support is."""
        inks: Inks = getattr(self, LANE_KINDS[kind].ink)
        return inks

    def of_side(self, side: Side | None) -> Inks:
        """Return the inks of whoever bears the work; partners and machines support."""
        if side is Side.CITIZEN:
            return self.citizen
        return self.agent if side is Side.AGENT else self.support


class TextPair(NamedTuple):
    """Two colours that are seen one on the other, and where."""

    usage: str
    text: str
    behind: str


def text_pairs(theme: Theme) -> Iterator[TextPair]:
    """Yield every pair of colours in which drawings of this theme set text."""
    areas = (("background", theme.background), ("surface", theme.surface))
    for name, area in areas:
        yield TextPair(f"ink on {name}", theme.ink, area)
        yield TextPair(f"muted on {name}", theme.muted, area)
        yield TextPair(f"friction on {name}", theme.friction.ink, area)
        yield TextPair(f"good on {name}", theme.good, area)
    named: dict[str, Inks] = {"citizen": theme.citizen, "agent": theme.agent, "backstage": theme.backstage,
                              "support": theme.support,
                              **{colour.value: inks for colour, inks in theme.colours.items()}}
    for name, inks in named.items():
        for text_name, text in (("ink", theme.ink), ("muted", theme.muted), (name, inks.ink)):
            yield TextPair(f"{text_name} on {name} tint", text, inks.tint)
        yield TextPair(f"{name} on surface", inks.ink, theme.surface)
        yield TextPair(f"{name} on background", inks.ink, theme.background)
    yield TextPair("ink on friction tint", theme.ink, theme.friction.tint)
    yield TextPair("friction on its tint", theme.friction.ink, theme.friction.tint)
    yield TextPair("good on its tint", theme.good, theme.good_tint)
    yield TextPair("number on friction", theme.on_friction, theme.friction.ink)
    for index, ink in enumerate(theme.phases):
        yield TextPair(f"phase {index}", theme.on_phase, ink)
    for number, colour in enumerate(theme.colours):
        ink = theme.of_phase(Phase(id="p", name="", colour=colour), number)
        yield TextPair(f"{colour} phase", theme.on_phase, ink)
    for kind, fill in theme.notes.items():
        yield TextPair(f"{kind} note", theme.on_note, fill)
        yield TextPair(f"{kind} note's ink", theme.note_inks[kind], fill)


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two colours, 1 to 21. It compares luminances: what is left in grey."""
    from visavis.blueprint.drawing.colour_spaces import luminance

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def outcome_colour(theme: Theme, outcome: str) -> str:
    """Return the ink of an outcome: that of friction for those who are lost."""
    calm = {Outcome.GRANTED: theme.good, Outcome.REFUSED: theme.muted, Outcome.UNSPECIFIED: theme.muted}
    return calm.get(Outcome(outcome), theme.friction.ink)


def mix_colours(colour: str, other: str, share: float) -> str:
    """Return `colour` with `share` (0 to 1) of `other` mixed in, channel by channel."""
    channels = []
    for index in (1, 3, 5):
        here, there = int(colour[index : index + 2], 16), int(other[index : index + 2], 16)
        channels.append(round(here + (there - here) * share))
    return "#{:02X}{:02X}{:02X}".format(*channels)


# What is drawn on the paper of notes: it is light in every theme.
NOTE_INKS: Mapping[NoteKind, str] = MappingProxyType({
    NoteKind.PAIN: "#8C1240", NoteKind.IDEA: "#6B5200", NoteKind.QUESTION: "#174E8C",
    NoteKind.QUOTE: "#5E4A2B", NoteKind.INSIGHT: "#4B3A8C", NoteKind.PRAISE: "#1C5E40",
})

LIGHT = Theme(
    name="light", background="#FFFFFF", surface="#FFFFFF", ink="#1B2430", muted="#5A6675", hairline="#DADFE5",
    flow="#4A5665", phases=("#1B2430", "#323E4D"), on_phase="#FFFFFF",
    citizen=Inks("#A8450B", "#FFF3E8", "#F2C8A4"), agent=Inks("#174E8C", "#EAF2FB", "#AFCBEA"),
    backstage=Inks("#3C4B5F", "#F1F4F8", "#C6D0DC"), support=Inks("#5B6470", "#F8F9FA", "#DADFE5"),
    friction=Inks("#B3124F", "#FDE7EF", "#E79BB8"), on_friction="#FFFFFF", good="#1C6E4A", good_tint="#E6F4EC",
    citizen_ribbon="#FBDFC6", agent_ribbon="#CFE0F5",
    notes=MappingProxyType({
        NoteKind.PAIN: "#FBD9E4", NoteKind.IDEA: "#FBEBAE", NoteKind.QUESTION: "#DDEAF8",
        NoteKind.QUOTE: "#F0E4D2", NoteKind.INSIGHT: "#E5DFF7", NoteKind.PRAISE: "#D9F0E0",
    }), note_inks=NOTE_INKS, on_note="#1B2430",
    colours=MappingProxyType({
        Colour.ORANGE: Inks("#A8450B", "#FFF3E8", "#F2C8A4"), Colour.BLUE: Inks("#174E8C", "#EAF2FB", "#AFCBEA"),
        Colour.GREEN: Inks("#1C6E4A", "#E8F5ED", "#A8D8BD"), Colour.TEAL: Inks("#0B616D", "#E3F4F6", "#9ED2D8"),
        Colour.OLIVE: Inks("#585E08", "#F5F5DF", "#D1D496"), Colour.PURPLE: Inks("#5B3A97", "#F2EDFB", "#CDBCE9"),
        Colour.PLUM: Inks("#86286B", "#FBECF6", "#E5B6D5"), Colour.SLATE: Inks("#3C4B5F", "#F1F4F8", "#C6D0DC"),
    }),
)

DARK = Theme(
    name="dark", background="#12171E", surface="#1C232D", ink="#EEF2F6", muted="#A9B4C1", hairline="#35404D",
    flow="#AEB9C6", phases=("#2B3643", "#3D4A59"), on_phase="#F4F7FA",
    citizen=Inks("#FFB07A", "#2B1E15", "#7A4A2A"), agent=Inks("#8FC1FF", "#13233A", "#345B8A"),
    backstage=Inks("#BFCBDA", "#1A222D", "#46556A"), support=Inks("#B4BDC8", "#171D25", "#3C4754"),
    friction=Inks("#FF8FB4", "#3A1524", "#8A3557"), on_friction="#2B0615", good="#7FD6A8", good_tint="#12301F",
    citizen_ribbon="#5A3519", agent_ribbon="#1F4470",
    notes=MappingProxyType({
        NoteKind.PAIN: "#F3B8CB", NoteKind.IDEA: "#F2DE84", NoteKind.QUESTION: "#B9D3F4",
        NoteKind.QUOTE: "#E2CDB2", NoteKind.INSIGHT: "#CFC3EE", NoteKind.PRAISE: "#B5DEC3",
    }), note_inks=NOTE_INKS, on_note="#151B23",
    colours=MappingProxyType({
        Colour.ORANGE: Inks("#FFB07A", "#2B1E15", "#7A4A2A"), Colour.BLUE: Inks("#8FC1FF", "#13233A", "#345B8A"),
        Colour.GREEN: Inks("#8AD8AE", "#11281D", "#2F6B4C"), Colour.TEAL: Inks("#7FD3DD", "#0F272B", "#2C6069"),
        Colour.OLIVE: Inks("#D2D774", "#26280F", "#5E632A"), Colour.PURPLE: Inks("#C9B5F5", "#221A38", "#574387"),
        Colour.PLUM: Inks("#F0A6D5", "#331629", "#7A3D65"), Colour.SLATE: Inks("#BFCBDA", "#1A222D", "#46556A"),
    }),
)

HIGH_CONTRAST = Theme(
    name="high-contrast", background="#FFFFFF", surface="#FFFFFF", ink="#000000", muted="#2B2B2B", hairline="#000000",
    flow="#000000", phases=("#000000", "#2B2B2B"), on_phase="#FFFFFF",
    citizen=Inks("#7A2E00", "#FFFFFF", "#7A2E00"), agent=Inks("#00336B", "#FFFFFF", "#00336B"),
    backstage=Inks("#1F2A38", "#FFFFFF", "#1F2A38"), support=Inks("#2B2B2B", "#FFFFFF", "#2B2B2B"),
    friction=Inks("#8A0036", "#FFFFFF", "#8A0036"), on_friction="#FFFFFF", good="#00482A", good_tint="#FFFFFF",
    citizen_ribbon="#F5C08F", agent_ribbon="#9FC3EE",
    notes=MappingProxyType(dict.fromkeys(NoteKind, "#FFFFFF")), note_inks=NOTE_INKS, on_note="#000000",
    hairline_width=1.5,
    colours=MappingProxyType({colour: Inks(ink, "#FFFFFF", ink) for colour, ink in {
        Colour.ORANGE: "#7A2E00", Colour.BLUE: "#00336B", Colour.GREEN: "#004726", Colour.TEAL: "#00404A",
        Colour.OLIVE: "#3B4000", Colour.PURPLE: "#3B1678", Colour.PLUM: "#5E0045", Colour.SLATE: "#1F2A38",
    }.items()}),
)

THEMES: Mapping[str, Theme] = MappingProxyType({theme.name: theme for theme in (LIGHT, DARK, HIGH_CONTRAST)})
