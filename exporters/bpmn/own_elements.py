"""What a BPMN file holds of ours: the extensions of each element, beside what people see of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintError
from visavis.exporters.bpmn.xml_names import BPMN, OURS

if TYPE_CHECKING:
    from lxml.etree import _Element as XmlElement

_EXTENSIONS = f"{{{BPMN}}}extensionElements"


def parse_xml(content: bytes) -> XmlElement:
    """Return the root of an XML file, without resolving or fetching anything; raise BlueprintError if it is none."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True,
                             remove_pis=True)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BlueprintError(message("this is not well-formed XML ({reason})", reason=str(error)[:120])) from None


def holds_ours(root: XmlElement) -> bool:
    """Return whether a BPMN file was made by this program: the head of a blueprint is in it."""
    return root.tag == f"{{{BPMN}}}definitions" and next(root.iter(f"{{{OURS}}}blueprint"), None) is not None


def ours_of(element: XmlElement, name: str) -> Iterator[Any]:
    """Yield what of ours stands at an element under a name; what cannot be read any more is passed over."""
    for extension in element.findall(f"{_EXTENSIONS}/{{{OURS}}}{name}"):
        try:
            yield json.loads(extension.text or "")
        except (ValueError, RecursionError):
            continue


def elements_with(root: XmlElement, name: str) -> Iterator[tuple[XmlElement, Any]]:
    """Yield the elements that hold something of ours under a name, and what they hold."""
    for extension in root.iter(f"{{{OURS}}}{name}"):
        parent = extension.getparent()
        element = parent.getparent() if parent is not None and parent.tag == _EXTENSIONS else None
        if element is None:
            continue
        try:
            yield element, json.loads(extension.text or "")
        except (ValueError, RecursionError):
            continue
