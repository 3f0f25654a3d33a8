"""The translations that a plug-in brings for its own sentences: a table by language, checked before it is used."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Any

from visavis.blueprint.analysis.frictions.rule_answers import check_kind
from visavis.blueprint.language import LANGUAGES, message
from visavis.blueprint.model.problems import WrongValue


def read_translations(given: Any) -> Mapping[str, Mapping[str, str]]:
    """Return the attribute `translations` of what is plugged in, `{"fr": {source text: French}}`; {} without one.

    Languages that the program does not speak are passed over. Raises WrongValue: a translation must have the fields
    of its source text, since whoever fills them knows only those.
    """
    tables = getattr(given, "translations", {})
    check_kind("translations", tables, Mapping)
    read: dict[str, Mapping[str, str]] = {}
    for language in LANGUAGES:
        table = tables.get(language, {})
        check_kind("translations", table, Mapping)
        read[language] = {source: _translation(source, text) for source, text in table.items()}
    return read


def _translation(source: Any, text: Any) -> str:
    check_kind("translations", source, str)
    check_kind("translations", text, str)
    if not text or _fields(source) != _fields(text):
        raise WrongValue(message("the translation of '{source}' must have the fields of that text",
                                 source=source[:60]))
    return str(text)


def _fields(text: str) -> set[tuple[str | None, str | None, str | None]]:
    """Return the fields of a text, each with how it is written."""
    try:
        return {(name, form, conversion) for _, name, form, conversion in Formatter().parse(text) if name is not None}
    except ValueError:
        raise WrongValue(message("'{name}' cannot be {value}", name="translations", value=repr(text)[:60])) from None
