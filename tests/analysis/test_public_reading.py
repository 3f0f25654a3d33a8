"""What the public reads of a blueprint, and that the shipped examples follow the rules of plain language."""

from __future__ import annotations

from pathlib import Path

import pytest

from visavis.blueprint.analysis import (
    lacking_plain_words,
    plain_reader,
    public_steps,
    read_sentences,
    text_use,
)
from visavis.blueprint.language.reading.plain_rules import Concern, TextUse
from visavis.blueprint.model import BlueprintDocument, Side, StepKind
from visavis.blueprint.storage import decode

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted([*ROOT.glob("examples/*.blueprint.json"), *ROOT.glob("templates/services/*.blueprint.json")])
PUBLIC_SERVICES = ("apa-a-domicile", "apa-a-domicile-cible", "home-care-allowance", "home-care-allowance-redesigned",
                   "passeport")
# What every text of an example keeps to; plain words keep to every rule.
ALWAYS = {Concern.LONG_SENTENCE, Concern.JARGON, Concern.ABBREVIATION, Concern.DOUBLE_NEGATION, Concern.HIDDEN_VERB}


def example(name: str) -> BlueprintDocument:
    return decode(next(path for path in EXAMPLES if path.name == f"{name}.blueprint.json").read_bytes())


def with_plain(document: BlueprintDocument, words: dict[str, str]) -> BlueprintDocument:
    return document.replace(steps=tuple(step.model_copy(update={"plain": words.get(step.id, step.plain)}) for step in document.steps))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_titles_and_summaries_of_the_examples_follow_the_rules(path: Path) -> None:
    made = decode(path.read_bytes())
    reader = plain_reader(made)
    texts = [made.head.title, made.head.summary, made.head.record.contact or "", made.head.record.appeal or "", *(phase.name for phase in made.head.phases), *(step.title for step in made.steps)]
    assert [(text, one.text) for text in texts for one in reader.review(text) if one.concern in ALWAYS] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_plain_words_of_the_examples_follow_every_rule_and_are_easy(path: Path) -> None:
    made = decode(path.read_bytes())
    read = [(step.plain, one) for step in made.steps
            for one in read_sentences(plain_reader(made), step.plain, text_use(made, step))]
    assert [(text, remark.text, remark.concern) for text, one in read for remark in one.remarks] == []
    assert [text for text, one in read if not one.level.is_plain] == []


@pytest.mark.parametrize("name", PUBLIC_SERVICES)
def test_no_step_of_a_public_service_lacks_plain_words(name: str) -> None:
    made = example(name)
    assert lacking_plain_words(made) == ()
    record = made.head.record
    assert all((record.version, record.date, record.authors, record.organisation, record.sources, record.contact, record.appeal))


def test_the_public_reads_both_sides_by_phase_and_no_tool() -> None:
    made = example("apa-a-domicile")
    told = public_steps(made)
    phases = [phase.id for phase in made.head.phases]
    order = [(phases.index(step.phase), made.side_of(step) is Side.AGENT) for step in told]
    assert order == sorted(order)
    assert {made.side_of(step) for step in told} == {Side.CITIZEN, Side.AGENT}
    assert {step.kind for step in told} == {StepKind.ACTION, StepKind.DECISION}
    assert not {"b1", "b2"} & {step.id for step in told}, "what agents do among themselves"
    assert len(told) == 30
    assert text_use(made, told[0]) is TextUse.CITIZEN_STEP


def test_what_lacks_plain_words_is_found_blanks_included() -> None:
    made = with_plain(example("apa-a-domicile"), {"c2": "", "a2": "  \n", "b1": "", "c9": ""})
    assert [step.id for step in lacking_plain_words(made)] == ["c2", "a2"]


def test_each_sentence_has_its_level_and_its_remarks() -> None:
    made = example("apa-a-domicile")
    text = "Appeler. Le cas échéant, demander l’APA à la MDPH."
    first, second = read_sentences(plain_reader(made), text, TextUse.CITIZEN_STEP)
    assert (first.sentence.text, first.remarks) == ("Appeler.", ())
    assert [one.text for one in second.remarks] == ["Le cas échéant", "MDPH"]
    whole, = read_sentences(plain_reader(made), "Ouvre le dossier", TextUse.AGENT_STEP)
    assert [one.concern for one in whole.remarks] == [Concern.NOT_ADDRESSED]
