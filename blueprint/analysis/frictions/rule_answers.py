"""What a rule may answer: findings that drawings, files and panels can show. Anything else is the rule's fault.

Built-in rules and plugged-in ones are held to the same. That their sentences can be written in every language is
shown by tests for the built-in ones, and tried (`check_sentences`) with each answer of the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isfinite
from types import MappingProxyType
from typing import Any

from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed, Severity
from visavis.blueprint.analysis.frictions.guide import InputElement, Need
from visavis.blueprint.analysis.frictions.rule_inputs import has_field
from visavis.blueprint.language import (
    LANGUAGES,
    Count,
    Days,
    Decimal,
    Message,
    MessageList,
    Minutes,
    Money,
    Quoted,
    Share,
    message,
    translator,
)
from visavis.blueprint.model import Basis, BlueprintDocument
from visavis.blueprint.model.problems import WrongValue

# Sums of floats may pass 1 by their last digit.
GREATEST_SHARE = 1 + 1e-9
# What a call-out has room for on two lines of a card.
MOST_SHORT_WORDS = 3
MOST_SHORT_LETTERS = 24
OPTIONAL_WORDS = ("side_effect", "short", "reader_action")
_QUANTITIES = (Minutes, Days, Share, Decimal, Count, Money)


def check_answers(rule: str, document: BlueprintDocument, answers: object) -> list[Finding | NotAssessed]:
    """Return what the rule of this name answered; raises WrongValue where nothing can be made of it."""
    if not isinstance(answers, Iterable) or isinstance(answers, str | bytes | Mapping):
        raise _wrong_value("the answer", answers)
    found = list(answers)
    for answer in found:
        if isinstance(answer, Finding):
            _check_finding(rule, document, answer)
        elif isinstance(answer, NotAssessed):
            _check_gap(rule, document, answer)
        else:
            raise _wrong_value("an answer", answer)
    return found


def check_sentences(answers: Iterable[object]) -> None:
    """Refuse answers with a sentence that cannot be told in every language; raises WrongValue."""
    for answer in answers:
        if isinstance(answer, Finding):
            for name in ("title", "message", "remedy"):
                check_words(name, getattr(answer, name))
            for name in OPTIONAL_WORDS:
                if getattr(answer, name) is not None:
                    check_words(name, getattr(answer, name))
            if answer.short is not None:
                check_short_name(answer.short)
        elif isinstance(answer, NotAssessed):
            check_words("title", answer.title)
            for need in answer.needs:
                check_words("words", need.words)


def check_words(name: str, value: object) -> None:
    """Refuse what is no sentence that can be told in every language; raises WrongValue."""
    if not isinstance(value, Message):
        raise _wrong_value(name, value)
    _check_part(name, value)
    for language in LANGUAGES:
        try:
            translator(language)(value)
        except Exception as error:  # noqa: BLE001 - a sentence whose fields do not fit may raise anything
            raise WrongValue(message("'{name}' cannot be written ({reason})", name=name,
                                     reason=f"{type(error).__name__}: {error}"[:80])) from None


def check_short_name(value: Message, texts: Iterable[str] = ()) -> None:
    """Refuse a name too long for a call-out beside a step, in any language or in other `texts`; raises WrongValue."""
    for text in (*(translator(language)(value) for language in LANGUAGES), *texts):
        if not text.strip() or len(text) > MOST_SHORT_LETTERS or len(text.split()) > MOST_SHORT_WORDS:
            raise _wrong_value("short", text)


def check_kind(name: str, value: object, *kinds: type) -> None:
    """Refuse a value of another type; raises WrongValue."""
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        raise _wrong_value(name, value)


def check_number(name: str, value: object, greatest: float | None = None) -> None:
    """Refuse what is no finite number, or one beyond the greatest there can be; raises WrongValue."""
    check_kind(name, value, int, float)
    assert isinstance(value, int | float)
    if not isfinite(value) or (greatest is not None and not 0 <= value <= greatest):
        raise WrongValue(message("'{name}' cannot be {value}", name=name, value=str(value)[:40]))


def _check_finding(rule: str, document: BlueprintDocument, finding: Finding) -> None:
    if finding.rule != rule:
        raise _wrong_value("rule", finding.rule)
    check_kind("friction_class", finding.friction_class, FrictionClass)
    check_kind("severity", finding.severity, Severity)
    _check_steps(document, finding.steps)
    for name in ("title", "message", "remedy"):
        check_kind(name, getattr(finding, name), Message)
    for name in OPTIONAL_WORDS:
        check_kind(name, getattr(finding, name), Message, type(None))
    check_kind("is_whole", finding.is_whole, bool)
    for name in ("citizen_minutes", "agent_minutes"):
        if getattr(finding, name) is not None:
            check_number(name, getattr(finding, name))
    if finding.share is not None:
        check_number("share", finding.share, GREATEST_SHARE)
    if finding.persona is not None and finding.persona not in document.persona_by_id:
        raise _wrong_value("persona", finding.persona)
    check_kind("basis", finding.basis, Basis, type(None))
    for name in ("waived", "root", "decided"):
        # What people and the program say of a finding is not for the rule to say.
        check_kind(name, getattr(finding, name), type(None))
    check_kind("clauses", finding.clauses, tuple)
    for clause in finding.clauses:
        check_kind("clauses", clause, str)


def _check_gap(rule: str, document: BlueprintDocument, gap: NotAssessed) -> None:
    if gap.rule != rule:
        raise _wrong_value("rule", gap.rule)
    check_kind("title", gap.title, Message)
    check_needs(gap.needs)
    _check_steps(document, gap.steps)


def check_needs(needs: object) -> None:
    """Refuse what does not tell a rule's inputs by fields of the file; raises WrongValue."""
    check_kind("needs", needs, tuple, list)
    assert isinstance(needs, tuple | list)
    for need in needs:
        check_kind("needs", need, Need)
        check_kind("words", need.words, Message)
        check_kind("element", need.element, InputElement)
        check_kind("field", need.field, str)
        if not has_field(need):
            raise _wrong_value("field", f"{need.element}.{need.field}")


def _check_steps(document: BlueprintDocument, steps: object) -> None:
    check_kind("steps", steps, tuple)
    assert isinstance(steps, tuple)
    for step in steps:
        if not isinstance(step, str) or step not in document.step_by_id:
            raise _wrong_value("steps", step)


def _check_part(name: str, part: object) -> None:
    """Refuse a part of a sentence that no language has a way to write."""
    match part:
        case Message(text, values):
            check_kind(name, text, str)
            check_kind(name, values, dict, MappingProxyType)
            for value in values.values():
                _check_part(name, value)
        case MessageList(parts):
            check_kind(name, parts, tuple, list)
            for one in parts:
                _check_part(name, one)
        case Quoted(text):
            check_kind(name, text, str)
        case _ if isinstance(part, _QUANTITIES):
            if part.value is not None:
                check_number(name, part.value)
        case float():
            check_number(name, part)
        case _:
            check_kind(name, part, str, int, bool, type(None))


def _wrong_value(name: str, value: Any) -> WrongValue:
    shown = f"{type(value).__name__} {value!r}" if isinstance(value, str | int | float) else type(value).__name__
    return WrongValue(message("'{name}' cannot be {value}", name=name, value=shown[:60]))
