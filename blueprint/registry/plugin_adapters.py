"""What plug-ins give, as the program uses it: read and checked once, its code run only in containment.

Nothing else holds an object of a plug-in: a property that raises, or that is of another type tomorrow, is asked once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, cast

from visavis.blueprint.analysis import Finding, FrictionClass, NotAssessed, Threshold
from visavis.blueprint.analysis.frictions.guide import Need, RuleGuide
from visavis.blueprint.analysis.frictions.rule_answers import (
    check_kind,
    check_needs,
    check_number,
    check_sentences,
    check_short_name,
    check_words,
)
from visavis.blueprint.language import Count, Message, message
from visavis.blueprint.model import BlueprintDocument, BlueprintError, LimitUnit
from visavis.blueprint.model.problems import WrongValue
from visavis.blueprint.registry.containment import EXPORT_SECONDS, Containment
from visavis.blueprint.registry.export_formats import ExportJob
from visavis.blueprint.registry.format_options import FormatOption
from visavis.blueprint.registry.import_formats import IMPORT_ABILITIES, MOST_LOSSES
from visavis.blueprint.registry.plugin_translations import read_translations
from visavis.blueprint.storage import decode, encode
from visavis.templates.catalogue import LANGUAGES, Template

if TYPE_CHECKING:
    from visavis.blueprint.analysis import RuleContext
    from visavis.blueprint.drawing import PageSet
    from visavis.blueprint.registry.workshop_format import Script

# More than any rule has to say about ten thousand steps.
MOST_ANSWERS = 100_000
_NAME = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class PluggedRule:
    """A rule of a plug-in; `reads`, `short` and `reader_action` are there where it has any."""

    name: str
    title: Message
    friction_class: FrictionClass
    needs: tuple[Need, ...]
    thresholds: tuple[Threshold, ...]
    sets: frozenset[str]
    guide: RuleGuide
    reads: tuple[Need, ...]
    short: Message | None
    reader_action: Message | None
    translations: Mapping[str, Mapping[str, str]]
    source: Any = field(repr=False)
    containment: Containment = field(repr=False)

    @property
    def plugin(self) -> str:
        """The plug-in that the rule is part of."""
        return self.containment.plugin

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Return what the rule answers; raises PluginFailed."""
        def answers() -> list[Finding | NotAssessed]:
            given: list[Finding | NotAssessed] = []
            # One by one, in Python: a generator without an end can be interrupted here, and fills no memory.
            for answer in self.source.assess(context):
                given.append(answer)
                if len(given) > MOST_ANSWERS:
                    raise WrongValue(message("more than {count} answers", count=Count(MOST_ANSWERS)))
            check_sentences(given)
            return given
        return self.containment.run(message("rule '{name}'", name=self.name), answers)


@dataclass(frozen=True, slots=True)
class PluggedExporter:
    """An export format of a plug-in."""

    name: str
    title: Message
    options: tuple[FormatOption, ...]
    purpose: Message | None
    translations: Mapping[str, Mapping[str, str]]
    can_draw: bool
    source: Any = field(repr=False)
    containment: Containment = field(repr=False)

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return the usual ending of its files; raises PluginFailed."""
        def suffix() -> str:
            given = self.source.suffix(options)
            return _suffix("suffix", given)
        return self.containment.run(self._what, suffix)

    def export(self, job: ExportJob) -> bytes:
        """Return the file's bytes; raises PluginFailed, or whatever BlueprintError the format refuses with."""
        def content() -> bytes:
            given = self.source.export(job)
            check_kind("export", given, bytes, bytearray)
            if not given:
                raise WrongValue(message("'{name}' is empty", name="export"))
            return bytes(given)
        return self.containment.run(self._what, content, seconds=EXPORT_SECONDS, may_refuse=True)

    def draw(self, job: ExportJob) -> PageSet | None:
        """Return the sheets of the file, None where the format draws none; raises as `export` does."""
        def sheets() -> PageSet:
            from visavis.blueprint.drawing import PageSet

            given = self.source.draw(job)
            check_kind("draw", given, PageSet)
            if not given.pages:
                raise WrongValue(message("'{name}' is empty", name="draw"))
            return cast("PageSet", given)
        if not self.can_draw:
            return None
        return self.containment.run(self._what, sheets, seconds=EXPORT_SECONDS, may_refuse=True)

    @property
    def _what(self) -> Message:
        return message("format '{name}'", name=self.name)


