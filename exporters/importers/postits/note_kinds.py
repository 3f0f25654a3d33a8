"""What a category or a colour of a post-it means: a kind of note by its name, else by the habit of workshops."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping
from types import MappingProxyType

from visavis.blueprint.language import Message, translator
from visavis.blueprint.language.folded_words import fold_text
from visavis.blueprint.model import NoteKind
from visavis.blueprint.model.words import NOTE_KINDS

_NAMES: Mapping[NoteKind, tuple[str, ...]] = MappingProxyType({
    NoteKind.PAIN: ("pain", "pains", "irritant", "irritants", "problème", "problem", "problems", "frein", "freins",
                    "rouge", "red", "rose", "pink"),
    NoteKind.IDEA: ("idée", "idées", "idea", "ideas", "solution", "solutions", "proposition", "jaune", "yellow"),
    NoteKind.QUESTION: ("question", "questions", "bleu", "blue", "cyan"),
    NoteKind.QUOTE: ("citation", "verbatim", "quote", "quotes", "orange"),
    NoteKind.INSIGHT: ("constat", "constats", "enseignement", "insight", "insights", "violet", "purple"),
    NoteKind.PRAISE: ("point positif", "points positifs", "positif", "force", "forces", "praise", "strength", "vert",
                      "green"),
})
# Up to which hue, in degrees, a colour is called what.
_HUES = ((20, NoteKind.PAIN), (42, NoteKind.QUOTE), (70, NoteKind.IDEA), (165, NoteKind.PRAISE),
         (255, NoteKind.QUESTION), (295, NoteKind.INSIGHT), (360, NoteKind.PAIN))
_HEX = re.compile(r"#?([0-9a-fA-F]{6})(?:[0-9a-fA-F]{2})?")


def kind_named(name: str) -> NoteKind | None:
    """Return the kind of note that a category or a colour stands for; None where that is not known."""
    known = {fold_text(word): kind for kind, words in _NAMES.items() for word in words}
    known |= {fold_text(translator(language)(Message(words.label))): kind for kind, words in NOTE_KINDS.items()
              for language in ("fr", "en")}
    said = fold_text(name)
    if said in known:
        return known[said]
    found = _HEX.fullmatch(name.strip())
    if found is not None:
        return _kind_of_colour(found[1])
    # `light_yellow`, `jaune clair`.
    parts = {known[part] for part in said.split() if part in known}
    return parts.pop() if len(parts) == 1 else None


def _kind_of_colour(code: str) -> NoteKind | None:
    red, green, blue = (int(code[at:at + 2], 16) / 255 for at in (0, 2, 4))
    hue, _, saturation = colorsys.rgb_to_hls(red, green, blue)
    if saturation < 0.15 or max(red, green, blue) - min(red, green, blue) < 0.06:
        return None
    return next(kind for most, kind in _HUES if hue * 360 <= most)
