"""Where a document tells the inputs of a rule: the elements that a `Need` is about, and whether one says the field.

A need names its field by the element that has it. A dotted field leads into a part (`informs.who`), or into each
element of a list.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from visavis.blueprint.analysis.frictions.guide import InputElement, Need
from visavis.blueprint.model import Actor, BlueprintDocument, Flow, Item, Persona, Service, Split, Step
from visavis.blueprint.model.elements import Element, Head
from visavis.blueprint.model.fields import element_in

if TYPE_CHECKING:
    from visavis.blueprint.analysis.frictions.context import RuleContext

_ELEMENTS: dict[InputElement, type[Element]] = {
    InputElement.STEP: Step, InputElement.FLOW: Flow, InputElement.ITEM: Item, InputElement.ACTOR: Actor,
    InputElement.PERSONA: Persona, InputElement.SERVICE: Service, InputElement.HEAD: Head}


def has_field(need: Need) -> bool:
    """Return whether the element that a need names has its field in the file, part by part."""
    return _has_field(_ELEMENTS[need.element], need.field)


@cache
def _has_field(element: type[Element], field: str) -> bool:
    name, dot, rest = field.partition(".")
    if name not in element.model_fields:
        return False
    part = element_in(element.model_fields[name].annotation)
    # A time has parts, too, but in some of its forms only: it is told as one.
    return not dot or (part is not None and issubclass(part, Element) and _has_field(part, rest))


def elements_of(document: BlueprintDocument, need: Need) -> Sequence[Element]:
    """Return the elements of a document that may tell an input: probabilities, only the ways of a choice."""
    head = document.head
    match need.element:
        case InputElement.STEP:
            return document.steps
        case InputElement.FLOW if need.field == "probability":
            return [flow for flow in document.flows if len(document.flows_from[flow.source]) > 1
                    and document.step_by_id[flow.source].splits is Split.ONE]
        case InputElement.FLOW:
            return document.flows
        case InputElement.ITEM:
            return head.items
        case InputElement.ACTOR:
            return head.actors
        case InputElement.PERSONA:
            return head.personas
        case InputElement.SERVICE:
            return (head.service,)
        case InputElement.HEAD:
            return (head,)


def is_told(element: Element, field: str) -> bool:
    """Return whether an element says anything of a field; a zero is said, a tick that is not set is not."""
    name, _, rest = field.partition(".")
    value = getattr(element, name)
    if rest and value is not None:
        return any(is_told(part, rest) for part in (value if isinstance(value, tuple) else (value,)))
    return value is not None and value is not False and value not in ("", (), {})


def is_absent(context: RuleContext, need: Need) -> bool:
    """Return whether nothing that a need is about says anything of it: of steps and flows, those that people come to.

    An item that a flow carries says as much as one that a step asks for. A document without steps lacks nothing, nor
    does one without a choice lack probabilities.
    """
    document = context.document
    if need.element is InputElement.STEP and need.field == "asks" and any(flow.carries for flow in document.flows):
        return False
    asked = [one for one in elements_of(document, need) if not isinstance(one, Step | Flow)
             or context.reached(one.id if isinstance(one, Step) else one.source)]
    # No items or personas at all are an answer that is missing; no steps or no ways are nothing to be asked about.
    is_asked = bool(asked) or need.element not in (InputElement.STEP, InputElement.FLOW)
    is_drawn = any(context.reached(step.id) for step in document.steps)
    return is_drawn and is_asked and not any(is_told(one, need.field) for one in asked)
