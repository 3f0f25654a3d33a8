"""CPSV-AP 3.2: the service card of a blueprint as JSON-LD, for catalogues of public services.

The Core Public Service Vocabulary Application Profile (SEMIC, CC BY 4.0) describes a service and has no steps: who
answers for it, its channels, cost, evidence, processing time, life event, legal basis and outputs. Its terms stand in
the file, so that nothing is fetched to read it, and every code has its type beside it, without which its shapes fail.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from visavis.blueprint.graph.interactions import crosses_line
from visavis.blueprint.language import Message, Translator, message, translator
from visavis.blueprint.model import BlueprintError, Channel, Head, Item, Service, Step, words
from visavis.blueprint.model.durations import BusinessDays, minutes, parts, write_iso
from visavis.blueprint.registry import (
    ExportJob,
    FormatOption,
    NothingToShow,
    count_losses,
    describe_losses,
)
from visavis.blueprint.registry.losses import KeptFields
from visavis.exporters.typed_text import inert, inert_lines

KEPT: KeptFields = MappingProxyType({
    Head: {"format", "id", "title", "summary", "language", "service", "items"},
    Service: {"authority", "life_event", "legal_basis", "standard_time", "price", "currency"},
    Item: {"id", "name", "kind", "held_by", "purpose"},
})
_CODES = "http://publications.europa.eu/resource/authority/"
_CV, _CPSV, _DCT = "http://data.europa.eu/m8g/", "http://purl.org/vocab/cpsv#", "http://purl.org/dc/terms/"
_SKOS, _XSD = "http://www.w3.org/2004/02/skos/core#", "http://www.w3.org/2001/XMLSchema#"
# Languages of the European Union's table, which has three letters where BCP 47 has two.
_LANGUAGES = MappingProxyType({
    "bg": "BUL", "cs": "CES", "da": "DAN", "de": "DEU", "el": "ELL", "en": "ENG", "es": "SPA", "et": "EST",
    "fi": "FIN", "fr": "FRA", "ga": "GLE", "hr": "HRV", "hu": "HUN", "it": "ITA", "lt": "LIT", "lv": "LAV",
    "mt": "MLT", "nl": "NLD", "pl": "POL", "pt": "POR", "ro": "RON", "sk": "SLK", "sl": "SLV", "sv": "SWE"})
# Countries and currencies have three letters in the Union's tables, as in ISO 3166 and ISO 4217.
_CODE, _IRI = re.compile("[A-Z]{3}"), re.compile(r"https?://[^\s<>\"{}|\\^`]+")


def _link(iri: str) -> Mapping[str, str]:
    return {"@id": iri, "@type": "@id"}


# The profile's own terms, those that a card has; beside them names and descriptions where the profile has none.
CONTEXT: Mapping[str, Any] = MappingProxyType({
    "PublicService": f"{_CPSV}PublicService", "PublicOrganization": f"{_CV}PublicOrganisation",
    "Location": f"{_DCT}Location", "Channel": f"{_CV}Channel", "Cost": f"{_CV}Cost", "Output": f"{_CV}Output",
    "EvidenceType": f"{_CV}EvidenceType", "Event": f"{_CV}Event", "LifeEvent": f"{_CV}LifeEvent",
    "LegalResource": "http://data.europa.eu/eli/ontology#LegalResource", "Concept": f"{_SKOS}Concept",
    "LinguisticSystem": f"{_DCT}LinguisticSystem",
    "PublicService.identifier": f"{_DCT}identifier", "PublicService.name": f"{_DCT}title",
    "PublicService.description": f"{_DCT}description", "PublicService.language": _link(f"{_DCT}language"),
    "PublicService.hasCompetentAuthority": _link(f"{_CV}hasCompetentAuthority"),
    "PublicService.hasChannel": _link(f"{_CV}hasChannel"), "PublicService.hasCost": _link(f"{_CV}hasCost"),
    "PublicService.hasInputType": _link(f"{_CV}hasInputType"), "PublicService.produces": _link(f"{_CPSV}produces"),
    "PublicService.processingTime": {"@id": f"{_CV}processingTime", "@type": f"{_XSD}duration"},
    "PublicService.isGroupedBy": _link(f"{_CV}isGroupedBy"),
    "PublicService.hasLegalResource": _link(f"{_CV}hasLegalResource"),
    "PublicOrganization.preferredLabel": f"{_SKOS}prefLabel", "PublicOrganization.spatial": _link(f"{_DCT}spatial"),
    "Channel.identifier": f"{_DCT}identifier", "Channel.type": _link(f"{_DCT}type"),
    "Cost.identifier": f"{_DCT}identifier", "Cost.currency": _link(f"{_CV}currency"),
    "Cost.hasValue": {"@id": f"{_CV}hasValue", "@type": f"{_XSD}double"}, "Cost.description": f"{_DCT}description",
    "EvidenceType.identifier": f"{_DCT}identifier", "EvidenceType.name": f"{_DCT}title",
    "EvidenceType.description": f"{_DCT}description",
    "EvidenceType.evidenceTypeClassification": _link(f"{_CV}evidenceTypeClassification"),
    "Output.identifier": f"{_DCT}identifier", "Output.name": f"{_DCT}title", "Output.type": _link(f"{_DCT}type"),
    "Output.description": f"{_DCT}description",
    "Event.identifier": f"{_DCT}identifier", "Event.name": f"{_DCT}title", "LegalResource.name": f"{_DCT}title",
    "Concept.preferredLabel": f"{_SKOS}prefLabel",
})


class ServiceCardExporter:
    """Writes the service card of a blueprint."""

    name = "cpsv-ap"
    title: Message = message("Service card (CPSV-AP)")
    purpose: Message = message("Authority, channels, cost and documents as linked data: for catalogues of public "
                               "services.")
    options: tuple[FormatOption, ...] = (
        FormatOption("territory", message("Where the authority is: a country such as FRA, or an address of a list"),
                     is_rare=True),
    )

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return `.jsonld`."""
        del options
        return ".jsonld"

    def losses(self, job: ExportJob) -> tuple[Message, ...]:
        """Return what a card does not hold: the journey above all."""
        return describe_losses(count_losses(job.document, KEPT))

    def export(self, job: ExportJob) -> bytes:
        """Return the file's bytes.

        Raises NothingToShow where the blueprint does not say who answers for the service, without whom there is no
        card, and BlueprintError for a territory that is neither a country's three letters nor an address.
        """
        card = {"@context": dict(CONTEXT), **_Card(job).service(job.options)}
        return (json.dumps(card, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode("utf-8")


SERVICE_CARD = ServiceCardExporter()


class _Card:
    """The nodes of one service; texts of authors have the language of the blueprint, words that of the export."""

    def __init__(self, job: ExportJob) -> None:
        self._document, self._head, self._excerpt = job.document, job.document.head, job.excerpt
        self._translate: Translator = translator(job.language)

    def service(self, options: Mapping[str, str]) -> dict[str, Any]:
        """Return the service with all that belongs to it, each part where it is named first."""
        head, service = self._head, self._head.service
        if not inert(service.authority or ""):
            raise NothingToShow(message("a service card says who answers for the service: fill in the authority"))
        title = self._typed(head.title) or self._said(message("Untitled blueprint"))
        given = self._items_given()
        return _node("PublicService", self._iri(), {
            "PublicService.identifier": _identifier(head.id), "PublicService.name": title,
            "PublicService.description": [self._typed(head.summary) or title, *self._extract()],
            "PublicService.language": _language(head.language),
            "PublicService.hasCompetentAuthority": self._authority(options.get("territory", "").strip()),
            "PublicService.hasChannel": list(self._channels()), "PublicService.hasCost": self._cost(),
            "PublicService.processingTime": _processing_time(service),
            "PublicService.isGroupedBy": self._life_event(),
            "PublicService.hasLegalResource": self._legal_resource(),
            "PublicService.hasInputType": [self._item(item, "EvidenceType") for item in head.items
                                           if item.id not in given or item.id in self._items_asked()],
            "PublicService.produces": [self._item(item, "Output") for item in head.items if item.id in given]})

    def _extract(self) -> Iterator[dict[str, str]]:
        """Yield what is described where it is not the whole service."""
        from visavis.blueprint.drawing.excerpt import excerpt_sentences

        if self._excerpt is not None:
            yield self._said(next(iter(excerpt_sentences(self._excerpt))))

    def _iri(self, *path: str) -> str:
        return ":".join(quote(part, safe="") for part in ("urn", "visavis", "service", self._head.id, *path))

    def _typed(self, text: str | None) -> dict[str, str] | None:
        kept = inert_lines(text or "")
        return {"@value": kept, "@language": self._head.language} if kept else None

    def _said(self, told: Message) -> dict[str, str]:
        return {"@value": self._translate(told), "@language": self._translate.language}

    def _authority(self, territory: str) -> dict[str, Any]:
        """Return who answers for the service; where that is stays open unless someone says so."""
        if territory and not _CODE.fullmatch(territory) and not _IRI.fullmatch(territory):
            raise BlueprintError(message(
                "'{territory}' is neither a country of three letters, as FRA, nor an address",
                territory=territory[:40]))
        where = f"{_CODES}country/{territory}" if _CODE.fullmatch(territory) else territory or None
        return _node("PublicOrganization", self._iri("authority"), {
            "PublicOrganization.preferredLabel": self._typed(self._head.service.authority),
            "PublicOrganization.spatial": _node("Location", where, {})})

    def _channels(self) -> Iterator[dict[str, Any]]:
        """Yield the channels on which both sides speak, in the order of the file."""
        sides = [step for flow in self._document.flows if crosses_line(self._document, flow)
                 for step in (self._document.step_by_id[flow.source], self._document.step_by_id[flow.target])]
        names = {one.id: self._typed(one.name) for one in self._head.channels}
        used = dict.fromkeys(step.channel for step in sides if step.channel)
        for name in (name for name in used if name != Channel.INTERNAL):
            known = words.CLOSED_LISTS["channel"].get(name)
            label = names.get(name) or (self._said(Message(known.label)) if known else self._typed(name))
            yield _node("Channel", self._iri("channel", name), {
                "Channel.identifier": _identifier(name),
                "Channel.type": self._concept("channel", name, label)})

    def _concept(self, kind: str, name: str, label: dict[str, str] | None) -> dict[str, Any]:
        """Return a code of the program's own; those of one channel are the same in every card."""
        return _node("Concept", f"urn:visavis:{kind}:{quote(name, safe='')}", {"Concept.preferredLabel": label})

    def _cost(self) -> dict[str, Any] | None:
        price, currency = self._head.service.price, (self._head.service.currency or "").strip()
        if price is None:
            return None
        is_code = _CODE.fullmatch(currency) is not None
        return _node("Cost", self._iri("cost"), {
            "Cost.identifier": "cost", "Cost.hasValue": repr(float(price)),
            "Cost.currency": _node("Concept", f"{_CODES}currency/{currency}", {}) if is_code else None,
            "Cost.description": None if is_code else self._typed(currency)})

    def _life_event(self) -> dict[str, Any] | None:
        name = self._typed(self._head.service.life_event)
        return name and _node(["LifeEvent", "Event"], self._iri("life-event"), {
            "Event.identifier": "life-event", "Event.name": name})

    def _legal_resource(self) -> dict[str, Any] | None:
        name = self._typed(self._head.service.legal_basis)
        return name and _node("LegalResource", self._iri("legal-basis"), {"LegalResource.name": name})

    def _item(self, item: Item, kind: str) -> dict[str, Any]:
        told = [self._typed(item.purpose)]
        if inert(item.held_by or ""):
            told.append(self._said(message("Already held by: {register}", register=inert(item.held_by or ""))))
        label = self._said(Message(words.CLOSED_LISTS["item-kind"][item.kind].label))
        is_output = kind == "Output"
        return _node(kind, self._iri("output" if is_output else "evidence-type", item.id), {
            f"{kind}.identifier": _identifier(item.id),
            f"{kind}.name": self._typed(item.name) or self._typed(_identifier(item.id)),
            f"{kind}.description": [each for each in told if each],
            "Output.type" if is_output else "EvidenceType.evidenceTypeClassification":
                self._concept("item-kind", item.kind, label)})

    def _items_asked(self) -> set[str]:
        """Return the items that people must have: those asked of them, and those that they give."""
        return set(self._items_of(citizen=True)) | {
            item for step in self._document.steps if not self._is_citizens(step) for item in step.asks}

    def _items_given(self) -> set[str]:
        """Return the items that people get."""
        return set(self._items_of(citizen=False))

    def _items_of(self, *, citizen: bool) -> Iterator[str]:
        for flow in self._document.flows:
            source = self._document.step_by_id[flow.source]
            if self._is_citizens(source) is citizen and crosses_line(self._document, flow):
                yield from flow.carries
        for step in self._document.steps:
            if self._is_citizens(step) is citizen and self._document.side_of(step) is not None:
                yield from step.gives

    def _is_citizens(self, step: Step) -> bool:
        return self._document.lane_of(step).facts.is_on_citizen_side


def _node(kind: str | list[str], iri: str | None, terms: Mapping[str, Any]) -> dict[str, Any]:
    """Return a node with what is known of it; one without an address is a blank node."""
    named = {"@id": iri} if iri is not None else {}
    return {**named, "@type": kind, **{term: value for term, value in terms.items() if value not in (None, [])}}


def _identifier(name: str) -> str:
    """Return an identifier that can be read: of letters that cannot, their codes."""
    return inert(name) or quote(name, safe="")


def _language(tag: str) -> dict[str, Any] | None:
    code = _LANGUAGES.get(tag.partition("-")[0].lower())
    return None if code is None else _node("LinguisticSystem", f"{_CODES}language/{code}", {})


def _processing_time(service: Service) -> str | None:
    """Return how long it should take as XML Schema writes durations: no weeks, fractions of seconds alone."""
    span = service.standard_time
    if span is None:
        return None
    if isinstance(span, BusinessDays):
        return write_iso(minutes(span))
    years, months, *rest = parts(span)
    if not (years or months) or any(amount % 1 for amount in (years, months)):
        return write_iso(minutes(span))
    weeks, days, hours, some, seconds = rest
    clock = write_iso((weeks * 7 + days) * 1440 + hours * 60 + some + seconds / 60)
    told = "".join(f"{amount:.0f}{unit}" for amount, unit in ((years, "Y"), (months, "M")) if amount)
    return f"P{told}{'' if clock == 'PT0M' else clock[1:]}"
