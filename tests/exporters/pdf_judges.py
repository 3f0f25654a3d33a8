"""Who judges a PDF: other people's checkers of PDF/A-2b and PDF/UA-1, and what they cannot see.

`pikepdf.pdfa` carries out veraPDF's rules; it takes no extension schema of XMP, without which no file may say both
that it is for archives and that it is for everybody (ISO 19005-2, 6.6.2.3.3), so that its complaints about those are
left to `undeclared_properties`. `outloud` and `pdfua` carry out the Matterhorn protocol; `outloud` also weighs sense.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import outloud
import pdfua
import pikepdf
from pikepdf import pdfa

# Warnings of outloud that hold for no fault here.
ALLOWED = {
    "TBL-012": "cells say their words as ActualText, which it does not read: it takes them to be empty",
    "TBL-014": "flows that cross each other are no ruled table",
    "FIG-012": "a description that holds more figures than letters is language nonetheless (“66 %, dont 9 h 12”)",
}
_EXTENSION = re.compile(r"pdfuaid:part|pdfaExtension|pdfaSchema|pdfaProperty")
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PREDEFINED = ("http://purl.org/dc/elements/1.1/", "http://ns.adobe.com/", "http://www.aiim.org/pdfa/ns/")


def faults(content: bytes, folder: Path, *allowed: str) -> list[str]:
    """Return what any judge holds against a PDF; `allowed` names further rules of outloud that hold for no fault."""
    path = folder / "judged.pdf"
    path.write_bytes(content)
    return [*archive_faults(path), *undeclared_properties(content), *reading_faults(path, *allowed)]


def archive_faults(path: Path) -> Iterator[str]:
    """Yield what is not PDF/A-2b."""
    for found in pdfa.validate_written(path, "2b").findings:
        if not (found.rule == "ISO_19005_2:6.6.2.3.1-1" and _EXTENSION.search(found.message)):
            yield f"PDF/A: {found}"


def undeclared_properties(content: bytes) -> Iterator[str]:
    """Yield properties of XMP that are neither PDF/A's own nor declared by an extension schema of the packet."""
    with pikepdf.open(BytesIO(content)) as file:
        packet = ET.fromstring(file.Root.Metadata.read_bytes())
    declared = {(space, name) for space, name in _declared(packet)}
    for described in packet.iter(f"{_RDF}Description"):
        for each in described:
            space, name = each.tag[1:].split("}")
            if not space.startswith(_PREDEFINED) and (space, name) not in declared:
                yield f"XMP: {each.tag} is not declared"


def _declared(packet: ET.Element) -> Iterator[tuple[str, str]]:
    schema, prop = "{http://www.aiim.org/pdfa/ns/schema#}", "{http://www.aiim.org/pdfa/ns/property#}"
    for each in packet.iter(f"{_RDF}li"):
        if each.find(f"{schema}namespaceURI") is None:
            continue
        for listed in each.iterfind(f".//{_RDF}Seq/{_RDF}li"):
            facts = [listed.findtext(f"{prop}{part}") for part in ("name", "valueType", "category", "description")]
            assert all(facts), facts
            yield each.findtext(f"{schema}namespaceURI") or "", facts[0] or ""


def reading_faults(path: Path, *allowed: str) -> Iterator[str]:
    """Yield what is not PDF/UA-1, or says nothing to those who listen."""
    heard = outloud.check(str(path))
    if heard.error:
        yield f"outloud: {heard.error}"
    yield from (f"outloud: {each.rule} {each.severity}, page {each.page}: {each.message} [{each.evidence}]"
                for each in heard.findings if each.rule not in (*ALLOWED, *allowed))
    yield from (f"pdfua: {each}" for outcome in pdfua.validate(str(path)).outcomes for each in outcome.findings)


def outline(element: Any, depth: int = 0) -> Iterator[str]:
    """Yield a structure element and those below it, indented, each with what is said for it and its section's name."""
    said = next((f" {element[key]}" for key in ("/Alt", "/ActualText", "/T") if key in element), "")
    yield f"{'  ' * depth}{str(element.S)[1:]}{said}"
    kids = element.get("/K")
    if isinstance(kids, pikepdf.Array):
        for kid in kids:
            yield from outline(kid, depth + 1)
