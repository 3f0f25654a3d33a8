"""Which format a document is written in, and the fields that came with the legal clock."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

import pytest

from tests.storage.reading_back import is_read_back
from tests.storage.samples import FULL
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.model.durations import BusinessDays
from visavis.blueprint.storage.codec import decode, encode


def changed(path: tuple[str | int, ...], value: Any) -> bytes:
    data = copy.deepcopy(FULL)
    place: Any = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return json.dumps(data).encode()


def format_of(content: bytes) -> str:
    return str(json.loads(encode(decode(content)))["graph"]["format"])


DAYS = {"business_days": 3}


@pytest.mark.parametrize(("path", "value"), [
    (("nodes", 1, "wait"), DAYS), (("nodes", 1, "deadline"), DAYS), (("nodes", 0, "help"), DAYS),
    (("nodes", 1, "wait"), {"min": "P1D", "mode": DAYS, "max": "P9D"}), (("nodes", 2, "outcome"), "unspecified"),
    (("graph", "service", "legal_deadline"), DAYS), (("graph", "service", "tolerated_time"), DAYS),
])
def test_new_kinds_of_values_are_written_as_the_second_format(path: tuple[str | int, ...], value: Any) -> None:
    assert format_of(changed(path, value)) == "visavis/2"


@pytest.mark.parametrize("step_index", range(len(FULL["nodes"])))
def test_a_document_is_read_back_that_began_to_need_the_second_format(step_index: int) -> None:
    document = decode(json.dumps(FULL).encode())
    step = document.steps[step_index].model_copy(update={"deadline": BusinessDays(business_days=3)})
    needing = document.replace(steps=(*document.steps[:step_index], step, *document.steps[step_index + 1:]))
    assert needing.head.format == "visavis/1"
    assert is_read_back(needing)


def test_all_others_stay_the_first_format() -> None:
    assert format_of(json.dumps(FULL).encode()) == "visavis/1"


def test_a_document_of_the_second_format_is_saved_byte_for_byte() -> None:
    once = encode(decode(changed(("graph", "format"), "visavis/2")))
    assert b'"visavis/2"' in once
    assert encode(decode(once)) == once


@pytest.mark.parametrize(("path", "value", "words"), [
    (("graph", "service", "legal_clock"), {"starts": "s1", "stops": "s1"}, "both starts and stops it"),
    (("graph", "service", "legal_clock"), {"starts": "s9"}, "legal clock: step 's9' does not exist"),
    (("graph", "service", "legal_clock"), {"pauses": ["s9"]}, "legal clock: step 's9' does not exist"),
    (("graph", "service", "legal_clock"), {"start": "s1"}, "did you mean 'starts'"),
    (("graph", "service", "hours_per_day"), 0, "it must be more than 0"),
    (("graph", "service", "hours_per_day"), 25, "the most is 24"),
    (("graph", "record"), {"versoin": "2"}, "did you mean 'version'"),
    (("nodes", 1, "wait"), {"business_days": -1}, "the least is 0"),
])
def test_what_means_nothing_is_refused(path: tuple[str | int, ...], value: Any, words: str) -> None:
    with pytest.raises(BlueprintError, match=re.escape(words)):
        decode(changed(path, value))
