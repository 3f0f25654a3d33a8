"""What formats of plug-ins bring: options with titles, translations of their own, documents that can be saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.registry.broken import Fault, install, site
from visavis.blueprint.language import LANGUAGES, message, plural, translator
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.model.problems import PluginError
from visavis.blueprint.registry import (
    ExportOption,
    FormatOption,
    find_losses,
    import_document,
    importers_of,
    initial_values,
    list_import_options,
    plugins,
    propose_importer,
    update_document,
)
from visavis.blueprint.registry.import_formats import belongs_to
from visavis.blueprint.storage import decode

__all__ = ["site"]
BLANK = Path(__file__).parents[2] / "templates" / "blank.fr.blueprint.json"


def read_fault(folder: Path, field: str, kind: str = "exporter") -> str:
    """Return what is told of a plug-in with one more line in its class; "" where it is taken."""
    install(folder, kind, Fault("one", "", field=field))
    return " ".join(str(failure.describe()) for failure in plugins().load_failures())


def test_the_old_name_of_an_option_still_works() -> None:
    assert ExportOption is FormatOption
    option = ExportOption("paper", message("Paper size"), ("A3", "A0"))
    assert option.initial == "A3"
    assert translator("fr")(option.choice_title("A0")) == "A0"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_choice_that_is_a_word_has_a_title(language: str) -> None:
    tr = translator(language)
    forms: list[Any] = [*plugins().exporters.values(), *plugins().importers.values()]
    for form in forms:
        for option in form.options:
            titles = [tr(option.choice_title(choice)) for choice in option.choices]
            assert len(set(titles)) == len(titles)
            for choice, title in zip(option.choices, titles, strict=True):
                assert title[:1].isupper() or title != choice or language == "en", (form.name, choice)


def test_an_option_called_language_begins_with_the_reader_s() -> None:
    options = (FormatOption("language", message("Language of the text"), ("fr", "en")),
               FormatOption("other", message("Title"), default="x"))
    assert initial_values(options, "en") == {"language": "en", "other": "x"}
    assert initial_values(options, "br") == {"language": "fr", "other": "x"}


FIELD = 'translations = {"fr": {"Broken": "Cassé %s", "{count} door": "{count} porte", "{count} doors": "{count} portes"}}'


def test_a_plug_in_brings_its_own_french(site: Path) -> None:
    assert read_fault(site, FIELD % "net") == ""
    tr = translator("fr-FR")
    assert tr(plugins().exporters["exporter-one"].title) == "Cassé net"
    assert [tr(plural("{count} door", "{count} doors", count)) for count in (0, 1, 2)] == ["0 porte", "1 porte", "2 portes"]
    assert translator("en")(plugins().exporters["exporter-one"].title) == "Broken"
    # What the program says itself, no plug-in says otherwise.
    assert tr(message("Poster")).startswith("Affiche")


@pytest.mark.parametrize(("field", "told"), [
    ("translations = 5", "'translations' cannot be int"),
    ("translations = {'fr': 'x'}", "'translations' cannot be str"),
    ("translations = {'fr': {'a': 5}}", "'translations' cannot be int"),
    ("translations = {'fr': {'a': ''}}", "the translation of 'a' must have the fields of that text"),
    ("translations = {'fr': {'{a} x': 'x'}}", "the translation of '{a} x' must have the fields of that text"),
    ("translations = {'fr': {'x': '{a.b}'}}", "the translation of 'x' must have the fields of that text"),
    ("translations = {'fr': {'{a}': '{a:9}'}}", "the translation of '{a}' must have the fields of that text"),
    ("translations = {'fr': {'{': '{'}}", "'translations' cannot be '{'"),
])
def test_translations_that_would_break_a_sentence_are_the_plug_in_s_fault(site: Path, field: str, told: str) -> None:
    assert told in read_fault(site, field)


def test_languages_that_the_program_does_not_speak_are_passed_over(site: Path) -> None:
    assert read_fault(site, "translations = {'br': 5}") == ""


OPTIONS = ("from visavis.blueprint.registry import FormatOption; "
           "options = (FormatOption('kind', message('Kind'), ('a', 'b'), choice_titles=%s),)")


def test_the_choices_of_a_plug_in_have_titles(site: Path) -> None:
    assert read_fault(site, OPTIONS % "{'a': message('First'), 'z': 5}") == ""
    (option,) = plugins().exporters["exporter-one"].options
    assert [str(option.choice_title(choice)) for choice in option.choices] == ["First", "b"]


@pytest.mark.parametrize("titles", ["5", "{'a': 'First'}", "{'a': message('{x}')}"])
def test_titles_that_no_one_can_read_are_the_plug_in_s_fault(site: Path, titles: str) -> None:
    if "{x}" in titles:
        titles = "{'a': message('{x}', y=1)}"
    assert "choice_titles" in read_fault(site, OPTIONS % titles)


@pytest.mark.parametrize("suffixes", ["5", "('txt',)", "('/../x',)", "(5,)"])
def test_the_endings_of_files_are_nothing_else(site: Path, suffixes: str) -> None:
    assert "suffixes" in read_fault(site, f"suffixes = {suffixes}", "importer")


def test_an_imported_document_gets_an_id_of_its_own_and_a_title(site: Path) -> None:
    assert read_fault(site, "pass", "importer") == ""
    importer = plugins().importers["importer-one"]
    one, two = (import_document(importer, b"", {}, "x/my_file.a.txt") for _ in range(2))
    assert one.head.id != two.head.id
    assert one.head.title == two.head.title != ""
    assert find_losses(importer, b"", {}) == ()


@pytest.mark.parametrize(("body", "error"), [
    ("return 5", PluginError),
    ("from visavis.blueprint.model import BlueprintDocument; return BlueprintDocument.model_construct()", PluginError),
    ("from visavis.blueprint.model import BlueprintError; raise BlueprintError(message('not this one'))", BlueprintError),
])
def test_what_is_no_document_is_the_plug_in_s_fault_and_a_refusal_its_answer(site: Path, body: str,
                                                                             error: type[Exception]) -> None:
    install(site, "importer", Fault("one", "", body=body))
    with pytest.raises(error) as caught:
        import_document(plugins().importers["importer-one"], b"", {}, "x")
    assert type(caught.value) is error


@pytest.mark.parametrize(("losses", "told"), [
    ("[message('line {n}', n=1)]", ["line 1"]), ("iter(())", []), ("[5]", None), ("[message('{x}', y=1)]", None),
    ("iter(lambda: message('x'), 1)", ["x"] * 1000), ("1 / 0", None),
])
def test_losses_are_told_or_are_the_plug_in_s_fault(site: Path, losses: str, told: list[str] | None) -> None:
    assert read_fault(site, f"losses = lambda self, content, options: {losses}", "importer") == ""
    importer = plugins().importers["importer-one"]
    if told is None:
        with pytest.raises(PluginError, match="importer-one"):
            find_losses(importer, b"", {})
    else:
        assert list(map(str, find_losses(importer, b"", {}))) == told


def test_the_longest_ending_says_which_format_is_meant(site: Path) -> None:
    assert read_fault(site, "suffixes = ('.register.csv', '.broken')", "importer") == ""
    known = plugins().importers.values()
    assert [one.name for one in importers_of("a.REGISTER.csv", known)] == ["importer-one"]
    assert [one.name for one in importers_of("a.csv", known)] == ["csv"]
    assert [one.name for one in importers_of("a.xlsx", known)] == ["xlsx"]


UPDATED = "update = lambda self, content, options, document: (document, [message('left out')])"


@pytest.mark.parametrize(("methods", "fault"), [
    (UPDATED, None), ("update = lambda self, content, options, document: (5, [])", PluginError),
    ("update = lambda self, content, options, document: document", PluginError),
    ("update = lambda self, content, options, document: (document, [5])", PluginError),
    ("update = lambda self, content, options, document: None", None), ("pass", None),
])
def test_a_plug_in_may_say_what_an_open_blueprint_becomes(site: Path, methods: str, fault: type[Exception] | None) -> None:
    assert read_fault(site, methods, "importer") == ""
    importer, document = plugins().importers["importer-one"], decode(BLANK.read_bytes())
    if fault is not None:
        with pytest.raises(fault, match="importer-one"):
            update_document(importer, b"", {}, document)
        return
    made = update_document(importer, b"", {}, document)
    assert made.document.head.id == document.head.id
    assert [str(one) for one in made.told] == (["left out"] if methods == UPDATED else [])


@pytest.mark.parametrize(("methods", "found"), [
    ("recognises = lambda self, content: content == b'yes'", True), ("recognises = lambda self, content: 1 / 0", None),
    ("belongs_to = lambda self, content, document: True", False), ("pass", False)])
def test_a_plug_in_may_recognise_its_files(site: Path, methods: str, found: bool | None) -> None:
    assert read_fault(site, methods, "importer") == ""
    importer = plugins().importers["importer-one"]
    if found is None:
        with pytest.raises(PluginError, match="importer-one"):
            propose_importer("x.unknown", b"yes", [importer])
        return
    assert (propose_importer("x.unknown", b"yes", [importer]) is importer) is found
    assert belongs_to(importer, b"", decode(BLANK.read_bytes())) is ("belongs_to" in methods)


@pytest.mark.parametrize(("methods", "names"), [
    (("options_of = lambda self, content, document: [__import__('visavis.blueprint.registry', fromlist=['FormatOption'])"
     ".FormatOption(content.decode(), message('One'))]"), ["who"]),
    ("options_of = lambda self, content, document: [5]", None), ("pass", [])])
def test_a_plug_in_may_ask_what_is_in_a_file(site: Path, methods: str, names: list[str] | None) -> None:
    assert read_fault(site, methods, "importer") == ""
    importer = plugins().importers["importer-one"]
    if names is None:
        with pytest.raises(PluginError, match="importer-one"):
            list_import_options(importer, b"who")
    else:
        assert [option.name for option in list_import_options(importer, b"who")] == names


@pytest.mark.parametrize(("name", "content", "form"), [
    ("a.bpmn", b"<x/>", "bpmn"), ("a.xml", b'<?xml version="1.0"?><d xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>', "bpmn"),
    ("a.dat", b'<d xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>', "bpmn"),
    ("a.csv", "Étape;Durée\nDépose;5\n".encode(), "csv"), ("a.csv", b"Sticky note,Color\nLong,red\n", "postits"),
    ("a.postits.csv", b"A,B\n1,2\n", "postits"), ("a.csv", b"case id;activity;timestamp\n1;A;2026-01-05\n", "event-log"),
    ("a.xes", b"<log><trace/></log>", "event-log"), ("a.txt", b"Appelle\n", "listing"), ("pasted", b"Appelle\nAttend\n", "listing"),
    ("a.dat", b"\x00\x01", None), ("a.dat", b"", None)])
def test_a_file_is_what_it_says_else_what_its_name_says(name: str, content: bytes, form: str | None) -> None:
    found = propose_importer(name, content, plugins().importers.values())
    assert (found.name if found is not None else None) == form