@dataclass(frozen=True, slots=True)
class PluggedImporter:
    """An import format of a plug-in."""

    name: str
    title: Message
    purpose: Message
    suffixes: tuple[str, ...]
    options: tuple[FormatOption, ...]
    translations: Mapping[str, Mapping[str, str]]
    abilities: frozenset[str]
    needs_document: bool
    source: Any = field(repr=False)
    containment: Containment = field(repr=False)

    def read(self, content: bytes, options: Mapping[str, str]) -> BlueprintDocument:
        """Return the document; raises PluginFailed, or whatever BlueprintError the format refuses with."""
        def document() -> BlueprintDocument:
            return _document("read", self.source.read(content, options))
        return self.containment.run(self._what, document, seconds=EXPORT_SECONDS, may_refuse=True)

    def losses(self, content: bytes, options: Mapping[str, str]) -> tuple[Message, ...]:
        """Return what the document does not hold; raises PluginFailed, or a BlueprintError of the format's."""
        def losses() -> tuple[Message, ...]:
            return _told("losses", self.source.losses(content, options))
        if "losses" not in self.abilities:
            return ()
        return self.containment.run(self._what, losses, seconds=EXPORT_SECONDS, may_refuse=True)

    def recognises(self, content: bytes) -> bool:
        """Return whether a file seems to be of this format; raises PluginFailed."""
        if "recognises" not in self.abilities:
            return False
        return self.containment.run(self._what, lambda: bool(self.source.recognises(content)))

    def belongs_to(self, content: bytes, document: BlueprintDocument) -> bool:
        """Return whether a file tells of this very blueprint; raises PluginFailed."""
        if "belongs_to" not in self.abilities:
            return False
        return self.containment.run(self._what, lambda: bool(self.source.belongs_to(content, document)))

    def options_of(self, content: bytes, document: BlueprintDocument | None) -> tuple[FormatOption, ...]:
        """Return the options as a file asks them; raises PluginFailed, or a BlueprintError of the format's."""
        def options() -> tuple[FormatOption, ...]:
            return tuple(read_option(option) for option in self.source.options_of(content, document))
        if "options_of" not in self.abilities:
            return self.options
        return self.containment.run(self._what, options, seconds=EXPORT_SECONDS, may_refuse=True)

    def update(self, content: bytes, options: Mapping[str, str],
               document: BlueprintDocument) -> tuple[BlueprintDocument, tuple[Message, ...]] | None:
        """Return what a document becomes with a file, and what was not understood; raises as `read` does."""
        def update() -> tuple[BlueprintDocument, tuple[Message, ...]] | None:
            given = self.source.update(content, options, document)
            if given is None:
                return None
            made, told = given
            return _document("update", made), _told("update", told)
        if "update" not in self.abilities:
            return None
        return self.containment.run(self._what, update, seconds=EXPORT_SECONDS, may_refuse=True)

    @property
    def _what(self) -> Message:
        return message("import format '{name}'", name=self.name)


@dataclass(frozen=True, slots=True)
class PluggedTemplate(Template):
    """A template of a plug-in."""

    source: Any = field(default=None, repr=False)
    containment: Containment = field(default_factory=lambda: Containment(""), repr=False)

    def content(self, language: str) -> bytes:
        """Return the bytes of a blueprint; raises PluginFailed."""
        def content() -> bytes:
            given = self.source.content(language)
            check_kind("content", given, bytes, bytearray)
            decode(bytes(given))
            return bytes(given)
        return self.containment.run(message("template '{name}'", name=self.name), content)


def read_rules(containment: Containment, given: Any) -> list[PluggedRule]:
    """Read the rules that an entry point gives; raises WrongValue, or whatever their code raises."""
    return [_rule(containment, rule) for rule in _sequence("rules", given)]


def read_exporters(containment: Containment, given: Any) -> list[PluggedExporter]:
    """Read the format that an entry point gives; raises WrongValue, or whatever its code raises."""
    purpose = getattr(given, "purpose", None)
    if purpose is not None:
        check_words("purpose", purpose)
    _check_callable(given, "suffix", "export")
    can_draw = getattr(given, "draw", None) is not None
    if can_draw:
        _check_callable(given, "draw")
    options = tuple(read_option(option) for option in _sequence("options", given.options))
    return [PluggedExporter(_name(given.name), _words("title", given.title), options, purpose,
                            read_translations(given), can_draw, given, containment)]


def read_importers(containment: Containment, given: Any) -> list[PluggedImporter]:
    """Read the import format that an entry point gives; raises WrongValue, or whatever its code raises."""
    _check_callable(given, "read")
    abilities = frozenset(name for name in IMPORT_ABILITIES if getattr(given, name, None) is not None)
    _check_callable(given, *sorted(abilities))
    options = tuple(read_option(option) for option in _sequence("options", given.options))
    suffixes = tuple(_suffix("suffixes", suffix) for suffix in _sequence("suffixes", given.suffixes))
    return [PluggedImporter(_name(given.name), _words("title", given.title), _words("purpose", given.purpose),
                            suffixes, options, read_translations(given), abilities,
                            bool(getattr(given, "needs_document", False)), given, containment)]


def read_workshops(containment: Containment, given: Any) -> list[Script]:
    """Read the workshop scripts that an entry point gives; raises WrongValue, or whatever their code raises."""
    from visavis.blueprint.registry.workshop_format import read_script

    del containment  # texts are all that is left of them
    scripts = [read_script(script) for script in _sequence("scripts", given)]
    for script in scripts:
        _name(script.name)
    return scripts


