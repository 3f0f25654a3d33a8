"""Fields: which there are, their choices and values, and the editors that take them."""

from __future__ import annotations

from visavis.blueprint.model import Flow, Head, Record, Service, Step
from visavis.blueprint.model.fields import FieldKind, FieldSpec, fields_of, lists_of

__all__ = [
    "FLOW_FIELDS", "HEAD_FIELDS", "LIST_FIELDS", "LIST_TITLES", "RECORD_FIELDS", "SERVICE_FIELDS", "STEP_FIELDS",
    "FieldKind", "FieldSpec",
]

STEP_FIELDS: tuple[FieldSpec, ...] = fields_of(Step)
FLOW_FIELDS: tuple[FieldSpec, ...] = fields_of(Flow)
HEAD_FIELDS: tuple[FieldSpec, ...] = fields_of(Head)
SERVICE_FIELDS: tuple[FieldSpec, ...] = fields_of(Service)
RECORD_FIELDS: tuple[FieldSpec, ...] = fields_of(Record)

# The document's lists by their keys: the fields of what stands in them, and their titles.
LIST_FIELDS: dict[str, tuple[FieldSpec, ...]] = {each.key: fields_of(each.element) for each in lists_of(Head)}
LIST_TITLES: dict[str, str] = {each.key: each.title for each in lists_of(Head)}
