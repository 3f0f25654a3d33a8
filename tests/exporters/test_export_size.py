"""Text formats of large blueprints: work grows with what is written, not with its square, tangled as the drawing may be.

How many seconds each takes is measured in `tests/benchmarks/text_exports.py`.
"""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.benchmarks.tangles import described_service_of, tangle_of
from tests.work import count_calls
from visavis.blueprint.analysis import Analysis, journey
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.registry import ExportJob, assess, plugins

SMALL, LARGE, ARROWS = 60, 240, 10


@pytest.fixture(scope="module")
def little() -> Analysis:
    """Return the analysis of a few steps: what is counted here is what a format does itself."""
    return assess(described_service_of(12))


def write(form: str, document: BlueprintDocument, analysis: Analysis) -> Callable[[], object]:
    return lambda: plugins().exporters[form].export(ExportJob(document, analysis, "en", {}))


def test_who_asks_is_found_without_looking_at_the_whole_for_each_asker() -> None:
    journey(tangle_of(12))  # The first one loads networkx.
    # No one else draws these: what was read last is not read again.
    small, large = tangle_of(SMALL - 4), tangle_of(LARGE - 16)
    assert count_calls(lambda: journey(large)) < 4.8 * count_calls(lambda: journey(small))


def test_personas_with_the_same_flows_open_share_what_was_read() -> None:
    made = tangle_of(SMALL - 8)
    assert len(made.head.personas) == 3
    assert count_calls(lambda: [journey(made, persona) for persona in made.head.personas], name="add_resumption") == len(made.steps)


@pytest.mark.few(3)
@pytest.mark.parametrize("form", ["spec", "handoff", "gherkin", "openapi", "asyncapi", "xstate", "markdown", "bpmn"])
def test_a_format_does_four_times_the_work_for_four_times_the_steps(form: str, little: Analysis) -> None:
    small, large = tangle_of(SMALL, ARROWS), tangle_of(LARGE, 4 * ARROWS)
    write(form, tangle_of(12), little)()
    assert count_calls(write(form, large, little)) < 4.6 * count_calls(write(form, small, little))


def test_the_words_of_a_message_are_written_once_wherever_they_are_repeated(little: Analysis) -> None:
    made = tangle_of(LARGE)
    spec = json.loads(plugins().exporters["spec"].export(ExportJob(made, little, "en", {})))
    repeated = sum(len(each["follows"]) for each in spec["conversation"]["exchanges"])
    assert count_calls(write("spec", made, little), name="_speech") < repeated / 20


def test_of_processes_few_pairs_are_compared_where_many_ways_meet(little: Analysis) -> None:
    assert count_calls(write("bpmn", tangle_of(LARGE, ARROWS), little), name="are_concurrent") < 50 * LARGE