def read_templates(containment: Containment, given: Any) -> list[PluggedTemplate]:
    """Read the templates that an entry point gives; raises WrongValue, or whatever their code raises."""
    return [_template(containment, template) for template in _sequence("templates", given)]


def _rule(containment: Containment, rule: Any) -> PluggedRule:
    _check_callable(rule, "assess")
    friction_class, guide = rule.friction_class, rule.guide
    check_kind("friction_class", friction_class, FrictionClass)
    needs, reads = _needs(rule.needs), _needs(getattr(rule, "reads", ()))
    check_kind("guide", guide, RuleGuide)
    for name in ("matters", "fires", "cost", "remedy", "side_effect"):
        check_words(name, getattr(guide, name))
    for spared in _sequence("spares", guide.spares):
        check_words("spares", spared)
    sets = frozenset(_sequence("sets", rule.sets))
    for name in sets:
        check_kind("sets", name, str)
    thresholds = tuple(_threshold(one) for one in _sequence("thresholds", rule.thresholds))
    translations = read_translations(rule)
    short, action = _optional_words(rule, "short"), _optional_words(rule, "reader_action")
    if short is not None:
        check_short_name(short, [table[short.text] for table in translations.values() if short.text in table])
    return PluggedRule(_name(rule.name), _words("title", rule.title), friction_class, needs, thresholds, sets, guide,
                       reads, short, action, translations, rule, containment)


def _optional_words(given: Any, name: str) -> Message | None:
    return None if getattr(given, name, None) is None else _words(name, getattr(given, name))


def _needs(given: Any) -> tuple[Need, ...]:
    check_needs(given)
    for need in given:
        check_words("words", need.words)
    return tuple(Need(need.words, need.element, need.field) for need in given)


def _threshold(given: Any) -> Threshold:
    check_kind("thresholds", given, Threshold)
    check_kind("thresholds", given.name, str)
    check_number("thresholds", given.value)
    check_kind("thresholds", given.unit, LimitUnit)
    return Threshold(given.name, given.value, given.unit, str(given.source))


def _document(name: str, given: Any) -> BlueprintDocument:
    check_kind(name, given, BlueprintDocument)
    try:
        # What cannot be saved and read again is no document, whatever its class says.
        return decode(encode(given))
    except BlueprintError as error:
        raise WrongValue(error.message) from None


def _told(name: str, given: Any) -> tuple[Message, ...]:
    return tuple(_words(name, one) for one in islice(given, MOST_LOSSES))


def read_option(given: Any) -> FormatOption:
    """Read an option that a format asks; raises WrongValue."""
    check_kind("options", given, FormatOption)
    choices = tuple(_sequence("choices", given.choices))
    for text in (given.default, *choices):
        check_kind("options", text, str)
    check_kind("choice_titles", given.choice_titles, Mapping)
    titles = {choice: _words("choice_titles", given.choice_titles[choice])
              for choice in choices if choice in given.choice_titles}
    return FormatOption(_name(given.name), _words("title", given.title), choices, given.default, titles,
                        bool(given.is_open), bool(given.is_rare))


def _suffix(name: str, given: Any) -> str:
    """Return the ending of a file, which is nothing else."""
    check_kind(name, given, str)
    if not given.startswith(".") or PurePath(given).name != given:
        raise WrongValue(message("'{name}' cannot be {value}", name=name, value=repr(given)[:40]))
    return str(given)


def _template(containment: Containment, given: Any) -> PluggedTemplate:
    _check_callable(given, "content")
    redesigns = getattr(given, "redesigns", "")
    check_kind("redesigns", redesigns, str)
    return PluggedTemplate(_name(given.name), _texts("title", given.title), _texts("summary", given.summary),
                           redesigns=redesigns, source=given, containment=containment)


def _texts(name: str, given: Any) -> Mapping[str, str]:
    """Return a text for each language; one that lacks gets the first there is."""
    check_kind(name, given, Mapping)
    for text in given.values():
        check_kind(name, text, str)
    first = next(iter(given.values()), "")
    return {language: str(given.get(language, first)) for language in LANGUAGES}


def _name(given: Any) -> str:
    check_kind("name", given, str)
    if not _NAME.fullmatch(given) or len(given) > 60:
        raise WrongValue(message("'{name}' cannot be {value}", name="name", value=repr(given)[:60]))
    return str(given)


def _words(name: str, given: Any) -> Message:
    check_words(name, given)
    words: Message = given
    return words


def _sequence(name: str, given: Any) -> list[Any]:
    check_kind(name, given, tuple, list, set, frozenset)
    return list(given)


def _check_callable(given: Any, *names: str) -> None:
    for name in names:
        method: Callable[..., object] = getattr(given, name)
        if not callable(method):
            raise WrongValue(message("'{name}' cannot be {value}", name=name, value=type(method).__name__))
