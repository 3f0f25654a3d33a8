"""Text formats of large blueprints: work grows with what is written, not with its square, tangled as the drawing may be.

How many seconds each takes is measured in `tests/benchmarks/text_exports.py`.
"""

from __future__ import annotations

import cProfile
import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.benchmarks.tangles import described_service_of, tangle_of
from visavis.blueprint.analysis import Analysis, journey
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.registry import ExportJob, assess, plugins
from visavis.exporters.json_text import json_text

SMALL, LARGE, ARROWS = 60, 240, 10


@pytest.fixture(scope="module")
def little() -> Analysis:
    """Return the analysis of a few steps: what is counted here is what a format does itself."""
    return assess(described_service_of(12))


def calls(work: Callable[[], object], name: str = "") -> int:
    """Return how many functions are called, or how often that of a name is: the same on every machine at every hour."""
    profile = cProfile.Profile(builtins=False)
    profile.runcall(work)
    return sum(entry.callcount for entry in profile.getstats()
               if not name or getattr(entry.code, "co_name", "") == name)


def write(form: str, document: BlueprintDocument, analysis: Analysis) -> Callable[[], object]:
    return lambda: plugins().exporters[form].export(ExportJob(document, analysis, "en", {}))


def test_who_asks_is_found_without_looking_at_the_whole_for_each_asker() -> None:
    journey(tangle_of(12))  # The first one loads networkx.
    # No one else draws these: what was read last is not read again.
    small, large = tangle_of(SMALL - 4), tangle_of(LARGE - 16)
    assert calls(lambda: journey(large)) < 4.8 * calls(lambda: journey(small))


def test_personas_with_the_same_flows_open_share_what_was_read() -> None:
    made = tangle_of(SMALL - 8)
    assert len(made.head.personas) == 3
    assert calls(lambda: [journey(made, persona) for persona in made.head.personas], "add_resumption") == len(made.steps)


@pytest.mark.few(3)
@pytest.mark.parametrize("form", ["spec", "handoff", "gherkin", "openapi", "asyncapi", "xstate", "markdown", "bpmn"])
def test_a_format_does_four_times_the_work_for_four_times_the_steps(form: str, little: Analysis) -> None:
    small, large = tangle_of(SMALL, ARROWS), tangle_of(LARGE, 4 * ARROWS)
    write(form, tangle_of(12), little)()
    assert calls(write(form, large, little)) < 4.6 * calls(write(form, small, little))


def test_the_words_of_a_message_are_written_once_wherever_they_are_repeated(little: Analysis) -> None:
    made = tangle_of(LARGE)
    spec = json.loads(plugins().exporters["spec"].export(ExportJob(made, little, "en", {})))
    repeated = sum(len(each["follows"]) for each in spec["conversation"]["exchanges"])
    assert calls(write("spec", made, little), "_speech") < repeated / 20


def test_of_processes_few_pairs_are_compared_where_many_ways_meet(little: Analysis) -> None:
    assert calls(write("bpmn", tangle_of(LARGE, ARROWS), little), "are_concurrent") < 50 * LARGE


VALUES = st.recursive(st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
                      lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)


@settings(max_examples=60, deadline=None)
@given(VALUES)
def test_json_is_written_as_the_library_writes_it(value: object) -> None:
    assert json_text(value) == json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)


@pytest.mark.parametrize("value", [float("nan"), [float("inf")], {"a": object()}, {1, 2}])
def test_what_is_no_json_is_refused(value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        json_text(value)
