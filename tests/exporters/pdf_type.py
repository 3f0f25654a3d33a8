"""The type of a PDF as it is printed: the size of every piece of text in points, forms and turned pages included."""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot
from typing import Any

import pikepdf
from pikepdf import Matrix


def printed_sizes(page: Any) -> Iterator[float]:
    """Yield the size in points of each piece of text on a page, however its drawing is scaled."""
    return _sizes(page.obj, page.obj.get("/Resources"), Matrix())


def _sizes(stream: Any, resources: Any, at: Matrix) -> Iterator[float]:
    kept: list[Matrix] = []
    line, size = Matrix(), 0.0
    for operands, operator in pikepdf.parse_content_stream(stream):
        match str(operator):
            case "q":
                kept.append(at)
            case "Q":
                at = kept.pop()
            case "cm":
                at = Matrix(*map(float, operands)) @ at
            case "BT":
                line = Matrix()
            case "Tf":
                size = float(operands[1])
            case "Tm":
                line = Matrix(*map(float, operands))
            case "Tj" | "TJ" if _has_ink(operands[0]):
                whole = line @ at
                yield size * hypot(whole.c, whole.d)
            case "Do":
                form = resources.XObject[operands[0]]
                if form.get("/Subtype") == "/Form":
                    matrix = Matrix(*map(float, form.get("/Matrix", [1, 0, 0, 1, 0, 0])))
                    yield from _sizes(form, form.get("/Resources", resources), matrix @ at)


def _has_ink(shown: Any) -> bool:
    """Return whether what is shown is more than spaces, which stand for words that are only said."""
    parts = shown if isinstance(shown, pikepdf.Array) else [shown]
    return any(bytes(part).strip(b" ") for part in parts if isinstance(part, pikepdf.String))


def unembedded_fonts(file: Any) -> Iterator[str]:
    """Yield the names of fonts whose letters are not in the file."""
    for each in file.objects:
        is_font = isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
        if is_font and not any(key in each for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield str(each.FontName)
