"""Write the measures of the shipped fonts: `python -m docs.make_font_measures` (for developers; needs fontTools)."""

from __future__ import annotations

import json
from typing import Any

from fontTools.ttLib import TTFont

from visavis.templates.fonts.catalogue import FALLBACK_FACES, FOLDER, TEXT_FACES, file_of


def measures(face: str) -> dict[str, Any]:
    """Return a face's measures as the JSON files hold them, in units of its em."""
    font = TTFont(file_of(face))
    characters = sorted(font.getBestCmap().items())
    advances = font["hmtx"]
    return {
        "units": font["head"].unitsPerEm,
        "ascent": font["hhea"].ascent,
        "descent": font["hhea"].descent,
        "missing": advances[".notdef"][0],
        "codepoints": [code for code, _ in characters],
        "glyphs": [font.getGlyphID(name) for _, name in characters],
        "advances": [advances[name][0] for _, name in characters],
    }


def contents() -> dict[str, str]:
    """Return the measure files by name."""
    groups = {"metrics.json": tuple(TEXT_FACES.values()), "fallback-metrics.json": FALLBACK_FACES}
    return {
        name: json.dumps({face: measures(face) for face in faces}, separators=(",", ":")) + "\n"
        for name, faces in groups.items()
    }


if __name__ == "__main__":
    for file_name, text in contents().items():
        (FOLDER / file_name).write_text(text, encoding="ascii")
