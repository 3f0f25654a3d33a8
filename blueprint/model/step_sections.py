"""The fields of a step in sections: in the order of what people think of, those that few steps need after the rest.

A field is defined once, in `elements`; here it is only put in its place among the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from visavis.blueprint.language import N_
from visavis.blueprint.model.elements import Step
from visavis.blueprint.model.fields import FieldSpec, fields_of


@dataclass(frozen=True, slots=True)
class StepSection:
    """A section: its name in settings, its title, the fields that are always in sight, and those that few steps need.

    A key names the parts of a field that has parts, too.
    """

    name: str
    title: str
    usual: tuple[str, ...]
    rare: tuple[str, ...] = ()


SECTIONS: tuple[StepSection, ...] = (
    StepSection("essentials", N_("Essentials"), ("title", "kind", "channel", "place", "system"),
            ("unit", "outcome", "lane", "phase", "column", "detail", "plain", "markers", "hidden", "replaces")),
    StepSection("conversation", N_("Conversation"), (), ("informs", "split", "join", "fails", "fallback")),
    StepSection("times", N_("Times"), ("work", "wait"), ("basis", "deadline", "helped", "help", "appointment")),
    StepSection("feeling", N_("How it feels"), ("effort", "emotion")),
    StepSection("law", N_("Law and documents"), ("asks", "gives", "legal"), ("uses", "announces")),
)

# What is last: no fields, but what the rules found of the step.
FINDINGS = "findings"
FINDINGS_TITLE = N_("Frictions of the step")


@cache
def sorted_fields() -> Mapping[str, tuple[tuple[FieldSpec, ...], tuple[FieldSpec, ...]]]:
    """Return the usual and the rare fields of each section by its name."""
    return MappingProxyType({section.name: (_specs(section.usual), _specs(section.rare)) for section in SECTIONS})


def _specs(keys: tuple[str, ...]) -> tuple[FieldSpec, ...]:
    return tuple(spec for key in keys for spec in fields_of(Step) if spec.key.partition(".")[0] == key)
