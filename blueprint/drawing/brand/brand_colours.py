"""The colours of a kit in a theme: each becomes inks of its meaning, or the nearest colour that can be read does.

Three meanings take a kit's colours: the bars of phases, the citizen's side, the agents'. That of frictions is never
another. A colour is moved in OKLCH: its hue is kept, its lightness moved as little as possible, and its chroma only
as far as a screen has none of it there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from visavis.blueprint.drawing.colour_spaces import difference, from_oklch, least_difference, luminance, oklch
from visavis.blueprint.drawing.paper_themes import PRINT
from visavis.blueprint.drawing.theme import AA_TEXT, LIGHT, Inks, Theme, contrast

# The themes that have colours at all: greys and little ink are asked for to have none.
COLOURED = frozenset({LIGHT.name, PRINT.name})
_PAPER = "#FFFFFF"
# Steps of lightness, of 1.
_STEP = 0.0015
# What two sides must differ by at least: to whoever tells them apart worst (CIEDE2000), in grey (contrast), and,
# again to the former, in the pale areas of both.
LEAST_APART, LEAST_APART_IN_GREY, LEAST_APART_PALE = 15.0, 1.2, 6.0
# Nearer to the colour of frictions than this, one would be taken for it.
NEAR_FRICTION = 12.0
# A colour that would have to move farther than this (of the lightness of 1) to be told apart is another colour.
FARTHEST = 0.22
# A bar stands out from the paper, as it does with little ink.
LEAST_BAR = 1.2
# Lightness and chroma of what is drawn in a side's colour, as in the program's own themes.
_TINT, _LINE, _RIBBON = (0.968, 0.02), (0.85, 0.065), (0.91, 0.045)
# Between the bars of neighbouring phases.
_SECOND_BAR, _LEAST_BARS_APART = 0.075, 0.012


class BrandColour(StrEnum):
    """What a kit's colours stand for; the value is the key in its file."""

    MAIN = "main"
    CITIZEN = "citizen"
    AGENT = "agent"


@dataclass(frozen=True, slots=True)
class ColourAnswer:
    """What becomes of one colour of a kit.

    `ratio` is the contrast of its text, of 21. `used` is the colour that is drawn: `given` itself, the nearest that
    can be read and told apart, or None where the program's own stays because it is too near to that of frictions
    (`is_friction`) or would have to become another colour.
    """

    part: BrandColour
    given: str
    ratio: float
    used: str | None
    is_friction: bool = False
    is_too_near: bool = False

    @property
    def is_fine(self) -> bool:
        """Whether the colour is drawn as it was given."""
        return self.used == self.given


def nearest_passing(colour: str, passes: Callable[[str], bool]) -> str | None:
    """Return the colour of the same hue that passes and whose lightness is nearest; None where none of them does."""
    if passes(colour):
        return colour
    lightness, chroma, hue = oklch(colour)
    for step in range(1, round(1 / _STEP) + 1):
        for moved in (lightness - step * _STEP, lightness + step * _STEP):
            if 0 <= moved <= 1 and passes(made := from_oklch(moved, chroma, hue)):
                return made
    return None


def judge_colours(colours: Mapping[BrandColour, str]) -> tuple[ColourAnswer, ...]:
    """Return what becomes of each colour of a kit (`#RRGGBB`), in the order of `BrandColour`."""
    return tuple(_judge(colours))


def _judge(colours: Mapping[BrandColour, str]) -> Iterator[ColourAnswer]:
    """Yield an answer for each colour: the agents' gives way to the citizen's, one left out is the program's."""
    main, citizen, agent = (colours.get(part) for part in BrandColour)
    if main is not None:
        yield _judge_bar(main)
    answer = (_judge_side(BrandColour.CITIZEN, citizen, None if agent is not None else PRINT.agent.ink)
              if citizen is not None else None)
    if agent is not None:
        beside = answer.used if answer is not None else None
        other = _judge_side(BrandColour.AGENT, agent, beside or PRINT.citizen.ink)
        if other.used is None and citizen is not None:
            answer = _judge_side(BrandColour.CITIZEN, citizen, PRINT.agent.ink)
        yield from (one for one in (answer, other) if one is not None)
    elif answer is not None:
        yield answer


