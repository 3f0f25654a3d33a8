"""Which other blueprint the open one is compared with, and which of the two was there first."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.need import need
from visavis.blueprint.editing import assign_own_id
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.storage import decode, encode, load
from visavis.blueprint.storage.codec import decode_data
from visavis.templates.catalogue import LANGUAGES, TEMPLATES, pair_services
from visavis.ui.features.redesign.comparison_source import ComparisonSource, find_comparison_source, in_order

EXAMPLES = Path(__file__).parents[3] / "examples"


def small(name: str, **head: Any) -> BlueprintDocument:
    graph = {"format": "visavis/1", "id": name, "title": name, "phases": [{"id": "p", "name": "P"}],
             "lanes": [{"id": "c", "name": "C", "kind": "citizen"}], **head}
    return decode_data({"directed": True, "multigraph": True, "graph": graph, "nodes": [], "edges": []})


def saved(folder: Path, document: BlueprintDocument, name: str = "") -> Path:
    path = folder / f"{name or document.head.id}.blueprint.json"
    path.write_bytes(encode(document))
    return path


def never() -> bool:
    return False


def test_a_redesign_finds_what_it_redesigns_beside_it(tmp_path: Path) -> None:
    as_is = saved(tmp_path, small("one"))
    to_be = small("two", redesigns="one")
    assert find_comparison_source(to_be, saved(tmp_path, to_be)) == as_is


def test_an_as_is_blueprint_finds_its_redesign_under_any_name(tmp_path: Path) -> None:
    source = saved(tmp_path, small("one"))
    saved(tmp_path, small("other", redesigns="elsewhere"))
    (tmp_path / "broken.blueprint.json").write_text('{"redesigns": "one"', encoding="utf-8")
    assert find_comparison_source(small("one"), source) is None
    redesign = saved(tmp_path, small("two", redesigns="one"), "zz")
    assert find_comparison_source(small("one"), source) == redesign


@pytest.mark.parametrize(("name", "other"), [("apa-a-domicile", "apa-a-domicile-cible"),
                                             ("apa-a-domicile-cible", "apa-a-domicile")])
def test_shipped_examples_are_found_without_a_folder(name: str, other: str) -> None:
    document = load(EXAMPLES / f"{name}.blueprint.json").document
    assert find_comparison_source(document, None) == EXAMPLES / f"{other}.blueprint.json"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_redesign_that_begins_from_a_template_finds_the_service_as_it_is(language: str) -> None:
    service, redesign = pair_services(TEMPLATES)[0]
    begun = assign_own_id(decode(redesign.content(language)))
    path = need(find_comparison_source(begun, None))
    assert path.read_bytes() == service.content(language)


@pytest.mark.parametrize("name", ["../one", "/etc/passwd", "..", ""])
def test_a_name_cannot_lead_out_of_the_folder(tmp_path: Path, name: str) -> None:
    saved(tmp_path, small("one"))
    (tmp_path / "inner").mkdir()
    document = small("two", redesigns="one")
    document = BlueprintDocument(document.head.model_copy(update={"redesigns": name}), document.steps, document.flows)
    assert find_comparison_source(document, tmp_path / "inner" / "two.blueprint.json") is None


def test_what_either_says_of_itself_tells_which_was_there_first() -> None:
    one, two = small("one"), small("two", redesigns="one")
    assert in_order(two, one) == (one, two)
    assert in_order(one, two) == (one, two)
    free = small("free", state="to-be")
    assert in_order(free, one) == (one, free)
    assert in_order(one, free) == (one, free)
    assert in_order(one, small("x")) == (one, small("x"))


def test_the_other_file_is_read_again_only_when_it_changed(tmp_path: Path) -> None:
    path = saved(tmp_path, small("one"))
    to_be = small("two", redesigns="one")
    counterparts = ComparisonSource()
    first = counterparts.compare(to_be, saved(tmp_path, to_be), None, never)
    again = counterparts.compare(to_be, tmp_path / "two.blueprint.json", None, never)
    assert first is not None
    assert again is not None
    assert again.before is first.before
    assert first.opens_after
    path.write_bytes(encode(small("one", title="other")))
    os.utime(path, ns=(1, 1))
    third = counterparts.compare(to_be, tmp_path / "two.blueprint.json", None, never)
    assert third is not None
    assert third.before.head.title == "other"


def test_a_chosen_file_goes_before_what_stands_beside(tmp_path: Path) -> None:
    saved(tmp_path, small("one"))
    chosen = saved(tmp_path, small("chosen"))
    to_be = small("two", redesigns="one")
    pair = ComparisonSource().compare(to_be, saved(tmp_path, to_be), chosen, never)
    assert pair is not None
    assert (pair.before.head.id, pair.other) == ("chosen", chosen)
    with pytest.raises(BlueprintError):
        ComparisonSource().compare(to_be, None, tmp_path / "gone.blueprint.json", never)
