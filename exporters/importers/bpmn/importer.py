"""BPMN models that other people drew, as blueprints: the citizen face to face with those who answer them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from visavis.blueprint.language import LANGUAGES, Message, MessageList, Quoted, message, translator
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.registry import FormatOption, as_written

if TYPE_CHECKING:
    from visavis.exporters.importers.bpmn.citizens import CitizenCandidate


_NAMESPACE = b"http://www.omg.org/spec/BPMN/20100524/MODEL"
# Bytes in which a model says what it is; letters of a name in a list.
_LOOKED_AT, _LETTERS = 64 * 1024, 60
# As `--citizen` says it.
_SEPARATOR, NOBODY = ";", "none"


class BpmnImporter:
    """Makes a blueprint of a BPMN 2.0 model; where it is not plain who the citizen is, `citizen` must say it."""

    name = "bpmn"
    title: Message = message("BPMN 2.0 model")
    purpose: Message = message("The process as your organisation drew it: the citizen’s pool above the line of "
                               "interaction, those who answer below it.")
    suffixes = (".bpmn", ".bpmn2", ".bpmn20.xml", ".xml")
    options = (
        FormatOption("citizen", message("The citizen’s pool or lane, by its name (several with “;” between them, "
                                        "“none” if nobody is)")),
        FormatOption("language", message("Language of the text"), ("fr", "en"), choice_titles={
            "fr": as_written("Français"), "en": as_written("English")}, is_open=True),
    )

    def read(self, content: bytes, options: Mapping[str, str]) -> BlueprintDocument:
        """Return a new blueprint of the model; raise BlueprintError where it is none, or the citizen is not plain."""
        return _import(content, options)[0]

    def losses(self, content: bytes, options: Mapping[str, str]) -> Iterator[Message]:
        """Yield what the blueprint does not hold, element by element."""
        yield from _import(content, options)[1]


    def recognises(self, content: bytes) -> bool:
        """Return whether a file begins as a BPMN 2.0 model does."""
        first = content[:_LOOKED_AT].replace(b"\0", b"")
        return first.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") and _NAMESPACE in first

    def belongs_to(self, content: bytes, document: BlueprintDocument) -> bool:
        """Return whether a file is an export of this very blueprint."""
        from visavis.exporters.bpmn.read_own import is_own_bpmn, read_own_bpmn

        return is_own_bpmn(content) and read_own_bpmn(content).head.id == document.head.id

    def update(self, content: bytes, options: Mapping[str, str],
               document: BlueprintDocument) -> tuple[BlueprintDocument, tuple[Message, ...]] | None:
        """Return what a blueprint's own export says now; None for any other model."""
        return _import(content, options) if self.belongs_to(content, document) else None

    def options_of(self, content: bytes, document: BlueprintDocument | None) -> tuple[FormatOption, ...]:
        """Return the options with those who may be the citizen in this model; a file of ours asks nothing."""
        found = find_citizens(content)
        citizen, language = self.options
        of_new = (language,) if document is None else ()
        if not found:
            return of_new
        chosen = [one for one in found if one.is_chosen]
        titles = {one.id: _describe_candidate(one) for one in found}
        several = _SEPARATOR.join(one.id for one in chosen)
        names = MessageList(tuple(Quoted(one.name[:_LETTERS]) for one in chosen))
        choices = dict.fromkeys((several, *titles, NOBODY))
        # Where nobody is chosen, the first choice is to choose; then the import says why it has to be.
        titles = {several: message("all of these: {names}", names=names) if chosen else message("not chosen yet"),
                  **titles, NOBODY: message("none of them: nobody here is a citizen")}
        asked = FormatOption(citizen.name, message("Who is the citizen?"), tuple(choices), choice_titles=titles)
        return asked, *of_new


BPMN = BpmnImporter()


def _describe_candidate(found: CitizenCandidate) -> Message:
    name = found.name[:_LETTERS]
    return message("{name} (lane)", name=name) if found.is_lane else message("{name} (pool)", name=name)


def find_citizens(content: bytes) -> tuple[CitizenCandidate, ...]:
    """Return who in a model may be the citizen, the likeliest first, for a dialog that asks.

    Those that are `is_chosen` need no question; where none is and there are several, `read` refuses without an
    answer. The `id` of a candidate is a value of the option `citizen`. Raises BlueprintError for what is no model.
    """
    from visavis.exporters.bpmn.read_own import is_own_bpmn
    from visavis.exporters.importers.bpmn.citizens import rank_citizens
    from visavis.exporters.importers.bpmn.source_parser import parse_model
    from visavis.exporters.importers.bpmn.xml_reading import read_xml

    xml = read_xml(content)
    # A file of ours says itself who the citizen is.
    return () if is_own_bpmn(content) else rank_citizens(parse_model(xml.root))


def _import(content: bytes, options: Mapping[str, str]) -> tuple[BlueprintDocument, tuple[Message, ...]]:
    """Return the blueprint of a model, and what it does not hold of it."""
    from visavis.exporters.bpmn.read_own import is_own_bpmn, read_own_bpmn
    from visavis.exporters.importers.bpmn.citizens import choose_citizens
    from visavis.exporters.importers.bpmn.document import make_document
    from visavis.exporters.importers.bpmn.mapping import sketch_model
    from visavis.exporters.importers.bpmn.places import Places
    from visavis.exporters.importers.bpmn.source_parser import parse_model
    from visavis.exporters.importers.bpmn.xml_reading import read_xml

    xml = read_xml(content)
    if is_own_bpmn(content):
        return read_own_bpmn(content), tuple(_describe_added(content))
    model = parse_model(xml.root)
    if not model.nodes and not model.messages:
        raise BlueprintError(message("there is no step in this BPMN model"))
    language = options.get("language", "fr")
    tr = translator(language if language in LANGUAGES else "en")
    places = Places(model, choose_citizens(model, options.get("citizen", "")))
    sketch = sketch_model(model, places, tr)
    document = make_document(sketch, places, tr, language)
    return document, (*xml.faults, *sketch.losses.lines)


def _describe_added(content: bytes) -> Iterator[Message]:
    """Yield what another program added to a file of ours: the blueprint in it knows nothing of that."""
    from visavis.exporters.bpmn.read_own import find_foreign_elements

    for element in find_foreign_elements(content):
        yield message("{element} was added by another program and is not read", element=Quoted(element))
