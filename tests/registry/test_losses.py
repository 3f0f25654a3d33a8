"""What a format does not hold is counted, told, and all that is missing in what comes back."""

from __future__ import annotations

from pathlib import Path

from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintDocument, Flow, Head, Informs, Lane, Record, Service, Step, StepKind
from visavis.blueprint.registry import Loss, count_losses, describe_losses, fields_that_hold, leave_out
from visavis.blueprint.registry.losses import KeptFields
from visavis.blueprint.storage import load

APA = Path(__file__).parents[2] / "examples" / "apa-a-domicile.blueprint.json"

POSITIONS: KeptFields = {
    Head: {"format", "id", "title", "language", "lanes", "phases"}, Lane: fields_that_hold(Lane),
    Step: {"id", "title", "lane", "phase", "column", "kind"}, Flow: {"source", "target", "key"},
}


def apa() -> BlueprintDocument:
    return load(APA).document


def test_each_field_that_says_something_is_counted_once_for_each_element() -> None:
    document = apa()
    losses = {(loss.element, loss.field): loss.count for loss in count_losses(document, POSITIONS)}
    assert losses[Step, "emotion"] == sum(step.emotion is not None for step in document.steps) > 1
    assert losses[Flow, "label"] == sum(flow.label != "" for flow in document.flows) > 1
    assert losses[Head, "personas"] == 1
    # What is kept, and what nobody filled in, is no loss.
    assert not {(Step, "title"), (Step, "replaces"), (Lane, "name")} & losses.keys()


def test_without_its_losses_a_document_has_none_and_keeps_the_rest() -> None:
    document = apa()
    left = leave_out(document, count_losses(document, POSITIONS))
    assert count_losses(left, POSITIONS) == ()
    assert [step.title for step in left.steps] == [step.title for step in document.steps]
    assert left.head.lanes == document.head.lanes
    assert any(step.kind is StepKind.DECISION for step in left.steps)
    assert left.head.service == Service()


def test_a_list_that_is_lost_is_one_loss_and_a_list_that_is_kept_loses_by_its_elements() -> None:
    document = apa()
    kept: KeptFields = {**POSITIONS, Head: {*POSITIONS[Head], "personas", "record"}, Record: set[str]()}
    assert not any(loss.field == "personas" for loss in count_losses(document, kept))
    assert {loss.field for loss in count_losses(document, kept) if loss.element is Record}


def test_losses_are_told_by_the_names_that_people_know() -> None:
    losses = (Loss(Step, "emotion", 12), Loss(Step, "informs", 1), Loss(Informs, "who", 2), Loss(Head, "service", 1),
              Loss(Lane, "extensions", 1))
    assert [translator("en")(told) for told in describe_losses(losses)] == [
        "not in this file, steps: Emotion (12×) and information of people",
        "not in this file, information of people: Who is told (2×)",
        "not in this file, blueprint: service",
        "not in this file, Lanes: what other programs added"]
