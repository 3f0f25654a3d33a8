"""The words that stand on a flow: what is said, or the condition, and how many cases go that way."""

from __future__ import annotations

from dataclasses import replace

from visavis.blueprint.language import Quoted, Share, Translator, typography
from visavis.blueprint.layout.style import LayoutStyle
from visavis.blueprint.model import Flow, FlowKind
from visavis.blueprint.text import FittedText, TextMetrics, fit
from visavis.blueprint.text.wrapping import ELLIPSIS

# Between the words and the share.
PARTING = " · "


def words_of(flow: Flow, translate: Translator) -> str:
    """Return what stands on a flow: speech in quotes, else the condition; the probability behind it."""
    parts = []
    if flow.label.strip():
        label = flow.label.strip()
        spoken = flow.kind is FlowKind.INTERACTION
        parts.append(translate.write(Quoted(label)) if spoken else label)
    elif flow.condition.strip():
        parts.append(typography.punctuate(flow.condition.strip(), translate.language))
    if flow.probability is not None:
        parts.append(translate.write(Share(float(flow.probability))))
    return PARTING.join(parts)


def share_of(text: str) -> str:
    """Return the share at the end of a flow's words; empty where they have none."""
    share = text.rpartition(PARTING)[2]
    return share if share.endswith("%") and share[:1].isdigit() else ""


def fit_words(text: str, width: float, lines: int, style: LayoutStyle, metrics: TextMetrics) -> FittedText:
    """Return the words of a flow in `width` points and so many lines; where they are cut, their share stays whole.

    A number is never cut: who reads "after a month…" does not know how many cases go that way.
    """
    def fit_one(shown: str) -> FittedText:
        return fit(shown, style.label, width, max_lines=lines, minimum=style.least, metrics=metrics,
                   leading=style.leading)
    whole = fit_one(text)
    share = share_of(text)
    if not whole.is_cut or not share:
        return whole
    words = text.removesuffix(share).removesuffix(PARTING)
    best, least, most = fit_one(share), 1, len(words)
    while least <= most:
        letters = (least + most) // 2
        shorter = fit_one(f"{words[:letters].rstrip()}{ELLIPSIS}{PARTING}{share}")
        if shorter.is_cut:
            most = letters - 1
        else:
            best, least = shorter, letters + 1
    return replace(best, full=text, is_cut=True)
