"""What plug-ins give, as the program uses it: read and checked once, its code run only in containment.

Nothing else holds an object of a plug-in: a property that raises, or that is of another type tomorrow, is asked once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import Need, RuleGuide
from visavis.blueprint.analysis.frictions.rule import Threshold
from visavis.blueprint.analysis.frictions.rule_answers import (
    check_kind,
    check_needs,
    check_number,
    check_sentences,
    check_words,
)
from visavis.blueprint.language import Count, Message, message
from visavis.blueprint.model import LimitUnit
from visavis.blueprint.model.problems import WrongValue
from visavis.blueprint.registry.containment import EXPORT_SECONDS, Containment
from visavis.blueprint.registry.export_formats import ExportJob, ExportOption
from visavis.blueprint.storage import decode
from visavis.templates.catalogue import LANGUAGES, Template

if TYPE_CHECKING:
    from visavis.blueprint.analysis.frictions.context import RuleContext

# More than any rule has to say about ten thousand steps.
MOST_ANSWERS = 100_000
_NAME = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class PluggedRule:
    """A rule of a plug-in; `reads` are the inputs it looks at beside its needs, where it tells any."""

    name: str
    title: Message
    friction_class: FrictionClass
    needs: tuple[Need, ...]
    thresholds: tuple[Threshold, ...]
    sets: frozenset[str]
    guide: RuleGuide
    reads: tuple[Need, ...]
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
    options: tuple[ExportOption, ...]
    purpose: Message | None
    source: Any = field(repr=False)
    containment: Containment = field(repr=False)

    def suffix(self, options: Mapping[str, str]) -> str:
        """Return the usual ending of its files; raises PluginFailed."""
        def suffix() -> str:
            given = self.source.suffix(options)
            check_kind("suffix", given, str)
            if not given.startswith(".") or PurePath(given).name != given:
                raise WrongValue(message("'{name}' cannot be {value}", name="suffix", value=repr(given)[:40]))
            return str(given)
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

    @property
    def _what(self) -> Message:
        return message("format '{name}'", name=self.name)


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
    options = tuple(_option(option) for option in _sequence("options", given.options))
    return [PluggedExporter(_name(given.name), _words("title", given.title), options, purpose, given, containment)]


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
    return PluggedRule(_name(rule.name), _words("title", rule.title), friction_class, needs, thresholds, sets, guide,
                       reads, rule, containment)


def _needs(given: Any) -> tuple[Need, ...]:
    check_needs(given)
    for need in given:
        check_words("words", need.words)
    return tuple(given)


def _threshold(given: Any) -> Threshold:
    check_kind("thresholds", given, Threshold)
    check_kind("thresholds", given.name, str)
    check_number("thresholds", given.value)
    check_kind("thresholds", given.unit, LimitUnit)
    return Threshold(given.name, given.value, given.unit, str(given.source))


def _option(given: Any) -> ExportOption:
    check_kind("options", given, ExportOption)
    choices = tuple(_sequence("choices", given.choices))
    for text in (given.default, *choices):
        check_kind("options", text, str)
    return ExportOption(_name(given.name), _words("title", given.title), choices, given.default)


def _template(containment: Containment, given: Any) -> PluggedTemplate:
    _check_callable(given, "content")
    return PluggedTemplate(_name(given.name), _texts("title", given.title), _texts("summary", given.summary),
                           source=given, containment=containment)


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
