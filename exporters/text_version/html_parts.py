"""Elements of HTML from Python: what is text stays text, whatever is in it."""

from __future__ import annotations

from xml.etree.ElementTree import Element, tostring

from visavis.exporters.typed_text import inert, inert_beside

Part = Element | str | None


def html(tag: str, *parts: Part, **attributes: str | None) -> Element:
    """Return an element with its parts in order; attributes that are None are left out.

    `class_` and `for_` are attributes that are words of Python; `aria_label` is `aria-label`.
    """
    made = Element(tag, {name.rstrip("_").replace("_", "-"): inert(value)
                         for name, value in attributes.items() if value is not None})
    for part in parts:
        append(made, part)
    return made


def append(parent: Element, part: Part) -> None:
    """Put an element or a text at the end of another element."""
    if part is None:
        return
    if isinstance(part, Element):
        parent.append(part)
        return
    last = parent[-1] if len(parent) else None
    if last is not None:
        last.tail = (last.tail or "") + inert_beside(part)
    else:
        parent.text = (parent.text or "") + inert_beside(part)


def raw(tag: str, content: str, **attributes: str) -> Element:
    """Return a style or a script whose content is the program's own: `to_html` writes it as it is."""
    made = Element(tag, attributes)
    made.text = content
    return made


def to_html(root: Element) -> bytes:
    """Return a page as a file."""
    content: bytes = tostring(root, encoding="utf-8", method="html")
    return b"<!DOCTYPE html>\n" + content + b"\n"
