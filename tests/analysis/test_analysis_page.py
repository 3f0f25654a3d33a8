"""docs/analysis.md: every number on it is computed again, by hand and by the program, and every name leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from visavis.blueprint.analysis import RULES, Figure, analyse, compare, measure_all, scale
from visavis.blueprint.analysis.economics.costs import costs
from visavis.blueprint.model import BlueprintDocument, Side, mean_minutes
from visavis.blueprint.storage import load

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "analysis.md").read_text(encoding="utf-8")
FLAT = re.sub(r"\s+", " ", PAGE)
PACKAGE = "visavis.blueprint.analysis"
# A row of the worked table: what, by hand, in the program, and the number that is printed.
WORKED = re.findall(r"^\| (.+?) \| `([^`]+)` \| `([^`]+)` \| ([\d.]+) \|$", PAGE, re.MULTILINE)
# A row of the table of changes: the change, the elapsed time, why.
CHANGES = re.findall(r"^\| (.+?) \| (at least [\d.]+|not known|[\d.]+) \| (.+?) \|$", PAGE, re.MULTILINE)
# A number, a few words, and where in the code it is.
LIMITS = re.findall(r"([\d,.]*\d)(?: [^\s`()]+){0,3} \(`([\w.]+)`\)", FLAT)
NAMES = sorted(set(re.findall(r"`((?:economics|frictions|markov|measures|paths|redesign|reports|semantics|simulation)[\w.]*)`", PAGE)))
RUNS = 2_000


@cache
def shoeshine() -> BlueprintDocument:
    """The example that the page follows."""
    return load(ROOT / "examples" / "corner-shoeshine.blueprint.json").document


@cache
def answers() -> Mapping[str, object]:
    """What the program says, by the names of the page."""
    document = shoeshine()
    found = measure_all(document)
    played = measure_all(document, runs=RUNS).everybody
    (friction,) = (one for one in analyse(document, RULES).frictions.findings if one.rule == "rework-loop")
    return {"everybody": found.everybody, "played": played, "cost": costs(document, found).everybody,
            "extra": scale(document, found).extra, "friction": friction, "Side": Side}


def known(answer: object) -> float:
    """A figure that is known, or a bare number."""
    value = answer.value if isinstance(answer, Figure) else answer
    assert isinstance(value, int | float)
    assert not isinstance(answer, Figure) or answer.is_known
    return value


def agrees(value: float, printed: str) -> bool:
    """Whether a number is the printed one, rounded as that is."""
    decimals = len(printed.partition(".")[2])
    return abs(value - float(printed)) <= 0.5 * 10.0**-decimals + 1e-9


def changed(steps: Mapping[str, Mapping[str, object]] | None = None,
            flows: Mapping[str, Mapping[str, object] | None] | None = None) -> BlueprintDocument:
    """The example with other values of some steps and flows; a flow that is None is gone."""
    document = shoeshine()
    steps, flows = steps or {}, flows or {}
    return document.replace(
        steps=tuple(one.model_copy(update=dict(steps.get(one.id, {}))) for one in document.steps),
        flows=tuple(one.model_copy(update=dict(flows.get(one.key) or {})) for one in document.flows
                    if flows.get(one.key, {}) is not None))


def edits() -> Mapping[str, BlueprintDocument]:
    """The changes of the page."""
    nothing = {"work": None}
    return {
        "`clean` has no work": changed({"clean": nothing}),
        "no step has work": changed({one.id: nothing for one in shoeshine().steps}),
        "`f5` has no probability": changed(flows={"f5": {"probability": None}}),
        "`f4` and `f5` have none": changed(flows={"f4": {"probability": None}, "f5": {"probability": None}}),
        "`f5` has `max_times` 1": changed(flows={"f5": {"max_times": 1}}),
        "`f4` 0.95, `f5` 0.05": changed(flows={"f4": {"probability": 0.95}, "f5": {"probability": 0.05}}),
        "no `f5`": changed(flows={"f4": {"probability": None}, "f5": None}),
    }


def facts() -> tuple[str, ...]:
    """What the page says of the file, as the file has it."""
    document = shoeshine()
    time = {one.id: f"{mean_minutes(one.work):g}" for one in document.steps if one.work is not None}
    chance = {one.key: f"{one.probability:g}" for one in document.flows if one.probability is not None}
    service, actor = document.head.service, document.actor_by_id["shiner"]
    assert service.fixed_cost is not None
    assert service.price is not None
    return (f"brush {time['brush']}, polish {time['polish']}, buff {time['buff']}, collect {time['pay']}",
            f"With probability {chance['f5']} the wax is wrong (flow `f5`): the shoes are cleaned, {time['clean']}, and polished",
            f"well with probability {chance['f4']} (flow `f4`), so a case polishes 1 / {chance['f4']} times",
            f"An hour costs ${actor.hourly_cost:g}, wax and the rest ${service.fixed_cost:.2f}, and the price is ${service.price:.2f}",
            f"`played` ({RUNS:,} journeys)", f"the mean of {RUNS:,} played journeys")


def test_the_tables_are_found() -> None:
    assert len(WORKED) == 15
    assert {change for change, *_ in CHANGES} == set(edits())
    assert len(LIMITS) == 13
    assert len(NAMES) > 25


@pytest.mark.parametrize(("what", "by_hand", "path", "printed"), WORKED)
def test_hand_and_program_come_to_the_number(what: str, by_hand: str, path: str, printed: str) -> None:
    assert re.fullmatch(r"[\d. ()*/+-]+", by_hand), what
    hand, program = float(eval(by_hand)), known(eval(path, dict(answers())))
    assert agrees(hand, printed), f"{what}: {hand} by hand"
    assert agrees(program, printed), f"{what}: {program} in the program"
    # What was played is near the mean that theory gives; there it is the theory that must be right to the last digit.
    if path.startswith("played"):
        program = known(eval("everybody.started.elapsed.sd_minutes", dict(answers()))) / RUNS**0.5
    assert program == pytest.approx(hand, rel=1e-12)


@pytest.mark.parametrize(("change", "printed", "why"), CHANGES)
def test_a_change_does_what_the_page_says(change: str, printed: str, why: str) -> None:
    document = edits()[change]
    everybody = measure_all(document).everybody
    assert everybody is not None
    elapsed = everybody.started.elapsed.mean_minutes
    if printed == "not known":
        assert elapsed.value is None
    else:
        assert elapsed.at_least == printed.startswith("at least")
        assert agrees(elapsed.known_value, printed.removeprefix("at least ")), elapsed
    for verdict in re.findall(r"as a redesign \*(.+?)\*", why):
        assert compare(shoeshine(), document, ()).verdicts[0].verdict.value == verdict


@pytest.mark.parametrize(("printed", "name"), LIMITS)
def test_a_limit_is_that_of_the_code(printed: str, name: str) -> None:
    assert float(printed.replace(",", "")) == resolve(name)


@pytest.mark.parametrize("name", NAMES)
def test_every_name_leads_somewhere(name: str) -> None:
    assert resolve(name) is not None


def test_the_file_is_as_the_page_says() -> None:
    assert [fact for fact in facts() if fact not in FLAT] == []


def test_no_other_number_stands_on_the_page() -> None:
    left = FLAT
    for fact in facts():
        left = left.replace(fact, "")
    for what, by_hand, path, printed in WORKED:
        left = left.replace(f"`{by_hand}` | `{path}` | {printed} |", "").replace(f"| {what} |", re.sub("P9[05]:", "", what))
    for change, printed, _ in CHANGES:
        left = left.replace(f"| {change} | {printed} |", "")
    left = re.sub(r"([\d,.]*\d)((?: [^\s`()]+){0,3} \(`[\w.]+`\))", "", left)
    left = re.sub(r"\[decision \d{4}\]\(decisions/[\w-]+\.md\)", "", left)
    # Where the table of changes repeats what the file says beside the flow that it changes.
    left = left.replace("it is the rest beside 0.9", "")
    assert re.findall(r"\S*\d\S*", re.sub(r"`f\d`", "", left)) == []


def resolve(name: str) -> object:
    """A module, or a name in one, below the package of the analysis."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found: object = import_module(".".join([PACKAGE, *parts[:length]]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            found = getattr(found, part)
        return found
    raise AssertionError(f"{name} is nothing below {PACKAGE}")
