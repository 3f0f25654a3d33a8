"""The people of a blueprint, and how they reach each other: personas, actors, channels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from visavis.blueprint.editing.commands.lists import AddToList, EditInList, HeadList, MoveInList, RemoveFromList
from visavis.blueprint.editing.draft import Draft
from visavis.blueprint.editing.grid import derived_kinds, update_derived_kinds
from visavis.blueprint.editing.identifiers import slug
from visavis.blueprint.editing.removal import remove_flows, widen_scopes
from visavis.blueprint.editing.values import change_element
from visavis.blueprint.language import Quoted, message, plural
from visavis.blueprint.model import Actor, Channel, DeclaredChannel, Persona
from visavis.blueprint.model.problems import Refused


def _channel_name(fields: Mapping[str, Any], known: set[str]) -> str:
    # Steps and personas name their channel in the file: a readable name serves whoever reads it.
    return slug(str(fields.get("name", "")), known | {channel.value for channel in Channel}, "channel")


PERSONAS = HeadList(
    "personas", Persona, "u", message("persona"), message("Add a persona"), message("Edit a persona"),
    message("Delete a persona"), message("Move a persona"),
)
ACTORS = HeadList(
    "actors", Actor, "a", message("actor"), message("Add an actor"), message("Edit an actor"),
    message("Delete an actor"), message("Move an actor"),
)
CHANNELS = HeadList(
    "channels", DeclaredChannel, "c", message("channel"), message("Add a channel"), message("Edit a channel"),
    message("Delete a channel"), message("Move a channel"), name_of=_channel_name,
)


class AddPersona(AddToList):
    """Add a persona."""

    of = PERSONAS


class EditPersona(EditInList):
    """Change a persona."""

    of = PERSONAS


class MovePersona(MoveInList):
    """Move a persona in the list."""

    of = PERSONAS


@dataclass(frozen=True)
class RemovePersona(RemoveFromList):
    """Remove a persona. Flows for them alone would come to be for everybody: they refuse it, or go too."""

    of = PERSONAS
    with_flows: bool = False

    def apply(self, draft: Draft) -> None:
        """Remove them."""
        persona = PERSONAS.element(draft, self.target)
        alone = [flow.key for flow in draft.flows.values() if set(flow.only_for) == {persona.id}]
        if alone and not self.with_flows:
            raise Refused(plural("{count} flow is for {persona} only; delete it or open it to others first",
                                 "{count} flows are for {persona} only; delete them or open them to others first",
                                 len(alone), persona=Quoted(persona.name or persona.id)))
        remove_flows(draft, alone)
        for flow in list(draft.flows.values()):
            if persona.id in flow.only_for or persona.id in flow.not_for:
                draft.put_flow(change_element(flow, {"only_for": _drop_name(flow.only_for, persona.id),
                                              "not_for": _drop_name(flow.not_for, persona.id)}))
        widen_scopes(draft, "persona", {persona.id})
        draft.put_head(triage=tuple(note for note in draft.head.triage if note.persona != persona.id))
        PERSONAS.take(draft, persona.id)


class AddActor(AddToList):
    """Add an actor."""

    of = ACTORS


class EditActor(EditInList):
    """Change an actor. A new side changes the kind of the flows that come to lead to a system or partner."""

    of = ACTORS

    def apply(self, draft: Draft) -> None:
        """Change them."""
        kinds = derived_kinds(draft, _steps_of(draft, self.target)) if "side" in self.changes else {}
        super().apply(draft)
        update_derived_kinds(draft, kinds)


class MoveActor(MoveInList):
    """Move an actor in the list."""

    of = ACTORS


class RemoveActor(RemoveFromList):
    """Remove an actor; their lanes stay, done by whom their kind implies, and they stand in for no one."""

    of = ACTORS

    def apply(self, draft: Draft) -> None:
        """Remove them."""
        actor = ACTORS.element(draft, self.target)
        kinds = derived_kinds(draft, _steps_of(draft, actor.id))
        draft.put_head(lanes=tuple(change_element(lane, {"actor": None}) if lane.actor == actor.id else lane
                                   for lane in draft.head.lanes),
                       actors=tuple(change_element(other, {"deputy": None}) if other.deputy == actor.id else other
                                    for other in draft.head.actors))
        ACTORS.take(draft, actor.id)
        update_derived_kinds(draft, kinds)


class AddChannel(AddToList):
    """Declare a channel of this blueprint's own."""

    of = CHANNELS


class EditChannel(EditInList):
    """Rename a declared channel."""

    of = CHANNELS


class MoveChannel(MoveInList):
    """Move a declared channel in the list."""

    of = CHANNELS


class RemoveChannel(RemoveFromList):
    """Remove a declared channel; steps on it lose theirs. A persona who has no other refuses it."""

    of = CHANNELS

    def apply(self, draft: Draft) -> None:
        """Remove it."""
        channel = CHANNELS.element(draft, self.target)
        for persona in draft.head.personas:
            if set(persona.channels) == {channel.id}:
                raise Refused(message("{persona} can use no other channel; give them one first",
                                      persona=Quoted(persona.name or persona.id)))
        draft.put_head(personas=tuple(
            change_element(persona, {"channels": _drop_name(persona.channels, channel.id)})
            for persona in draft.head.personas
        ))
        if channel.id not in {built_in.value for built_in in Channel}:
            for step in list(draft.steps.values()):
                if step.channel == channel.id:
                    draft.put_step(change_element(step, {"channel": None}))
        CHANNELS.take(draft, channel.id)


def _drop_name(names: tuple[str, ...], gone: str) -> tuple[str, ...]:
    return tuple(name for name in names if name != gone)


def _steps_of(draft: Draft, actor: str) -> set[str]:
    lanes = {lane.id for lane in draft.head.lanes if lane.actor == actor}
    return {step.id for step in draft.steps.values() if step.lane in lanes}