def paint_theme(theme: Theme, answers: tuple[ColourAnswer, ...]) -> Theme:
    """Return a theme in the colours of a kit; one without colours as it is."""
    if theme.name not in COLOURED:
        return theme
    for answer in answers:
        if answer.used is None:
            continue
        match answer.part:
            case BrandColour.MAIN:
                theme = _with_bars(theme, answer.used)
            case BrandColour.CITIZEN:
                theme = replace(theme, citizen=_side_inks(answer.used), citizen_ribbon=_shade(answer.used, _RIBBON))
            case BrandColour.AGENT:
                theme = replace(theme, agent=_side_inks(answer.used), agent_ribbon=_shade(answer.used, _RIBBON))
    return theme


def _judge_bar(given: str) -> ColourAnswer:
    ratio = max(contrast(text, given) for text in (_PAPER, PRINT.ink))
    return ColourAnswer(BrandColour.MAIN, given, ratio, nearest_passing(given, lambda one: _bars(one) is not None))


def _judge_side(part: BrandColour, given: str, other: str | None) -> ColourAnswer:
    """Return what becomes of a side's colour beside that of the other side; None where that is settled later."""
    ratio = min(contrast(given, behind) for behind in (_PAPER, _shade(given, _TINT)))
    if difference(given, PRINT.friction.ink) < NEAR_FRICTION:
        return ColourAnswer(part, given, ratio, None, is_friction=True)
    read = nearest_passing(given, _is_read)
    used = nearest_passing(given, lambda one: _is_read(one) and (other is None or _are_apart(one, other)))
    if read is None or used is None or abs(oklch(used)[0] - oklch(read)[0]) > FARTHEST:
        return ColourAnswer(part, given, ratio, None, is_too_near=True)
    if difference(used, PRINT.friction.ink) < NEAR_FRICTION:
        return ColourAnswer(part, given, ratio, None, is_friction=True)
    return ColourAnswer(part, given, ratio, used, is_too_near=used != read)


def _are_apart(one: str, other: str) -> bool:
    """Return whether two sides differ to everyone, in ink, in grey, and by hue in their pale areas."""
    return (contrast(one, other) >= LEAST_APART_IN_GREY and least_difference(one, other) >= LEAST_APART
            and least_difference(_shade(one, _RIBBON), _shade(other, _RIBBON)) >= LEAST_APART_PALE)


def _is_read(ink: str) -> bool:
    """Return whether a side's ink can be read on paper and on its own tint, and everything else on that tint."""
    tint = _shade(ink, _TINT)
    texts = (ink, PRINT.ink, LIGHT.ink, PRINT.muted, PRINT.friction.ink)
    return contrast(ink, _PAPER) >= AA_TEXT and all(contrast(text, tint) >= AA_TEXT for text in texts)


def _side_inks(ink: str) -> Inks:
    return Inks(ink, _shade(ink, _TINT), _shade(ink, _LINE))


def _shade(ink: str, strength: tuple[float, float]) -> str:
    """Return a colour of the hue of an ink; of a grey, a grey."""
    _, chroma, hue = oklch(ink)
    return from_oklch(strength[0], min(strength[1], chroma * 0.6), hue)


def _with_bars(theme: Theme, colour: str) -> Theme:
    bars = _bars(colour)
    assert bars is not None, colour
    second, text = bars
    return replace(theme, phases=(colour, second), on_phase=text)


def _bars(colour: str) -> tuple[str, str] | None:
    """Return the bar of every other phase, and the colour of the words on both; None where none can be read."""
    lightness, chroma, hue = oklch(colour)
    for text in (_PAPER, PRINT.ink):
        if contrast(text, colour) < AA_TEXT or contrast(colour, _PAPER) < LEAST_BAR:
            continue
        for moved in _second_bars(lightness, is_dark=text == _PAPER):
            second = from_oklch(moved, chroma, hue)
            if (contrast(text, second) >= AA_TEXT and contrast(second, _PAPER) >= LEAST_BAR
                    and abs(luminance(second) - luminance(colour)) > _LEAST_BARS_APART):
                return second, text
    return None


def _second_bars(lightness: float, *, is_dark: bool) -> Iterator[float]:
    """Yield how light the second bar may be: away from the words at first, then towards them."""
    for times in (1, 1.5, 2, 3, 4):
        moved = times * _SECOND_BAR
        yield from ((lightness - moved, lightness + moved) if is_dark else (lightness + moved, lightness - moved))
