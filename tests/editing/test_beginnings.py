"""Documents that begin from others: ids of their own, and the to-be of an as-is blueprint."""

from __future__ import annotations

import re

import pytest

from tests.editing import builders
from tests.storage.reading_back import is_read_back
from visavis.blueprint.editing import assign_own_id, derive_to_be, to_be_name
from visavis.blueprint.editing.merge import merge
from visavis.blueprint.model import State
from visavis.blueprint.storage import decode
from visavis.templates.catalogue import TEMPLATES, Template


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_two_blueprints_of_one_template_are_two(template: Template) -> None:
    source = decode(template.content("fr"))
    one, two = assign_own_id(source), assign_own_id(source)
    assert len({source.head.id, one.head.id, two.head.id}) == 3
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*-[0-9a-hjkmnp-tv-z]{6}", one.head.id)
    assert one.replace(head=one.head.model_copy(update={"id": source.head.id})) == source


@pytest.mark.parametrize(("title", "begins"), [("Déclarer un décès, à la mairie", "declarer-un-deces-a-la-mairie-"),
                                               ("", "blueprint-"), ("///", "blueprint-"), ("../../etc", "etc-"),
                                               ("a" * 300, "a" * 40 + "-"), ("申請", "blueprint-")])
def test_an_id_is_made_of_the_words_of_the_title(title: str, begins: str) -> None:
    made = assign_own_id(builders.document(head={"title": title})).head.id
    assert made.startswith(begins)
    assert len(made) <= 47


def test_the_to_be_redesigns_the_as_is_step_by_step() -> None:
    as_is = builders.document(head={"triage": [{"id": "t", "rule": "repeat", "state": "to-do"}]})
    to_be = derive_to_be(as_is)
    head = to_be.head
    assert (head.state, head.redesigns, head.title) == (State.TO_BE, as_is.head.id, "Obtenir un permis – parcours cible")
    assert head.id not in (as_is.head.id, derive_to_be(as_is).head.id)
    assert {step.id: step.replaces for step in to_be.steps} == {step.id: (step.id,) for step in as_is.steps}
    assert (head.notes, head.triage) == ((), ())
    assert (head.avoid, head.waivers, to_be.flows) == (as_is.head.avoid, as_is.head.waivers, as_is.flows)
    assert is_read_back(to_be)


def test_the_to_be_of_a_to_be_stands_for_the_steps_of_that_one() -> None:
    first = derive_to_be(builders.document())
    second = derive_to_be(first)
    assert second.head.redesigns == first.head.id
    assert all(step.replaces == (step.id,) for step in second.steps)


@pytest.mark.parametrize(("language", "name", "told"), [
    ("fr", "APA", "APA – parcours cible"), ("fr-CA", "APA", "APA – parcours cible"), ("en", "APA", "APA – to-be"),
    ("de", "APA", "APA – to-be"), ("fr", "  ", "Parcours cible"), ("en", "two\nlines", "two lines – to-be"),
])
def test_the_to_be_is_called_so_in_the_documents_language(language: str, name: str, told: str) -> None:
    assert to_be_name(builders.document(head={"language": language}), name) == told


def test_work_of_two_on_blueprints_of_their_own_merges_with_their_common_beginning() -> None:
    base = assign_own_id(builders.document())
    assert merge(base, base, base).document == base
