"""The styles of an OpenDocument drawing: each look once, under a name that the shapes of that look bear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from visavis.blueprint.drawing import Align, Box, Path, Stroke
from visavis.exporters.backends.slide_text import SlideRun, SlideText
from visavis.exporters.backends.svg_style import in_quotes, spell

_ALIGNS = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
# A box that is as high as its words ask for, with no room around them.
_TEXT_BOX = {"draw:stroke": "none", "draw:fill": "none", "draw:auto-grow-height": "true",
             "draw:auto-grow-width": "false", "draw:textarea-vertical-align": "top", "fo:wrap-option": "wrap",
             **{f"fo:padding-{side}": "0pt" for side in ("left", "right", "top", "bottom")}}
# Scripts that a run of text may have, and how their properties are called.
_SCRIPTS = ("", "-asian", "-complex")
Properties = Mapping[str, str]


class StyleTable:
    """The automatic styles of one file's content, and the dashes, which only styles with a name may have."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str], str] = {}
        self._dashes: dict[tuple[float, ...], str] = {}

    def automatic(self) -> str:
        """Return the styles of shapes, paragraphs and letters."""
        return "".join([f'<style:style style:name="{name}" style:family="{family}">{inside}</style:style>'
                        for (family, inside), name in self._names.items()])

    def dashes(self) -> str:
        """Return the dashes of lines, each as long as it is told, whatever the width of its line."""
        return "".join([_dash(lengths, name) for lengths, name in self._dashes.items()])

    def shape(self, shape: Box | Path) -> str:
        """Return the style of a shape: its fill and its line."""
        said = {"draw:fill": "none"} if shape.fill is None else {"draw:fill": "solid", "draw:fill-color": shape.fill}
        if isinstance(shape, Path) and shape.fill is not None:
            said["svg:fill-rule"] = "nonzero" if shape.is_nonzero else "evenodd"
        if shape.opacity < 1:
            said["draw:opacity"] = f"{round(shape.opacity * 100)}%"
        return self._name("graphic", properties("graphic", {**said, **self._line(shape.stroke, shape.opacity)}))

    def text_box(self, *, is_title: bool = False) -> str:
        """Return the style of the box of a text; that of a title is one of presentations."""
        return self._name("presentation" if is_title else "graphic", properties("graphic", _TEXT_BOX))

    def picture(self) -> str:
        """Return the style of a picture."""
        return self._name("graphic", properties("graphic", {"draw:stroke": "none", "draw:fill": "none"}))

    def paragraph(self, text: SlideText) -> str:
        """Return the style of a paragraph: its sides, its direction, the distance of its lines."""
        return self._name("paragraph", properties("paragraph", {
            "fo:text-align": _ALIGNS[text.align], "fo:line-height": f"{round(text.leading * 100)}%",
            "style:writing-mode": "rl-tb" if text.is_leftward else "lr-tb"}))

    def letters(self, run: SlideRun, language: str) -> str:
        """Return the style of letters: their size, weight, colour, font and language, in all scripts."""
        said = {"fo:color": run.colour}
        for script in _SCRIPTS:
            said |= {f"{'style' if script else 'fo'}:font-size{script}": f"{spell(run.size)}pt",
                     f"{'style' if script else 'fo'}:font-weight{script}": "bold" if run.is_bold else "normal",
                     f"style:font-name{script}": run.family, **language_of(language, script)}
        return self._name("text", properties("text", said))

    def page(self, background: str | None) -> str:
        """Return the style of a page: its ground."""
        ground = {"draw:fill": "none"} if background is None else {
            "draw:fill": "solid", "draw:fill-color": background}
        return self._name("drawing-page", properties("drawing-page", {
            "presentation:background-visible": "true", "presentation:background-objects-visible": "true", **ground}))

    def _line(self, stroke: Stroke | None, opacity: float) -> Properties:
        if stroke is None:
            return {"draw:stroke": "none"}
        said = {"draw:stroke": "solid", "svg:stroke-color": stroke.colour,
                "svg:stroke-width": f"{spell(stroke.width)}pt", "draw:stroke-linejoin": "round",
                "svg:stroke-linecap": "butt" if stroke.dash else "round"}
        if stroke.dash:
            named = self._dashes.setdefault(stroke.dash, f"Dash{len(self._dashes) + 1}")
            said |= {"draw:stroke": "dash", "draw:stroke-dash": named}
        if opacity < 1:
            said["svg:stroke-opacity"] = f"{round(opacity * 100)}%"
        return said

    def _name(self, family: str, inside: str) -> str:
        return self._names.setdefault((family, inside), f"{family[:2]}{len(self._names) + 1}")


def properties(area: str, said: Properties) -> str:
    """Return properties of a style, in the order of their names."""
    told = " ".join([f"{name}={in_quotes(value)}" for name, value in sorted(said.items())])
    return f"<style:{area}-properties {told}/>"


def language_of(tag: str, script: str = "") -> Properties:
    """Return a language as properties of text have it: in two parts."""
    language, _, country = tag.partition("-")
    prefix = "style" if script else "fo"
    return {f"{prefix}:language{script}": language or "zxx", f"{prefix}:country{script}": country or "none"}


def _dash(lengths: Sequence[float], name: str) -> str:
    """Return a dash of one or two kinds of dots with one distance between them (ODF 1.3, part 3, 16.40)."""
    dot, gap, *more = lengths if len(lengths) > 1 else (*lengths, *lengths)
    other = f'draw:dots2="1" draw:dots2-length="{spell(more[0])}pt" ' if more else ""
    return (f'<draw:stroke-dash draw:name="{name}" draw:display-name="{name}" draw:style="rect" draw:dots1="1" '
            f'draw:dots1-length="{spell(dot)}pt" {other}draw:distance="{spell(gap)}pt"/>')
