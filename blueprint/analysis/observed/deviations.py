"""Where real cases leave what is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from visavis.blueprint.language import Message, MessageList, Quoted, message
from visavis.blueprint.model import BlueprintDocument


class DeviationKind(Enum):
    """What a case did that is not drawn."""

    SKIPPED = "skipped"
    WENT_BACK = "went-back"
    NO_WAY = "no-way"
    BEGAN_ELSEWHERE = "began-elsewhere"


@dataclass(frozen=True, slots=True)
class Deviation:
    """Cases that came to step `after` from step `before` (None: at their beginning), which no flow allows.

    `skipped` are the logged steps that are drawn between; `cases` how many cases did so, of all of them.
    """

    kind: DeviationKind
    before: str | None
    after: str
    skipped: tuple[str, ...]
    cases: int


def describe_deviation(deviation: Deviation, document: BlueprintDocument) -> Message:
    """Return what cases did, as a sentence without their number."""
    after = Quoted(document.step_by_id[deviation.after].title)
    before = Quoted(document.step_by_id[deviation.before].title) if deviation.before else None
    skipped = MessageList(tuple(Quoted(document.step_by_id[step].title) for step in deviation.skipped))
    match deviation.kind:
        case DeviationKind.SKIPPED:
            return message("from {before} straight to {after}, without {skipped}", before=before, after=after,
                           skipped=skipped)
        case DeviationKind.WENT_BACK:
            return message("back from {before} to {after}", before=before, after=after)
        case DeviationKind.BEGAN_ELSEWHERE:
            return message("begin with {after}", after=after)
        case DeviationKind.NO_WAY:
            return message("from {before} to {after}, where nothing leads", before=before, after=after)
