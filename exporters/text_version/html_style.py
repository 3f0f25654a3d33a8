"""The fonts, style sheet and script of the page. The script only adds: a button that prints, where one is reading."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from visavis.blueprint.drawing import LIGHT, Theme
from visavis.blueprint.text.faces import face_measures
from visavis.exporters.backends.woff import woff
from visavis.templates.fonts.catalogue import FAMILY, TEXT_FACES

FOLDER = Path(__file__).parent
# The weights of the text face that the page is set in; each has the letters that the page needs.
WEIGHTS = {"regular": 400, "semibold": 600, "bold": 700}


@lru_cache(maxsize=1)
def page_script() -> str:
    """Return the script of the page."""
    return (FOLDER / "page.js").read_text(encoding="utf-8")


def style_sheet(width: float, legible: float, large: float, theme: Theme = LIGHT) -> str:
    """Return the style of the page for a picture of some width, which has two sizes beside the whole one."""
    variables = {
        "ink": theme.ink, "muted": theme.muted, "hairline": theme.hairline, "good": theme.good,
        "citizen": theme.citizen.ink, "citizen-tint": theme.citizen.tint, "agents": theme.agent.ink,
        "agents-tint": theme.agent.tint, "friction": theme.friction.ink, "friction-tint": theme.friction.tint,
        "friction-line": theme.friction.line, "legible": f"{width * legible:.0f}px",
        "large": f"{width * large:.0f}px", "family": f"'{FAMILY}', system-ui, sans-serif"}
    told = "".join(f"--{name}:{value};" for name, value in variables.items())
    return f":root{{{told}}}\n" + (FOLDER / "page.css").read_text(encoding="utf-8")


def persona_rules(count: int) -> str:
    """Return the rules by which the filter shows the journey of one of some personas."""
    return "".join(_persona_rule(number) for number in range(1, count + 1))


def _persona_rule(number: int) -> str:
    chosen, who = f"body:has(#who{number}:checked)", f".who{number}"
    hidden = f".for:not(.p{number})", f".figures:not({who})", ".work"
    shown = (f"{part}{who}" for part in (".figures", ".chosen", ".never"))
    return (f"{','.join(f'{chosen} {part}' for part in hidden)}{{display:none}}\n"
            f"{','.join(f'{chosen} {part}' for part in shown)}{{display:block}}\n")


def font_rules(text: str) -> str:
    """Return the style rules of the faces; letters that they lack are left to the reader's own fonts."""
    return "".join(_font_rules({*text, *" 0123456789.,:…"}))


def _font_rules(letters: set[str]) -> Iterator[str]:
    for weight, number in WEIGHTS.items():
        face = TEXT_FACES[weight]
        measures = face_measures(face)
        glyphs = {ord(letter): measures.glyphs[ord(letter)][0] for letter in sorted(letters)
                  if ord(letter) in measures.glyphs}
        content = base64.b64encode(woff(face, glyphs)).decode()
        yield (f"@font-face{{font-family:'{FAMILY}';font-weight:{number};font-display:swap;"
               f"src:url(data:font/woff;base64,{content})}}")
