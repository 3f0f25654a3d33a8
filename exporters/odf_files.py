"""What OpenDocument files share: they conform to the standard that public offices are asked to use, ODF 1.3.

odfdo starts from templates of LibreOffice, of a later version and with its own extensions, a picture of an empty page
and folders for toolbars. None of it is for readers: what the standard does not know is left out.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from types import MappingProxyType
from zipfile import ZipFile

from lxml import etree

from visavis.exporters.office_files import KIND, steady_zip

VERSION = "1.3"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
MANIFEST, OFFICE, STYLE = f"{_ODF}manifest:1.0", f"{_ODF}office:1.0", f"{_ODF}style:1.0"
# The namespaces of the standard (ODF 1.3, part 3, 2.2); those of LibreOffice and of the web are others.
_KNOWN = frozenset({
    *(f"{_ODF}{name}:1.0" for name in ("animation", "chart", "config", "database", "datastyle", "dr3d", "drawing",
                                       "form", "manifest", "meta", "office", "presentation", "script", "style",
                                       "table", "text", "smil-compatible", "svg-compatible",
                                       "xsl-fo-compatible")),
    "http://purl.org/dc/elements/1.1/", "http://www.w3.org/1998/Math/MathML", "http://www.w3.org/1999/xlink",
    "http://www.w3.org/2002/xforms", "http://www.w3.org/XML/1998/namespace"})
# What later versions added to namespaces of the standard.
_LATER = frozenset({f"{{{STYLE}}}num-list-format"})
# The parts that a document is made of; a preview of the template is none of it.
_PARTS = frozenset({KIND, "META-INF/manifest.xml", "content.xml", "meta.xml", "settings.xml", "styles.xml"})
_FOLDERS = ("Pictures/", "Fonts/")


def conforming_odf(content: bytes, written: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    """Return an OpenDocument file as ODF 1.3 with nothing of another maker, the same bytes for the same document.

    `written` are parts to put into it as they are, by their names.
    """
    target = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as source, ZipFile(target, "w") as made:
        for name in source.namelist():
            if name in written:
                made.writestr(name, written[name])
            elif name in _PARTS or (name.startswith(_FOLDERS) and not name.endswith("/")):
                part = source.read(name)
                made.writestr(name, _conforming_part(part) if name.endswith(".xml") else part)
    return steady_zip(target.getvalue())


def _conforming_part(content: bytes) -> bytes:
    # Files that this program has just made: no entity, nothing from elsewhere.
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    strangers = [element for element in root.iter(etree.Element) if _space(element.tag) not in _KNOWN]
    for element in strangers:
        _drop(element)
    for element in root.iter(etree.Element):
        for name in list(element.attrib):
            if name in _LATER or ("}" in name and _space(name) not in _KNOWN):
                del element.attrib[name]
    if root.tag == f"{{{MANIFEST}}}manifest":
        _conform_manifest(root)
    else:
        root.set(f"{{{OFFICE}}}version", VERSION)
    etree.cleanup_namespaces(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written


def _conform_manifest(root: etree._Element) -> None:
    """List the parts that are kept, and the version of the file."""
    root.set(f"{{{MANIFEST}}}version", VERSION)
    for entry in list(root):
        path = entry.get(f"{{{MANIFEST}}}full-path", "")
        if path == "/":
            entry.set(f"{{{MANIFEST}}}version", VERSION)
        elif path not in _PARTS and (path.endswith("/") or not path.startswith(_FOLDERS)):
            root.remove(entry)


def _space(name: str) -> str:
    return name[1:].partition("}")[0] if name.startswith("{") else ""


def _drop(element: etree._Element) -> None:
    """Take an element away, and leave the text behind it where it was."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
