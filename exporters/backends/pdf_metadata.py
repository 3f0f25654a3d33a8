"""What a PDF says of itself: title, author and date, once for old readers (Info) and once in XMP, the same in both.

It is for archives (PDF/A-2b, ISO 19005-2) and for everybody (PDF/UA-1, ISO 14289-1), and says so. Dates are those
that the authors gave, never the clock's: the same pages are the same bytes, and a made-up date would be worse than
none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from visavis.blueprint.drawing import PageSet
from visavis.blueprint.language import Translator, message
from visavis.blueprint.text.metrics import clean_text
from visavis.blueprint.text.wrapping import ELLIPSIS
from visavis.exporters.backends.colour_profile import NAME, srgb_profile

PRODUCER = "Vis-à-vis"
# No window shows more of a title.
_LONGEST_TITLE = 150
# What no XML may hold (XML 1.0, 2.2).
_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
{said}<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Which part of ISO 14289 it follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
_ISO_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_SEQUENCE = "<rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq>"
_BAG = "<rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag>"
# By key of Info: the property of XMP that says the same (ISO 19005-1, table 1), and how it holds it.
_PROPERTIES = {
    "/Title": ("dc:title", '<rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt>'),
    "/Author": ("dc:creator", _SEQUENCE),
    "/Subject": ("dc:description", '<rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt>'),
    "/Keywords": ("pdf:Keywords", "{}"),
    "/Creator": ("xmp:CreatorTool", "{}"),
    "/Producer": ("pdf:Producer", "{}"),
    "/CreationDate": ("xmp:CreateDate", "{}"),
    "/ModDate": ("xmp:ModifyDate", "{}"),
}


def write_metadata(pdf: pikepdf.Pdf, pages: PageSet, translate: Translator) -> None:
    """Write Info, XMP and the output intent of a file."""
    facts = dict(_facts(pages, translate))
    info = Dictionary({key: String(_as_info(key, value)) for key, value in facts.items()})
    pdf.trailer.Info = pdf.make_indirect(info)
    packet = pdf.make_stream(_packet(facts, pages).encode("utf-8"))
    packet.Type, packet.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = packet
    profile = pdf.make_stream(srgb_profile())
    profile.N, profile.Alternate = 3, Name.DeviceRGB
    pdf.Root.OutputIntents = Array([Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=String(NAME), Info=String(NAME),
        RegistryName=String("http://www.color.org"), DestOutputProfile=profile)])


def shown_title(pages: PageSet, translate: Translator) -> str:
    """Return the title that readers show; a blueprint without one says so, as none may be missing (PDF/UA-1, 7.1)."""
    title = _clean(pages.title)
    if len(title) > _LONGEST_TITLE:
        return title[:_LONGEST_TITLE].rsplit(" ", 1)[0].rstrip() + ELLIPSIS
    return title or translate(message("Untitled blueprint"))


def _facts(pages: PageSet, translate: Translator) -> Iterator[tuple[str, str]]:
    yield "/Title", shown_title(pages, translate)
    said = {"/Author": pages.author, "/Subject": pages.subject, "/Keywords": ", ".join(pages.keywords)}
    yield from ((key, _clean(value)) for key, value in said.items() if _clean(value))
    yield from (("/Creator", PRODUCER), ("/Producer", PRODUCER))
    try:
        day = date.fromisoformat(pages.date.strip()).isoformat()
    except ValueError:
        return
    yield from (("/CreationDate", f"{day}T00:00:00Z"), ("/ModDate", f"{day}T00:00:00Z"))


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("", clean_text(text)).strip()


def _as_info(key: str, value: str) -> str:
    """Return a fact as Info has it: dates in PDF's own form (ISO 32000-1, 7.9.4)."""
    return f"D:{re.sub('[-:T]', '', value)}" if key.endswith("Date") else value


def _packet(facts: dict[str, str], pages: PageSet) -> str:
    said = [(*_PROPERTIES[key], value) for key, value in facts.items()]
    # A date of XMP is one of ISO 8601; one in words stands among the keywords.
    dated = pages.date if _ISO_DATE.fullmatch(pages.date) else ""
    said += [("dc:date", _SEQUENCE, dated), ("dc:language", _BAG, pages.language),
             ("dc:publisher", _BAG, _clean(pages.publisher)), ("dc:source", "{}", _clean(pages.source)),
             ("xmpMM:VersionID", "{}", _clean(pages.version))]
    return _PACKET.format(said="".join([f"<{name}>{form.format(escape(value))}</{name}>\n"
                                        for name, form, value in said if value]))
