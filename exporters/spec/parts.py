"""What all parts of a specification are made of."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, JsonValue, WithJsonSchema

# Whole numbers stay whole in the file, which a union of int and float keeps and JSON calls a number anyway.
Number = Annotated[int | float, WithJsonSchema({"type": "number"})]
Amount = Annotated[int | float, WithJsonSchema({"type": "number", "minimum": 0})]
# Sums of floats may pass 1 by their last digit.
Portion = Annotated[int | float, WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1 + 1e-9})]
Extensions = dict[str, JsonValue]


class SpecPart(BaseModel):
    """A part of the specification; docstrings of its fields are the descriptions of the schema."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True, populate_by_name=True)


class Extensible(SpecPart):
    """A part made from an element of the document."""

    extensions: Extensions = {}
    """Keys of the document that the program does not know, kept as they are."""


class FigureSpec(SpecPart):
    """A measured amount."""

    value: Number | None
    """Null where it is not known."""
    at_least: bool
    """It leaves out something that is not known: a lower bound."""
    standard_error: Amount | None
    """Of a simulated value; null for an exact one."""


class TimeSpan(SpecPart):
    """A length of time."""

    authored: str | dict[str, JsonValue]
    """As the document has it: an ISO 8601 duration, business days, three of either (PERT), or a mean and its
    distribution."""
    mean_minutes: Amount | None
    """The mean, in minutes: of work those of effort, else those of the calendar. Null where the text is not a
    duration. PERT: (min + 4·mode + max) / 6."""
    distribution: Literal["fixed", "pert", "exponential"] | None
    """How lengths are spread around the mean; null where the text is not a duration."""
