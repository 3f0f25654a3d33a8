"""Several steps inspected at once: the fields that people set for many cards together, in one undo step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from visavis.blueprint.editing import Command, commands
from visavis.blueprint.language import N_, plural
from visavis.blueprint.model import BlueprintDocument, Element
from visavis.ui.features.inspector.inspected_subjects import MIXED, Subject
from visavis.ui.fields import LIST_FIELDS, STEP_FIELDS, FieldSpec
from visavis.ui.kit.i18n import interface_language, tr

# Colours are those of lanes: a card has that of the lane it stands in.
COLOUR = "colour"
KEYS = ("channel", "lane", "work", "wait", "effort", "basis")
MOST_NAMED = 4


def _fields() -> tuple[FieldSpec, ...]:
    by_key = {spec.key: spec for spec in STEP_FIELDS}
    colour = next(spec for spec in LIST_FIELDS["lanes"] if spec.key == COLOUR)
    return (*(by_key[key] for key in KEYS), replace(colour, title=N_("Colour of the lane")))


FIELDS = _fields()


@dataclass(frozen=True, slots=True)
class StepsSubject(Subject):
    """Several steps, by their ids; those that are gone are left out."""

    ids: tuple[str, ...]

    @property
    def is_several(self) -> bool:
        """Whether they are edited together: they are."""
        return True

    @property
    def fields(self) -> tuple[FieldSpec, ...]:
        """The fields that are edited together."""
        return FIELDS

    def element(self, document: BlueprintDocument) -> Element | None:
        """Return the first of the steps that are left."""
        return next((document.step_by_id[one] for one in self.ids if one in document.step_by_id), None)

    def value(self, document: BlueprintDocument, key: str) -> Any:
        """Return the value that all of them have, or MIXED."""
        values = [self._value(document, one, key) for one in self._left(document)]
        return values[0] if all(value == values[0] for value in values[1:]) else MIXED

    def change(self, document: BlueprintDocument, key: str, value: Any) -> Command:
        """Return the one command that sets a field of every one of them."""
        ids = self._left(document)
        if key == "lane":
            return commands.PlaceSteps({one: (value, document.step_by_id[one].phase, document.step_by_id[one].column)
                                        for one in ids})
        if key == COLOUR:
            lanes = dict.fromkeys(document.step_by_id[one].lane for one in ids)
            changes: tuple[Command, ...] = tuple(commands.EditLane(lane, colour=value) for lane in lanes)
        else:
            changes = tuple(commands.EditStep(one, **{key: value}) for one in ids)
        return commands.CompositeCommand(plural("Change {count} step", "Change {count} steps", len(ids)), changes)

    def overline(self, document: BlueprintDocument) -> str:
        """Return what they are."""
        del document
        return tr("Edited together")

    def title(self, document: BlueprintDocument) -> str:
        """Return how many they are."""
        return interface_language.translator.plural("{count} step", "{count} steps", len(self._left(document)))

    def subtitle(self, document: BlueprintDocument) -> str:
        """Return the titles of the first of them."""
        titles = [" ".join(document.step_by_id[one].title.split()) or tr("Without a title")
                  for one in self._left(document)]
        return " · ".join(titles[:MOST_NAMED]) + (" …" if len(titles) > MOST_NAMED else "")

    def _left(self, document: BlueprintDocument) -> list[str]:
        return [one for one in self.ids if one in document.step_by_id]

    def _value(self, document: BlueprintDocument, one: str, key: str) -> Any:
        step = document.step_by_id[one]
        return document.lane_by_id[step.lane].colour if key == COLOUR else getattr(step, key)
