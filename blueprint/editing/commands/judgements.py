"""What people decide about frictions: justifications, limits of their own, and what is to be done."""

from __future__ import annotations

from visavis.blueprint.editing.commands.lists import AddToList, EditInList, HeadList, MoveInList, RemoveFromList
from visavis.blueprint.editing.draft import Draft
from visavis.blueprint.language import message
from visavis.blueprint.model import ThresholdSetting, TriageNote, Waiver
from visavis.blueprint.model.problems import Refused

WAIVERS = HeadList(
    "waivers", Waiver, "w", message("justification"), message("Justify a friction"), message("Edit a justification"),
    message("Delete a justification"), message("Move a justification"),
)
THRESHOLDS = HeadList(
    "thresholds", ThresholdSetting, "l", message("limit"), message("Set a limit"), message("Edit a limit"),
    message("Delete a limit"), message("Move a limit"),
)
TRIAGE = HeadList(
    "triage", TriageNote, "t", message("decided friction point"), message("Decide on a friction point"),
    message("Change a decision on a friction point"), message("Delete a decision on a friction point"),
    message("Move a decision on a friction point"),
)


class AddWaiver(AddToList):
    """Keep a friction on purpose, and say why."""

    of = WAIVERS

    def apply(self, draft: Draft) -> None:
        """Add it."""
        waived = {(waiver.rule, waiver.step) for waiver in draft.head.waivers}
        if (self.fields.get("rule"), self.fields.get("step")) in waived:
            raise Refused(message("this friction is justified already; change that justification"))
        super().apply(draft)


class EditWaiver(EditInList):
    """Change a justification."""

    of = WAIVERS


class MoveWaiver(MoveInList):
    """Move a justification in the list."""

    of = WAIVERS


class RemoveWaiver(RemoveFromList):
    """Take a justification back."""

    of = WAIVERS


class AddThreshold(AddToList):
    """Set a limit of a rule otherwise for this document."""

    of = THRESHOLDS

    def apply(self, draft: Draft) -> None:
        """Add it."""
        known = {(setting.rule, setting.name) for setting in draft.head.thresholds}
        if (self.fields.get("rule"), self.fields.get("name")) in known:
            raise Refused(message("this limit is set already; change that one"))
        super().apply(draft)


class EditThreshold(EditInList):
    """Change a limit of the document's own."""

    of = THRESHOLDS


class MoveThreshold(MoveInList):
    """Move a limit in the list."""

    of = THRESHOLDS


class RemoveThreshold(RemoveFromList):
    """Return to the limit of the organisation, or of the rule."""

    of = THRESHOLDS


class AddTriage(AddToList):
    """Decide about a finding; a decision about the same finding is replaced."""

    of = TRIAGE

    def apply(self, draft: Draft) -> None:
        """Decide."""
        mine = tuple(self.fields.get(name) for name in ("rule", "step", "persona"))
        kept = {name: note for name, note in TRIAGE.elements(draft).items()
                if (note.rule, note.step, note.persona) != mine}
        TRIAGE.put(draft, kept)
        super().apply(draft)


class EditTriage(EditInList):
    """Change a decision about a finding."""

    of = TRIAGE


class MoveTriage(MoveInList):
    """Move a decision in the list."""

    of = TRIAGE


class RemoveTriage(RemoveFromList):
    """Take a decision back: the finding is open again."""

    of = TRIAGE
