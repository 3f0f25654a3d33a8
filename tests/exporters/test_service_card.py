"""The service card: rdflib finds every triple that is meant, and the shapes of CPSV-AP 3.2 judge it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pyshacl
import pytest
from rdflib import DCTERMS, RDF, SKOS, XSD, Graph, Literal, Namespace, URIRef

from tests.drawing.builders import analysis, document, flow, step
from tests.exporters.schemas_of_others import find_schema
from tests.exporters.test_inert_text import CONTROLS, FORMULAS, MARKUP, typed_everywhere
from visavis.blueprint.drawing.excerpt import Excerpt
from visavis.blueprint.language import message, translator
from visavis.blueprint.model import BlueprintDocument, BlueprintError, Item, Service
from visavis.blueprint.registry import ExportJob, NothingToShow
from visavis.blueprint.storage import load
from visavis.exporters.service_card import CONTEXT, KEPT, SERVICE_CARD
from visavis.exporters.typed_text import inert_lines

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint.json"))
CPSV, CV = Namespace("http://purl.org/vocab/cpsv#"), Namespace("http://data.europa.eu/m8g/")
# rdflib's own reader of JSON-LD uses what rdflib will drop.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
CODES = "http://publications.europa.eu/resource/authority/"


def card(made: BlueprintDocument, language: str = "fr", **options: str) -> dict[str, Any]:
    job = ExportJob(made, analysis(made), language, options)
    read: dict[str, Any] = json.loads(SERVICE_CARD.export(job))
    return read


def graph(read: dict[str, Any]) -> Graph:
    return Graph().parse(data=json.dumps(read), format="json-ld")


def meant(node: dict[str, Any]) -> Iterator[object]:
    """Yield one thing for each triple that a node of the file means."""
    kinds = node["@type"]
    yield from ((node.get("@id"), kind) for kind in (kinds if isinstance(kinds, list) else [kinds]))
    for term, value in node.items():
        if term.startswith("@"):
            continue
        for each in value if isinstance(value, list) else [value]:
            yield node.get("@id"), term, json.dumps(each)
            if isinstance(each, dict) and "@type" in each:
                yield from meant(each)


@cache
def shapes() -> Graph:
    return Graph().parse(find_schema("cpsv-ap-3.2.0-SHACL.ttl"))


def assert_conforms(found: Graph) -> None:
    conforms, _, report = pyshacl.validate(found, shacl_graph=shapes(), inference="none", meta_shacl=False)
    assert conforms, report


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_triple_that_is_meant_is_found_and_the_shapes_agree(path: Path) -> None:
    read = card(load(path).document)
    found = graph({"@context": read["@context"], **{key: value for key, value in read.items() if key != "@context"}})
    assert len(found) == len(set(meant({key: value for key, value in read.items() if key != "@context"}))) > 15
    assert_conforms(found)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_what_is_not_told_as_lost_is_in_the_card(path: Path) -> None:
    made = load(path).document
    said = {str(each) for each in graph(card(made)).objects()} | {"visavis/1", "visavis/2"}
    elements = [made.head, made.head.service, *made.head.items]
    for element in elements:
        for field in KEPT[type(element)]:
            value = getattr(element, field)
            if isinstance(value, str) and field not in ("language", "kind", "standard_time", "currency", "format"):
                assert any(inert_lines(value) in each for each in said), (field, value)
    told = " ".join(map(translator("en"), SERVICE_CARD.losses(ExportJob(made, analysis(made), "fr"))))
    assert "steps: id (" in told
    assert "Authority" not in told


def test_the_terms_of_the_card_are_those_of_the_profile() -> None:
    published = json.loads(find_schema("cpsv-ap-3.2.0-context.jsonld").read_text(encoding="utf-8"))["@context"]
    def iri(term: Any) -> str:
        return str(term if isinstance(term, str) else term["@id"])

    own = {term for term in CONTEXT if term not in published}
    assert own == {"EvidenceType.name", "EvidenceType.description", "LegalResource.name", "Concept.preferredLabel"}, (
        "names and descriptions where the profile has none")
    assert {term: iri(CONTEXT[term]) for term in CONTEXT if term in published} == {
        term: iri(published[term]) for term in CONTEXT if term in published}


def test_the_passport_says_what_its_blueprint_says() -> None:
    found = graph(card(load(next(path for path in EXAMPLES if path.name.startswith("passeport"))).document, territory="FRA"))
    service = URIRef("urn:visavis:service:passeport")
    assert found.value(service, DCTERMS.title) == Literal("Refaire son passeport", lang="fr")
    cost = found.value(service, CV.hasCost)
    assert found.value(cost, CV.hasValue) == Literal("86.0", datatype=XSD.double)
    assert found.value(cost, CV.currency) == URIRef(f"{CODES}currency/EUR")
    assert found.value(service, CV.processingTime) == Literal("P30D", datatype=XSD.duration)
    authority = found.value(service, CV.hasCompetentAuthority)
    assert found.value(authority, SKOS.prefLabel) == Literal("Ministère de l’Intérieur et communes équipées", lang="fr")
    assert found.value(authority, DCTERMS.spatial) == URIRef(f"{CODES}country/FRA")
    channels = {str(found.value(channel, DCTERMS.identifier)) for channel in found.objects(service, CV.hasChannel)}
    assert channels == {"web", "phone", "counter", "sms"}
    outputs = {str(found.value(each, DCTERMS.identifier)) for each in found.objects(service, CPSV.produces)}
    asked = {str(found.value(each, DCTERMS.identifier)) for each in found.objects(service, CV.hasInputType)}
    assert "recepisse" in outputs
    assert "recepisse" in asked, "it is handed out, and asked for again"
    assert {"photo", "timbre", "etat-civil"} <= asked - outputs


def small(**service: Any) -> BlueprintDocument:
    return document([step("u", channel="web"), step("a", "scene", column=1, channel="internal")],
                    [flow("f", "u", "a", kind="interaction")], service=Service(**{"authority": "Commune", **service}))


def test_what_nobody_knows_is_left_out_and_not_nothing() -> None:
    read = card(small())
    assert not {"PublicService.hasCost", "PublicService.processingTime", "PublicService.isGroupedBy",
                "PublicService.hasLegalResource", "PublicService.hasInputType"} & read.keys()
    assert card(small(price=0))["PublicService.hasCost"]["Cost.hasValue"] == "0.0"
    assert [each["Channel.identifier"] for each in read["PublicService.hasChannel"]] == ["web"], "internal is no channel of people"
    assert_conforms(graph(read))


@pytest.mark.parametrize(("span", "told"), [
    ("P2W", "P14D"), ("P2M", "P2M"), ("P1Y2M3DT4H", "P1Y2M3DT4H"), ("PT1,5H", "PT1H30M"), ("P0.5M", "P15DT5H14M33S"),
    ({"business_days": 5}, "P7D"), ("P1M2W", "P1M14D"), ("PT0M", "PT0M")])
def test_durations_are_those_of_xml_schema(span: object, told: str) -> None:
    read = card(small(standard_time=span))
    assert read["PublicService.processingTime"] == told
    assert_conforms(graph(read))


def test_a_currency_without_a_code_stays_words() -> None:
    read = card(small(price=3, currency="shells"))
    assert read["PublicService.hasCost"]["Cost.description"] == {"@value": "shells", "@language": "fr"}
    assert_conforms(graph(read))


def test_the_card_of_an_extract_says_that_it_is_one() -> None:
    made = small()
    extract = ExportJob(made, analysis(made), "en", excerpt=Excerpt(made, (message("only {name}", name="Ana"),)))
    read = json.loads(SERVICE_CARD.export(extract))
    assert {"@value": "An extract: only Ana.", "@language": "en"} in read["PublicService.description"]
    assert_conforms(graph(read))


def test_without_an_authority_there_is_no_card_and_a_wrong_territory_is_refused() -> None:
    with pytest.raises(NothingToShow, match="fill in the authority"):
        card(small(authority=" \x00"))
    for wrong in ("France", "fra", "javascript:alert(1)", "http://a b", 'http://x"'):
        with pytest.raises(BlueprintError, match="neither a country"):
            card(small(), territory=wrong)


@pytest.mark.parametrize("typed", [*FORMULAS[:3], *MARKUP[:8], *CONTROLS, "x" * 400, "@id", "_:b", "urn:x", "تجديد 👵🏽"])
def test_what_authors_typed_is_text_wherever_it_stands(typed: str) -> None:
    made = typed_everywhere(typed).document
    hostile = made.replace(head=made.head.model_copy(update={
        "id": typed[:200], "items": (Item(id=typed[:200], name=typed, held_by=typed),), "title": "", "service": Service(
            authority=f"A {typed}", life_event=typed, legal_basis=typed, price=1, currency=typed[:10])}))
    read = card(hostile, "en")
    found = graph(read)
    assert len(found) == len(set(meant({key: value for key, value in read.items() if key != "@context"})))
    assert_conforms(found)
    known = {URIRef(kind if isinstance(kind, str) else kind["@id"]) for kind in read["@context"].values()}
    assert set(found.objects(None, RDF.type)) <= known
    assert set(found.predicates()) <= known | {RDF.type}
