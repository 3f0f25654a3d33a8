"""A drawing that does not say how it ends: no page for readers says “at least 0” of it, which is no figure."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.drawing.builders import document, flow, step
from visavis.blueprint.model import BlueprintDocument, Persona
from visavis.blueprint.registry import assess, initial_values, make_job, plugins, read_surroundings
from visavis.blueprint.storage import save
from visavis.exporters.page_exporter import PageExporter

PAGES = [exporter.name for exporter in plugins().exporters.values() if isinstance(exporter, PageExporter)]
BOUND_OF_NOTHING = re.compile(r"(at least|au moins) 0\b(?!,)", re.IGNORECASE)


def unsaid(name: str, redesigns: str | None = None) -> BlueprintDocument:
    people = (Persona(id="p", name="Ada", weight=1), Persona(id="q", name="Bo", weight=1))
    return document([step("a", kind="start", work="PT5M"), step("b", "scene", column=1),
                     step("z", kind="outcome", column=2)],
                    [flow("f", "a", "b", kind="interaction"), flow("g", "b", "z")], personas=people, id=name,
                    redesigns=redesigns)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_tells_a_bound_of_nothing(name: str, language: str, tmp_path: Path) -> None:
    exporter = plugins().exporters[name]
    assert isinstance(exporter, PageExporter)
    made, path = unsaid("after", "before"), tmp_path / "after.blueprint.json"
    save(unsaid("before"), tmp_path / "before.blueprint.json")
    save(made, path)
    around, _ = read_surroundings(path, made)
    told = exporter.tell(make_job(made, assess(made, around), language, initial_values(exporter.options, language),
                                  around))
    found = BOUND_OF_NOTHING.search(told)
    assert found is None, told[max(0, found.start() - 300):found.end() + 200]
