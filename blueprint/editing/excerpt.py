"""A part of a blueprint: what is copied to the clipboard, and the same as text for other programs."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from visavis.blueprint.editing.capture.tokens import escape_title, read_typed_step
from visavis.blueprint.editing.capture.written_times import write_time
from visavis.blueprint.editing.commands.steps import item_field
from visavis.blueprint.editing.draft import Draft
from visavis.blueprint.editing.identifiers import Identifiers
from visavis.blueprint.editing.removal import remove_steps
from visavis.blueprint.editing.values import change_element
from visavis.blueprint.model import BlueprintDocument, Step, Time, minutes


def copy_excerpt(document: BlueprintDocument, steps: Collection[str]) -> BlueprintDocument:
    """Return a document of these steps and the flows between them only.

    Notes, decisions, to-avoid clauses and the record stay behind: a paste must not carry what was private.
    """
    draft = Draft(document, Identifiers())
    remove_steps(draft, [step.id for step in document.steps if step.id not in steps], heals=False)
    draft.put_head(notes=(), waivers=(), triage=(), avoid=(), thresholds=())
    draft.put_whole_head(change_element(draft.head, {"record": None}))
    return draft.finish()


def write_listing(document: BlueprintDocument, steps: Collection[str]) -> str:
    """Return steps as lines that `read_listing` understands: phase by phase, in the order of the columns."""
    return "\n".join(_lines(document, steps)) + "\n"


def _lines(document: BlueprintDocument, steps: Collection[str]) -> Iterator[str]:
    lanes = {lane.id: index for index, lane in enumerate(document.head.lanes)}
    chosen = [step for step in document.steps if step.id in steps]
    several = len({step.phase for step in chosen}) > 1
    for phase in document.head.phases:
        inside = sorted((step for step in chosen if step.phase == phase.id),
                        key=lambda step: (step.column, lanes[step.lane]))
        if inside and several:
            yield f"# {' '.join(phase.name.split())}"
        for step in inside:
            yield document.lane_of(step).facts.mark + _line(document, step)


def _line(document: BlueprintDocument, step: Step) -> str:
    tokens: dict[str, tuple[object, ...]] = {
        "work": (_time_token("!", step.work, document),),
        "wait": (_time_token("~", step.wait, document),),
        "channel": (f"@{step.channel}",),
        "items": tuple(f'#"{document.item_by_id[item].name}"' for item in _items(document, step)),
    }
    # Only what is understood as what it was.
    kept = [str(token) for field, some in tokens.items() for token in some
            if _is_true_of(str(token), field, step, document)]
    return " ".join([escape_title(" ".join(step.title.split())), *kept])


def _time_token(sign: str, time: Time | None, document: BlueprintDocument) -> str:
    """Return a time as a token, without the spaces that people read it by where it does without them."""
    text = " ".join(write_time(time, document.head.language).split())
    close = sign + text.replace(" ", "")
    return close if read_typed_step(close, document).fields == read_typed_step(sign + text,
                                                                               document).fields else sign + text


def _is_true_of(token: str, field: str, step: Step, document: BlueprintDocument) -> bool:
    """Return whether a token is one, and says of the step what is so."""
    spoken = read_typed_step(token, document)
    if field == "items":
        return not spoken.title and set(spoken.named) <= set(_items(document, step))
    said = spoken.fields.get(field)
    if spoken.title or said is None:
        return False
    return bool(change_element(step, {field: said}) is step or _is_as_long(said, getattr(step, field)))


def _is_as_long(said: object, value: object) -> bool:
    """Return whether two plain times are equal although they are written differently (`PT90M`, `PT1H30M`)."""
    return isinstance(said, str) and isinstance(value, str) and minutes(said) == minutes(value)


def _items(document: BlueprintDocument, step: Step) -> tuple[str, ...]:
    items: tuple[str, ...] = getattr(step, item_field(document.lane_of(step)))
    return items
