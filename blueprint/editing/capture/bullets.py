"""Bullets, numbers and check boxes before the lines of a list, as word processors, mails and people write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

# These stand close to a word as well; the last are Word's own bullets in the Symbol and Wingdings fonts.
_SIGNS = "•◦▪▫■□●○‣⁃∙·►▶➢➤→⇒➔❖♦◆◇✓✔✗✘☐☑☒\uf0b7\uf0a7\uf0d8\uf0fc\uf076"
# Only with a space: they begin words and numbers, too.
_DASHES = r"\-\u2011−–—*+"
_ROMAN = "[ivx]{1,6}"
_BULLET = re.compile(
    rf"(?:[{_SIGNS}]\s*|[{_DASHES}]\s+|\[[ xX✓✔]?\]\s*"
    # Word's round, square and arrow bullets as plain text: letters before a tab.
    r"|[ovqnØü§](?:\t\s*|[ \u00a0]{2,})"
    rf"|(?:[a-z]\)|\([a-z]\)|[a-h]\.|{_ROMAN}[.)]|\({_ROMAN}\)|[A-Z]\)|[IVX]{{1,6}}\))\s+"
    # Close to a word with a capital: `a)Vient`.
    r"|[a-z]\)(?=[A-ZÀ-ÖØ-Þ]))"
)
_NUMBER = re.compile(
    r"(?:\d{1,3}[.)]|\(\d{1,3}\)|\d{1,3}°\)?|\d{1,3}(?:\.\d{1,3})+[.)])\s+|\d{1,3}\s?[-–—]\s+(?!\d)"
    # Close to a word with a capital: `1.Appelle`.
    r"|\d{1,3}[.)](?=[A-ZÀ-ÖØ-Þ])"
)
# What may be a number of a list, or the beginning of a sentence: taken off where the lines count on.
_LABEL = re.compile(r"(?P<label>\d{1,3}(?:\.\d{1,3})*|[A-Za-z]\.)\s+(?=\D)")
_FIRST = ((1,), (1, 1), (ord("a"),))
_ALONE = re.compile(rf"[{_SIGNS}{_DASHES}]|\[[ xX✓✔]?\]|[o§]")


@dataclass(frozen=True, slots=True)
class ListLine:
    """A line of a list without its bullets: its number as it stands there ("" without one), and its words."""

    number: str
    words: str

    @property
    def whole(self) -> str:
        """The line without its bullets, its number kept: `24. étage`."""
        return f"{self.number}{self.words}"

    @property
    def label(self) -> tuple[int, ...]:
        """The number in its levels: 1.2 is (1, 2)."""
        return tuple(map(int, re.findall(r"\d+", self.number)))

    @property
    def begins_a_sentence(self) -> bool:
        """Whether the words begin as the lines of a list do, not as what is counted does."""
        return not self.words[:1].islower()


def read_list_line(text: str) -> ListLine:
    """Return a line without the bullets and check boxes before its words, and its number apart."""
    rest = _strip_signs(text)
    found = _NUMBER.match(rest)
    if found is None:
        return ListLine("", rest)
    return ListLine(found.group(), _strip_signs(rest[found.end():]))


def strip_bullet(text: str) -> str:
    """Return a line without the bullets, numbers and check boxes before its words, whatever the other lines are."""
    return read_list_line(text).words


def strip_bullets(texts: Sequence[str]) -> list[str]:
    """Return the lines of a list without their bullets, and without their numbers where they are a list's."""
    lines = [read_list_line(text) for text in texts]
    are_numbers = are_list_numbers(lines)
    return [line.words if are_numbers else line.whole for line in lines]


def are_list_numbers(lines: Sequence[ListLine]) -> bool:
    """Return whether the numbers before some lines count them, from the first on or from where the list was cut.

    Else they are a floor, a date or a number of people, and belong to the words.
    """
    labelled = [line for line in lines if line.number]
    if not labelled:
        return False
    several, begins = len(labelled) > 1, labelled[0].label in _FIRST
    are_sentences = all(line.begins_a_sentence for line in labelled)
    # Two signs of three: one number alone, or one list from its middle, is read by how its words begin.
    if several + begins + are_sentences < 2:
        return False
    wanted = {labelled[0].label}
    for line in labelled:
        if line.label not in wanted and line.label not in _FIRST:
            return False
        wanted |= _next_labels(line.label)
    return True


def _strip_signs(text: str) -> str:
    rest = text.lstrip()
    while (found := _BULLET.match(rest)) is not None:
        rest = rest[found.end():].lstrip()
    return rest


def is_bullet(text: str) -> bool:
    """Return whether a text is nothing but a bullet or a check box."""
    return _ALONE.fullmatch(text.strip()) is not None


def has_running_labels(texts: Sequence[str]) -> bool:
    """Return whether the lines of a list are numbered or lettered one after the other, from the first on.

    A number without a stop may count what is behind it (`2 agents signent`), unless that begins with a capital.
    """
    labels = [_read_label(text) for text in texts]
    known = [label for label in labels if label is not None]
    return len(texts) > 1 and len(known) == len(labels) and known[0] in _FIRST and all(
        other in _next_labels(one) for one, other in pairwise(known)) and not any(
            text.lstrip()[:1].isdigit() and strip_label(text)[:1].islower() for text in texts)


def strip_label(text: str) -> str:
    """Return a line of a list that counts on without its number or letter."""
    found = _LABEL.match(text.lstrip())
    return text.lstrip()[found.end():] if found is not None else text


def _read_label(text: str) -> tuple[int, ...] | None:
    found = _LABEL.match(text.lstrip())
    if found is None:
        return None
    label = found["label"]
    return (ord(label[0].lower()),) if label[0].isalpha() else tuple(map(int, label.split(".")))


def _next_labels(label: tuple[int, ...]) -> set[tuple[int, ...]]:
    """Return the numbers that may come next: after 1.3 they are 1.3.1, 1.4 and 2."""
    return {(*label, 1), *((*label[:level], label[level] + 1) for level in range(len(label)))}
