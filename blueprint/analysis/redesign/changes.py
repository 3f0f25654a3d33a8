"""What a redesign changed, step by step, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from visavis.blueprint.analysis.redesign.matching import Matching
from visavis.blueprint.language import Message, MessageList, Quoted, message, plural
from visavis.blueprint.model import BlueprintDocument, Side, Step

# What a change of these fields means to people; a changed place in the grid, or another wording, is no redesign.
_FIELDS: dict[str, Message] = {
    "kind": message("what it is"), "channel": message("the channel"), "place": message("the place"),
    "system": message("the tool"), "unit": message("the team"), "work": message("the working time"),
    "wait": message("the wait"), "asks": message("what is asked for"), "gives": message("what is given"),
    "informs": message("who is told"), "fails": message("how often it fails"), "fallback": message("the fallback"),
    "split": message("the ways out"), "join": message("the ways in"), "hidden": message("whether it is official"),
    "uses": message("what it is decided on"), "announces": message("what is announced"),
    "appointment": message("the appointment"), "deadline": message("the deadline"),
    "helped": message("who needs help"), "help": message("the helper's time"), "legal": message("the legal aspects"),
    "outcome": message("the outcome"),
}
# Whole phrases: an article melts into the word before it ("aux agents", never "à les agents").
FROM_SIDE: dict[Side, Message] = {
    Side.CITIZEN: message("from the citizen"), Side.AGENT: message("from the agents"),
    Side.PARTNER: message("from a partner"), Side.SYSTEM: message("from a tool"),
}
TO_SIDE: dict[Side, Message] = {
    Side.CITIZEN: message("to the citizen"), Side.AGENT: message("to the agents"),
    Side.PARTNER: message("to a partner"), Side.SYSTEM: message("to a tool"),
}


class ChangeKind(StrEnum):
    """What happened to steps between two blueprints."""

    ADDED = "added"
    REMOVED = "removed"
    MERGED = "merged"
    SPLIT = "split"
    CROSSED = "crossed"
    MOVED = "moved"
    CHANGED = "changed"
    ASKED = "asked"
    NO_LONGER_ASKED = "no-longer-asked"


@dataclass(frozen=True, slots=True)
class RedesignChange:
    """One change: the as-is steps and the steps of the redesign that it is about, and it in words.

    `fields` are the keys of the file that differ; `side_before` and `side_after` tell who bore the work
    and who bears it.
    """

    kind: ChangeKind
    before: tuple[str, ...]
    after: tuple[str, ...]
    message: Message
    fields: tuple[str, ...] = ()
    side_before: Side | None = None
    side_after: Side | None = None


def changes(matching: Matching) -> tuple[RedesignChange, ...]:
    """Return what the redesign changed: steps gone and new first, then the others, then what is asked of people."""
    return (*_list_removed(matching), *_list_added(matching), *_list_regrouped(matching), *_list_changed(matching),
            *_list_item_changes(matching))


def _list_removed(matching: Matching) -> Iterator[RedesignChange]:
    for step in matching.removed_steps:
        yield RedesignChange(ChangeKind.REMOVED, (step.id,), (), message("{step} is gone", step=_name(step)),
                             side_before=matching.before.side_of(step))


def _list_added(matching: Matching) -> Iterator[RedesignChange]:
    for step in matching.added_steps:
        yield RedesignChange(ChangeKind.ADDED, (), (step.id,), message("{step} is new", step=_name(step)),
                             side_after=matching.after.side_of(step))


def _list_regrouped(matching: Matching) -> Iterator[RedesignChange]:
    for name, origins in matching.origins.items():
        if len(origins) > 1:
            step = matching.after.step_by_id[name]
            yield RedesignChange(ChangeKind.MERGED, origins, (name,), plural(
                "{count} step became {step}", "{count} steps became {step}", len(origins), step=_name(step)),
                side_after=matching.after.side_of(step))
    for name, successors in matching.successors.items():
        if len(successors) > 1:
            step = matching.before.step_by_id[name]
            yield RedesignChange(ChangeKind.SPLIT, (name,), successors, plural(
                "{step} became {count} step", "{step} became {count} steps", len(successors), step=_name(step)),
                side_before=matching.before.side_of(step))


def _list_changed(matching: Matching) -> Iterator[RedesignChange]:
    for name, origins in matching.origins.items():
        if len(origins) != 1:
            continue
        before, after = matching.before.step_by_id[origins[0]], matching.after.step_by_id[name]
        one, other = matching.before.side_of(before), matching.after.side_of(after)
        if one is not other and one is not None and other is not None:
            yield RedesignChange(ChangeKind.CROSSED, origins, (name,), message(
                "{step} passes {from_side} {to_side}", step=_name(after), from_side=FROM_SIDE[one],
                to_side=TO_SIDE[other]), side_before=one, side_after=other)
        elif before.lane != after.lane and _lane_name(matching.before, before) != _lane_name(matching.after, after):
            yield RedesignChange(ChangeKind.MOVED, origins, (name,), message(
                "{step} moves to {lane}", step=_name(after), lane=Quoted(_lane_name(matching.after, after))),
                ("lane",), one, other)
        fields = tuple(field for field in _FIELDS if getattr(before, field) != getattr(after, field))
        if fields:
            words = MessageList(tuple(_FIELDS[field] for field in fields))
            yield RedesignChange(ChangeKind.CHANGED, origins, (name,), message(
                "{step} changes: {fields}", step=_name(after), fields=words), fields, one, other)


def _list_item_changes(matching: Matching) -> Iterator[RedesignChange]:
    """Tell which documents and facts are asked for no longer, and which ones newly."""
    before, after = _asking_steps(matching.before), _asking_steps(matching.after)
    for name, steps in before.items():
        if name not in after:
            yield RedesignChange(ChangeKind.NO_LONGER_ASKED, steps, (), message(
                "{item} is no longer asked for", item=Quoted(matching.before.item_by_id[name].name)))
    for name, steps in after.items():
        if name not in before:
            yield RedesignChange(ChangeKind.ASKED, (), steps, message(
                "{item} is asked for now", item=Quoted(matching.after.item_by_id[name].name)))


def _asking_steps(document: BlueprintDocument) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for step in document.steps:
        for item in step.asks:
            found.setdefault(item, []).append(step.id)
    return {item: tuple(steps) for item, steps in found.items()}


def _lane_name(document: BlueprintDocument, step: Step) -> str:
    return document.lane_by_id[step.lane].name


def _name(step: Step) -> Quoted:
    return Quoted(" ".join(step.title.split()) or step.id)
