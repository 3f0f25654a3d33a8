"""From bytes to the XML of a BPMN model: leniently where a program wrote it badly, never where it may do harm.

A file may lack its namespace, be written in another encoding than it says, or hold signs that XML has not. What is
no BPMN, ends in the middle, declares entities or is too large is refused with one sentence.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Any

from visavis.blueprint.language import Message, Quoted, message
from visavis.blueprint.model import BlueprintError
from visavis.exporters.importers.bpmn.source_model import FLOW_NODES

# Bytes. The largest of thousands of public models has less than a million.
LARGEST = 50_000_000
_LARGEST_TOLD = 50
# More than anybody draws, and more than anybody reads.
MOST_STEPS = 5_000
# Everything before the first element, without comments: where entities are declared.
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_PROLOG = re.compile(rb"\A[^<]*(?:<[^A-Za-z_:][^<]*)*")
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_DECLARED = re.compile(r"""\A\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_ENDS = re.compile(r"</(?:[\w.-]+:)?definitions\s*>", re.IGNORECASE)
# What XML 1.0 has no place for (production 2), as letters and as references.
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_REFERENCE = re.compile(r"&#(?:x([0-9A-Fa-f]{1,8})|(\d{1,8}));")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_BPMN_1 = ("stp.eclipse.org/bpmn", "schema.bpmn.org", "spec/bpmn/1", "bpmndiagram")


@dataclass(frozen=True, slots=True)
class BpmnXml:
    """The `definitions` of a file, and what had to be overlooked to read it."""

    root: Any
    faults: tuple[Message, ...] = ()


def read_xml(content: bytes) -> BpmnXml:
    """Return the model's XML; raises BlueprintError for what is no BPMN 2.0, truncated, harmful or too large."""
    if len(content) >= LARGEST:
        raise BlueprintError(message("this file is too large for a BPMN model: the limit is {limit} MB",
                                     limit=_LARGEST_TOLD))
    if b"<" not in content:
        raise BlueprintError(message("this file is no XML, and so no BPMN model; export the model as BPMN 2.0 XML"))
    _refuse_entities(content)
    from lxml import etree

    faults: tuple[Message, ...] = ()
    try:
        root = etree.fromstring(content, _parser())
    except (etree.XMLSyntaxError, ValueError):
        root, faults = _read_badly_written(content)
    if root.getroottree().docinfo.internalDTD is not None and _has_entities(root):
        raise _entities_refused()
    found = _find_definitions(root)
    count = sum(1 for element in found.iter() if local_name(element) in FLOW_NODES)
    if count > MOST_STEPS:
        raise BlueprintError(message("this model has {count} elements; up to {most} can be imported", count=count,
                                     most=MOST_STEPS))
    return BpmnXml(found, faults)


def local_name(element: Any) -> str:
    """Return an element's name without its namespace; nothing for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def namespace_of(element: Any) -> str:
    """Return an element's namespace."""
    tag = element.tag
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag.startswith("{") else ""


def _parser(*, recover: bool = False, encoding: str | None = None) -> Any:
    from lxml import etree

    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False,
                           recover=recover, encoding=encoding)


def _refuse_entities(content: bytes) -> None:
    # Letters of two bytes come to the same once their zeros are gone.
    plain = _COMMENT.sub(b"", content.replace(b"\0", b"") if b"\0" in content[:400] else content)
    start = _PROLOG.match(plain)
    if start is not None and _ENTITY.search(start.group()):
        raise _entities_refused()


def _entities_refused() -> BlueprintError:
    return BlueprintError(message("this file declares entities, which no BPMN model needs and which may do harm; "
                                  "export the model again"))


def _has_entities(root: Any) -> bool:
    return any(True for _ in root.getroottree().docinfo.internalDTD.iterentities())


def _read_badly_written(content: bytes) -> tuple[Any, tuple[Message, ...]]:
    """Return the root of what is no XML as it stands, and what was done to read it."""
    from lxml import etree

    text, encoding = decode_leniently(content)
    clean = _REFERENCE.sub(_allowed_reference, _FORBIDDEN.sub("\ufffd", _DECLARATION.sub("", text, count=1)))
    data = clean.encode("utf-8")
    try:
        root = etree.fromstring(data, _parser(encoding="utf-8"))
    except (etree.XMLSyntaxError, ValueError) as fault:
        return _recover(data, clean, int(getattr(fault, "lineno", None) or 1))
    return root, (message("the file is not written as it says; it was read as {encoding}", encoding=encoding),)


def _recover(data: bytes, text: str, line: int) -> tuple[Any, tuple[Message, ...]]:
    """Return what can be read of XML that is not well-formed; raises BlueprintError where it ends in the middle."""
    from lxml import etree

    try:
        root = etree.fromstring(data, _parser(recover=True, encoding="utf-8"))
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise BlueprintError(message("this file is no XML, and so no BPMN model; export the model as BPMN 2.0 XML"))
    if local_name(root) == "definitions" and not _ENDS.search(text):
        raise BlueprintError(message("this file ends in the middle, at line {line}: copy or export it again",
                                     line=text.count("\n") + 1))
    return root, (message("the file is not well-formed from line {line} on; what could be read of it was read",
                          line=line),)


def decode_leniently(content: bytes) -> tuple[str, str]:
    """Return a file's text and the encoding that it is read in, whatever it says of itself.

    Where it is no UTF-8 after all, it is Windows' unless most of its letters beyond ASCII say otherwise.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content[len(mark):].decode(encoding, "replace"), encoding
    declared = _DECLARED.match(content[:200].replace(b"\0", b"").decode("latin-1"))
    for encoding in (declared.group(1) if declared else "utf-8", "utf-8"):
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if "<" in text and "definitions" in text:
            return text, encoding
    text = content.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    if bad > sum(letter > "\x7f" for letter in text) - bad:
        return content.decode("cp1252", "replace"), "windows-1252"
    return text, "utf-8"


def _allowed_reference(found: re.Match[str]) -> str:
    code = int(found.group(1), 16) if found.group(1) else int(found.group(2))
    allowed = code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
    return found.group() if allowed else "\ufffd"


def _find_definitions(root: Any) -> Any:
    """Return the element that holds the model; raises BlueprintError that says what the file is instead."""
    found = next((element for element in root.iter() if local_name(element) == "definitions"
                  and any(local_name(part) in ("process", "collaboration", "choreography", "conversation",
                                               "globalChoreographyTask") for part in element)), None)
    if found is not None:
        return found
    name, space = local_name(root), namespace_of(root).lower()
    if "xpdl" in space or "wfmc.org" in space or name == "WorkflowProcesses":
        raise _other_format("XPDL")
    if any(part in f"{space} {name.lower()}" for part in _BPMN_1):
        raise _other_format("BPMN 1")
    if name == "XMI" or "xmi" in space:
        raise _other_format("XMI")
    if name == "definitions" and ("/bpmn/" in space or not space):
        raise BlueprintError(message("there is no process and no pool in this BPMN model"))
    raise BlueprintError(message("this XML is no BPMN 2.0 model: it begins with {element}",
                                 element=Quoted(name[:60])))


def _other_format(name: str) -> BlueprintError:
    return BlueprintError(message("this is {format}, not BPMN 2.0; export the model as BPMN 2.0 XML from the program "
                                  "that it was drawn with", format=name))
