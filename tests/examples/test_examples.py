"""The examples and templates: valid, canonical, measured without gaps, well written, and true to their facts."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.need import need
from visavis.blueprint.analysis import RULES, Severity, analyse, measure_all
from visavis.blueprint.layout import lay_out
from visavis.blueprint.model import (
    Basis,
    BlueprintDocument,
    LaneKind,
    Side,
    StepKind,
    mean_elapsed,
    mean_minutes,
    minutes,
)
from visavis.blueprint.registry import plugins
from visavis.blueprint.storage import decode, encode

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.blueprint.json"))
TEMPLATES = sorted((ROOT / "templates").glob("**/*.blueprint.json"))
FRENCH = {"apa-a-domicile", "apa-a-domicile-cible", "passeport"}
NOT_WORDS = {"id", "key", "lane", "phase", "source", "target", "actor", "at", "rule", "step", "scope", "channel",
             "format", "redesigns", "date"}


def name(path: Path) -> str:
    return path.name.removesuffix(".blueprint.json")


def document(example: str) -> BlueprintDocument:
    return decode((ROOT / "examples" / f"{example}.blueprint.json").read_bytes())


def words(value: Any, key: str = "") -> Iterator[str]:
    """Every text of a document that a person reads."""
    if isinstance(value, dict):
        for inner, part in value.items():
            yield from words(part, inner)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from words(part, key)
    elif isinstance(value, str) and key not in NOT_WORDS:
        yield value


def texts(found: BlueprintDocument) -> list[str]:
    parts = [found.head.to_json(), *(step.to_json() for step in found.steps), *(flow.to_json() for flow in found.flows)]
    return [text for part in parts for text in words(part)]


def every_file() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", [*EXAMPLES, *TEMPLATES], ids=name)


@every_file()
def test_every_file_stands_in_canonical_bytes(path: Path) -> None:
    content = path.read_bytes()
    assert encode(decode(content)) == content


@pytest.mark.few(20)
@every_file()
def test_every_file_is_measured_and_assessed_without_gaps(path: Path) -> None:
    found = decode(path.read_bytes())
    analysis = analyse(found, RULES)
    assert analysis.frictions.failures == ()
    if not found.steps:
        assert name(path).startswith("blank")
        return
    assert [str(gap) for gap in analysis.measures.gaps] == []
    everybody = analysis.measures.everybody
    assert everybody is not None
    assert not everybody.missing
    assert sum(need(share.value) for share in everybody.outcomes.values()) == pytest.approx(1)
    assert everybody.decided is not None
    for cases in (everybody.started, everybody.decided):
        assert cases.elapsed.mean_minutes.is_known
        for side in (cases.citizen, cases.agent, cases.partner):
            assert side.work_minutes.is_known
            assert side.untimed == 0
        assert need(cases.agent.work_minutes.value) > 0


@every_file()
def test_every_file_is_written_in_the_language_it_says(path: Path) -> None:
    found = decode(path.read_bytes())
    french = name(path) in FRENCH or name(path).endswith(".fr")
    assert found.head.language == ("fr" if french else "en")
    for text in texts(found):
        assert not re.search(r"\w'\w|\"", text), f"straight quotes: {text}"
        if french:
            assert not re.search(r"[^\u202f\s][;!?»]|[^\u202f\s\d]:|[ \u00a0][;:!?»]|«[^\u202f]|“", text), f"French: {text}"
        else:
            assert not re.search(r"\s[;:!?]|[«»]", text), f"English: {text}"


@pytest.mark.parametrize("path", EXAMPLES, ids=name)
def test_times_say_where_they_come_from_and_steps_are_short_sentences(path: Path) -> None:
    found = decode(path.read_bytes())
    assert [step.id for step in found.steps if (step.work or step.wait) and step.basis is None] == []
    assert [step.title for step in found.steps if not step.title or len(step.title) > 52 or step.title.endswith(".")] == []


@every_file()
def test_titles_are_whole_on_their_cards(path: Path) -> None:
    found = decode(path.read_bytes())
    cut = [card.title.full for card in lay_out(found).cards.values() if card.title.is_cut]
    assert cut == []


@pytest.mark.parametrize("path", EXAMPLES, ids=name)
def test_the_readme_presents_every_example(path: Path) -> None:
    readme = (ROOT / "examples" / "README.md").read_text(encoding="utf-8")
    assert path.name in readme
    assert f"`{name(path)}`" in readme


def test_every_template_is_there_in_two_languages() -> None:
    assert {name(path) for path in TEMPLATES} == {
        f"{template}.{language}" for template in plugins().templates for language in ("fr", "en")}
    for template in plugins().templates.values():
        assert set(template.title) == set(template.summary) == {"fr", "en"}
        assert decode(template.content("fr-CA")).head.language in ("fr", "en")
        assert decode(template.content("de")).head.language == "en"


def structure(found: BlueprintDocument) -> list[Any]:
    """What two language versions of a blueprint share."""
    steps = [(step.id, step.cell, step.kind, step.work, step.wait, step.basis, step.effort, step.emotion, step.channel,
              step.place, step.asks, step.gives, step.fails, step.fallback, step.splits) for step in found.steps]
    flows = [(flow.key, flow.source, flow.target, flow.kind, flow.probability, flow.carries, flow.only_for, flow.not_for)
             for flow in found.flows]
    return [*steps, *flows]


@pytest.mark.parametrize(("french", "english"), [
    ("apa-a-domicile", "home-care-allowance"), ("apa-a-domicile-cible", "home-care-allowance-redesigned")])
def test_language_versions_are_the_same_journey_in_other_words(french: str, english: str) -> None:
    one, other = document(french), document(english)
    assert structure(one) == structure(other)
    same = [step.title for step, twin in zip(one.steps, other.steps, strict=True) if step.title == twin.title]
    assert same in ([], ["Notification"])
    assert document("home-care-allowance-redesigned").head.redesigns == "home-care-allowance"


def test_the_allowance_is_a_rich_journey() -> None:
    found = document("apa-a-domicile")
    steps = [step for step in found.steps if step.kind is not StepKind.EVIDENCE]
    assert len(steps) >= 33
    assert [len(found.head.phases), len(found.head.personas)] == [5, 3]
    assert sum(persona.weight for persona in found.head.personas) == pytest.approx(1)
    assert all(persona.story and persona.channels and persona.constraints for persona in found.head.personas)
    visits = [step for step in steps if step.channel == "visit" and step.place == "home"]
    assert {found.lane_of(step).kind for step in visits} == {LaneKind.CITIZEN, LaneKind.FRONTSTAGE}
    assert sum(found.columns_of_phase.values()) <= 26
    assert any(item.held_by for item in found.head.items)
    assert found.head.avoid
    assert found.head.waivers
    assert any(note.votes for note in found.head.notes)


def test_the_allowance_shows_at_least_fifteen_kinds_of_friction() -> None:
    report = analyse(document("apa-a-domicile"), RULES).frictions
    fired = {finding.rule for finding in report.open}
    assert len(fired) >= 15
    assert {"silent-wait", "chase-contact", "already-held", "rekeying", "rework-loop", "blocked-persona", "dead-end",
            "asked-twice", "blind-agent", "channel-break", "ping-pong"} <= fired
    assert [finding.waived.id for finding in report.findings if finding.waived] == ["w1"]


def test_the_allowance_takes_months_and_hours_and_loses_people() -> None:
    found = measure_all(document("apa-a-domicile"))
    roux, diallo, nguyen = found.personas
    assert 60 <= need(roux.started.elapsed.mean_minutes.value) / 1440 <= 100
    assert 6 <= need(roux.started.citizen.work_minutes.value) / 60 <= 10
    assert 5 <= need(roux.started.agent.work_minutes.value) / 60 <= 8
    assert nguyen.completion.value == 0
    assert set(diallo.outcomes) == {"granted", "refused", "abandoned", "blocked"}
    assert found.everybody is not None
    assert 0.6 <= need(found.everybody.completion.value) <= 0.85


def test_the_redesign_helps_both_sides_and_leaves_nobody_behind() -> None:
    before, after = document("apa-a-domicile"), document("apa-a-domicile-cible")
    assert after.head.redesigns == before.head.id
    survivors = set(before.step_by_id) & set(after.step_by_id)
    assert len(survivors) >= 20
    for then, now in zip(measure_all(before).personas, measure_all(after).personas, strict=True):
        assert now.completion.value == pytest.approx(1)
        assert need(now.started.citizen.work_minutes.value) < need(then.started.citizen.work_minutes.value)
        assert need(now.started.elapsed.mean_minutes.value) < need(then.started.elapsed.mean_minutes.value)
        # Who was blocked before the visit took less of the agents' time: a gain for no one.
        assert need(now.started.agent.work_minutes.value) < need(then.started.agent.work_minutes.value) or then.completion.value == 0
    assert [finding.rule for finding in analyse(after, RULES).frictions.open if finding.severity >= Severity.HIGH] == []


ALLOWANCES = ["apa-a-domicile", "apa-a-domicile-cible", "home-care-allowance", "home-care-allowance-redesigned"]


@pytest.mark.parametrize("example", ALLOWANCES)
def test_the_allowance_has_the_facts_of_the_law(example: str) -> None:
    found = document(example)
    service, items = found.head.service, found.item_by_id
    assert service.legal_deadline == "P2M"
    assert all(article in (service.legal_basis or "") for article in ("L. 232-14", "R. 232-23", "2-3"))
    # Two months run from the complete file to the notification of either decision.
    clock = found.legal_clock
    assert clock is not None
    assert clock.pauses == ()
    told = {flow.target for flow in found.flows if flow.source == clock.stops}
    assert "o2" in told
    assert not any(flow.target == "o2" for flow in found.flows if flow.source != clock.stops)
    # Four documents are required by law; what this county asks beyond them is marked as its own.
    by_law = {name for name, item in items.items() if "2-3" in item.purpose}
    assert by_law == {"identite", "avis-impot", "patrimoine", "rib"}
    beyond = {name for name, item in items.items() if re.search("département|county", item.purpose)}
    assert beyond == {"retraite", "domicile"}
    # The receipt, and what silence means.
    (receipt,) = [step for step in found.steps if "receipt" in step.legal]
    assert "R. 232-23" in receipt.detail
    assert "silence" in receipt.detail
    assert "R. 232-29" in found.step_by_id["c16"].detail
    assert not any("SAAD" in text for text in texts(found))


def test_the_receipt_comes_within_ten_days_where_nothing_is_missing() -> None:
    found = document("apa-a-domicile")
    way = [found.step_by_id[name] for name in ("c7", "b1", "b2", "b3", "b4")]
    assert sum(mean_elapsed(step.work) + mean_minutes(step.wait) for step in way) < 10 * 1440


@pytest.mark.parametrize("path", EXAMPLES, ids=name)
def test_what_is_made_up_says_so(path: Path) -> None:
    found = decode(path.read_bytes())
    sources = found.head.record.sources or ""
    assert found.head.record.date
    assert re.search("inventé|made up|our estimates|assumed", sources)
    measured = {step.id for step in found.steps if step.basis is Basis.MEASURED}
    assert measured == {"passeport": {"c6", "c10", "o2"}, "corner-shoeshine": measured}.get(name(path), set())


@pytest.mark.parametrize("example", [*ALLOWANCES, "passeport"])
def test_plain_words_are_an_infinitive_for_people_and_we_for_agents(example: str) -> None:
    found = document(example)
    french = found.head.language == "fr"
    for step in found.steps:
        side = found.side_of(step)
        assert bool(step.plain) is (side in (Side.CITIZEN, Side.AGENT)), step.id
        if side is Side.AGENT:
            assert step.plain.startswith("Nous " if french else "We "), step.plain
        elif side is Side.CITIZEN:
            first = step.plain.split()[0].rstrip(",")
            assert re.search("(er|ir|re)$", first) if french else not first.endswith("s"), step.plain
        assert not step.plain.endswith("."), step.plain


def test_the_passport_has_the_facts_of_the_procedure() -> None:
    found = document("passeport")
    days = {step.id: minutes(step.wait) / 1440 for step in found.steps if isinstance(step.wait, str)}
    assert [days["c6"], days["c10"], round(days["o2"])] == [31, 21, 91]
    assert found.step_by_id["c7b"].work == "PT15M"
    assert "six mois" in found.step_by_id["c2"].detail
    returns = {flow.source for flow in found.flows if flow.target == "c8"}
    assert returns == {"a2", "b1"}
    outcomes = measure_all(found).everybody
    assert outcomes is not None
    assert set(outcomes.outcomes) == {"granted", "expired"}
    assert len([lane for lane in found.head.lanes if lane.kind is LaneKind.BACKSTAGE]) == 2
    # A tax stamp is bought: no register holds it. The agency is called France Titres.
    stamp = found.item_by_id["timbre"]
    assert stamp.held_by is None
    assert "s’achète" in stamp.purpose
    assert "Achète le timbre" in found.step_by_id["c4"].title
    assert not any("ANTS" in text for text in texts(found))


def test_the_hotel_counts_ten_five_two_three() -> None:
    found = document("hotel-stay")
    kinds = [found.lane_of(step).kind for step in found.steps]
    assert [kinds.count(kind) for kind in (LaneKind.CITIZEN, LaneKind.FRONTSTAGE, LaneKind.BACKSTAGE, LaneKind.SUPPORT)] == [10, 5, 2, 3]
    assert kinds.count(LaneKind.EVIDENCE) == 10


def shoeshine(p: float) -> BlueprintDocument:
    """The shoeshine with another probability of the wrong wax."""
    found = document("corner-shoeshine")
    chances = {("polish", "clean"): p, ("polish", "buff"): 1 - p}
    flows = tuple(flow.model_copy(update={"probability": chances.get((flow.source, flow.target), flow.probability)})
                  for flow in found.flows)
    return found.replace(flows=flows)


@pytest.mark.parametrize("p", [0, 0.001, 0.1, 0.25, 0.5, 0.9, 0.99])
def test_a_shine_takes_shostacks_time_and_supplies_add_nothing(p: float) -> None:
    found = measure_all(shoeshine(p)).everybody
    assert found is not None
    assert found.method == "exact"
    assert need(found.started.elapsed.mean_minutes.value) * 60 == pytest.approx(120 + 75 * p / (1 - p), rel=1e-9)
    assert need(found.started.agent.work_minutes.value) * 60 == pytest.approx(120 + 75 * p / (1 - p), rel=1e-9)


def test_a_shine_has_shostacks_profit() -> None:
    found = document("corner-shoeshine")
    service, shiner = found.head.service, found.actor_by_id["shiner"]
    assert (service.price, service.fixed_cost, service.currency) == (0.5, 0.12, "USD")
    assert [minutes(service.standard_time or ""), minutes(service.tolerated_time or "")] == [2, 5]
    assert shiner.hourly_cost is not None

    def profit(length: float) -> float:
        return 0.5 - 0.12 - length * float(shiner.hourly_cost or 0) / 60

    assert [round(profit(length), 3) for length in (2, 195 / 60, 3, 4, 3.8)] == [0.18, 0.055, 0.08, -0.02, 0]
    [supplies] = [step for step in found.steps if found.lane_of(step).kind is LaneKind.BACKSTAGE]
    assert supplies.title == "Selects and purchases supplies"
    assert "fail-point" in found.step_by_id["polish"].markers


@pytest.mark.parametrize("path", EXAMPLES, ids=name)
def test_what_is_said_stands_on_most_exchanges(path: Path) -> None:
    found = decode(path.read_bytes())
    crossing = [flow for flow in found.flows if flow.kind == "interaction"]
    assert sum(bool(flow.label) for flow in crossing) >= 0.75 * len(crossing)


@pytest.mark.parametrize("path", EXAMPLES, ids=name)
def test_no_two_flows_run_to_and_fro_for_ever(path: Path) -> None:
    found = decode(path.read_bytes())
    ways = {(flow.source, flow.target) for flow in found.flows}
    both = [pair for pair in itertools.combinations(sorted(found.step_by_id), 2) if pair in ways and pair[::-1] in ways]
    for one, other in both:
        assert any(found.step_by_id[step].kind is StepKind.DECISION or found.step_by_id[step].split == "one"
                   for step in (one, other)), (one, other)


@pytest.mark.parametrize("path", EXAMPLES, ids=name)
def test_every_waiver_keeps_a_friction_that_there_is(path: Path) -> None:
    found = decode(path.read_bytes())
    kept = {finding.waived.id for finding in analyse(found, RULES).frictions.findings if finding.waived}
    assert kept == {waiver.id for waiver in found.head.waivers}


@pytest.mark.parametrize("path", EXAMPLES, ids=name)
def test_to_avoid_clauses_name_rules_that_there_are(path: Path) -> None:
    found = decode(path.read_bytes())
    assert {clause.rule for clause in found.head.avoid if clause.rule} <= {rule.name for rule in plugins().rules}


@pytest.mark.parametrize(("french", "english"), [
    ("apa-a-domicile", "home-care-allowance"), ("apa-a-domicile-cible", "home-care-allowance-redesigned")])
def test_the_language_in_which_a_journey_is_written_changes_none_of_its_frictions(french: str, english: str) -> None:
    counted = [Counter(finding.rule for finding in analyse(document(example), RULES).frictions.findings)
               for example in (french, english)]
    assert counted[0] == counted[1]
