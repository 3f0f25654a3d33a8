"""An edit in words: what was added, changed and removed, for people who decide between two states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from visavis.blueprint.editing.changes import ChangeSet
from visavis.blueprint.language import Message, message, plural
from visavis.blueprint.language.messages import MessageList
from visavis.blueprint.model import Step

# So many names are told; the rest is counted.
MOST_NAMES = 5
LONGEST_NAME = 60


def describe_changes(changes: ChangeSet) -> tuple[Message, ...]:
    """Return what changed, one sentence a kind of change; empty when nothing did."""
    return tuple(_describe(changes))


def _describe(changes: ChangeSet) -> Iterator[Message]:
    steps, flows = changes.steps, changes.flows
    added = [placed.element for placed in steps.added if placed.element.id in steps.added_ids]
    removed = [placed.element for placed in steps.removed if placed.element.id in steps.removed_ids]
    if added:
        yield plural("{count} step added: {names}", "{count} steps added: {names}", len(added), names=_names(added))
    if steps.updated:
        yield plural("{count} step changed: {names}", "{count} steps changed: {names}", len(steps.updated),
                     names=_names([pair.after for pair in steps.updated]))
    if removed:
        yield plural("{count} step deleted: {names}", "{count} steps deleted: {names}", len(removed),
                     names=_names(removed))
    if (steps.added or steps.removed) and not (added or removed):
        yield message("steps are in another order in the file")
    for count, one in ((len(flows.added_ids), "added"), (len(flows.updated), "changed"),
                       (len(flows.removed_ids), "removed")):
        if count:
            yield _flows(one, count)
    fields = [word for name in sorted(changes.head_fields) for word in _words_of(changes, name)]
    if fields:
        yield message("changed outside the drawing: {names}", names=MessageList(tuple(fields)))
    if changes.extra is not None:
        yield message("other keys of the file changed")


def _words_of(changes: ChangeSet, field: str) -> Iterator[Message]:
    """Yield what a field of the head is called; the legal clock is told apart from the rest of the service."""
    if field != "service" or changes.head is None:
        yield _FIELDS.get(field, message("other keys"))
        return
    before, after = changes.head.before.service, changes.head.after.service
    if before.model_copy(update={"legal_clock": after.legal_clock}) != after:
        yield _FIELDS[field]
    if before.legal_clock != after.legal_clock:
        yield message("legal clock")


def _flows(what: str, count: int) -> Message:
    if what == "added":
        return plural("{count} flow added", "{count} flows added", count)
    if what == "changed":
        return plural("{count} flow changed", "{count} flows changed", count)
    return plural("{count} flow deleted", "{count} flows deleted", count)


def _names(steps: Sequence[Step]) -> MessageList:
    names: list[object] = [" ".join(step.title.split())[:LONGEST_NAME] or step.id for step in steps[:MOST_NAMES]]
    rest = len(steps) - MOST_NAMES
    if rest > 0:
        names.append(plural("{count} more", "{count} more", rest))
    return MessageList(tuple(names))


_FIELDS = {
    "title": message("title"), "summary": message("summary"), "language": message("language"),
    "state": message("state"), "redesigns": message("what it redesigns"), "service": message("service"),
    "record": message("record"),
    "channels": message("channels"), "personas": message("personas"), "actors": message("actors"),
    "phases": message("phases"), "lanes": message("lanes"), "items": message("documents and data"),
    "notes": message("notes"), "avoid": message("to-avoid clauses"), "waivers": message("justifications"),
    "rules": message("rules"), "thresholds": message("limits"), "triage": message("decisions about frictions"),
    "id": message("identifier"), "format": message("format"),
}
