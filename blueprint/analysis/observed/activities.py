"""Which step each activity of a log is: what somebody said, else what is called the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from visavis.blueprint.language import Quoted, message
from visavis.blueprint.language.folded_words import fold_text
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.model.problems import describe_missing

# Names as like as this are proposed, never taken unasked.
_LIKE = 0.6


@dataclass(frozen=True, slots=True)
class ActivityMap:
    """The step of each activity that has one; activities that are `ignored` are known, and no step.

    `proposed` are steps whose titles are like an activity's name, for somebody to confirm.
    """

    steps: Mapping[str, str]
    ignored: frozenset[str] = frozenset()
    proposed: Mapping[str, str] = field(default_factory=dict)


def map_activities(activities: Iterable[str], document: BlueprintDocument,
                   said: Mapping[str, str] | None = None) -> ActivityMap:
    """Return which step each activity is.

    `said` names, for an activity, a step by its id or its title, or nothing ("") for one that is no step. Of the
    others, those are taken whose name is a step's id or, but for case, accents and punctuation, its title alone.

    Raises BlueprintError for a step that is not there.
    """
    given = {fold_text(name): _find_step(name, step, document) if step else "" for name, step in (said or {}).items()}
    by_title = _by_title(document)
    steps: dict[str, str] = {}
    ignored, proposed = set(), {}
    for activity in dict.fromkeys(activities):
        folded = fold_text(activity)
        step = given.get(folded)
        if step is None:
            step = activity if activity in document.step_by_id else by_title.get(folded)
        if step:
            steps[activity] = step
        elif step == "":
            ignored.add(activity)
        elif like := get_close_matches(folded, by_title, 1, _LIKE):
            proposed[activity] = by_title[like[0]]
    return ActivityMap(steps, frozenset(ignored), proposed)


def _by_title(document: BlueprintDocument) -> dict[str, str]:
    """Return the steps that are the only ones called so."""
    named: dict[str, list[str]] = {}
    for step in document.steps:
        named.setdefault(fold_text(step.title), []).append(step.id)
    return {title: steps[0] for title, steps in named.items() if title and len(steps) == 1}


def _find_step(activity: str, step: str, document: BlueprintDocument) -> str:
    if step in document.step_by_id:
        return step
    found = _by_title(document).get(fold_text(step))
    if found is None:
        fault = describe_missing(message("step"), step, document.step_by_id)
        raise BlueprintError(message("activity {activity}: {fault}", activity=Quoted(activity[:60]), fault=fault))
    return found
