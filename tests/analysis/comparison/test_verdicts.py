"""The verdict of a redesign: the seven rules of decision 0011, each with its boundaries."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.blueprint.analysis import UNKNOWN, BeforeAfter, Figure, PersonaVerdict, Trend, Verdict, order_by_access
from visavis.blueprint.analysis.redesign.verdicts import LEAST_SHARE, Efforts, verdict_of
from visavis.blueprint.model import Side

SAME, LESS, MORE, DARK = "=", "-", "+", "?"
# Ten minutes before, and after: the same, a minute less, a minute more, a time that is missing.
MINUTES = {SAME: 10.0, LESS: 9.0, MORE: 11.0, DARK: None}
SHARES = {SAME: 0.5, LESS: 0.4, MORE: 0.6, DARK: None}
BOTH = ("citizen_minutes", "agent_minutes")


def minutes(after: str) -> BeforeAfter:
    return BeforeAfter(Figure(10.0), Figure(MINUTES[after]))


def share(after: str) -> BeforeAfter:
    return BeforeAfter(Figure(0.5), Figure(SHARES[after]), LEAST_SHARE)


def judged(got: str, efforts: str) -> tuple[str, tuple[str, ...]]:
    """Judge what `granted`, `completion` did, and what delay, citizen, agents and partners did."""
    verdict, because = verdict_of(share(got[0]), share(got[1]), Efforts(*map(minutes, efforts)))
    return verdict.value, because


@pytest.mark.parametrize(("got", "efforts", "verdict", "because"), [
    # (1) Fewer are granted or reach a decision: nothing makes up for it.
    ("-=", "----", "regression", ("granted",)),
    ("=-", "----", "regression", ("completion",)),
    ("--", "====", "regression", ("granted", "completion")),
    ("-+", "----", "regression", ("granted",)),
    ("+-", "----", "regression", ("completion",)),
    ("-?", "----", "regression", ("granted",)),
    ("?-", "????", "regression", ("completion",)),
    # (2) No one knows how many: nothing else is asked.
    ("?=", "----", "unknown", ("granted",)),
    ("=?", "++++", "unknown", ("completion",)),
    ("?+", "----", "unknown", ("granted",)),
    ("??", "====", "unknown", ("granted", "completion")),
    # (3) More people get through.
    ("+=", "=--=", "win-win", ("granted", *BOTH)),
    ("=+", "---=", "win-win", ("completion", *BOTH)),
    ("++", "----", "win-win", ("granted", "completion", *BOTH)),
    ("+=", "====", "better", ("granted",)),
    ("+=", "=-==", "better", ("granted",)),
    ("+=", "==-=", "better", ("granted",)),
    ("+=", "+--=", "better", ("granted", "elapsed_minutes")),
    ("+=", "-+-=", "better", ("granted", "citizen_minutes")),
    ("+=", "--+=", "better", ("granted", "agent_minutes")),
    ("+=", "---+", "better", ("granted", "partner_minutes")),
    ("=+", "++++", "better", ("completion", "elapsed_minutes", *BOTH, "partner_minutes")),
    ("+=", "?--=", "better", ("granted", "elapsed_minutes")),
    ("+=", "=--?", "better", ("granted", "partner_minutes")),
    ("++", "????", "better", ("granted", "completion", "elapsed_minutes", *BOTH, "partner_minutes")),
    # (4) People wait longer.
    ("==", "+---", "regression", ("elapsed_minutes",)),
    ("==", "+???", "regression", ("elapsed_minutes",)),
    ("==", "+===", "regression", ("elapsed_minutes",)),
    # (5) A time is missing.
    ("==", "?---", "unknown", ("elapsed_minutes",)),
    ("==", "=?--", "unknown", ("citizen_minutes",)),
    ("==", "=+?-", "unknown", ("agent_minutes",)),
    ("==", "-++?", "unknown", ("partner_minutes",)),
    # (6) Someone works more.
    ("==", "=+-=", "transfer", ("citizen_minutes", "agent_minutes")),
    ("==", "=-+=", "transfer", ("agent_minutes", "citizen_minutes")),
    ("==", "=--+", "transfer", ("partner_minutes", *BOTH)),
    ("==", "-+==", "transfer", ("citizen_minutes", "elapsed_minutes")),
    ("==", "=+==", "regression", ("citizen_minutes",)),
    ("==", "==+=", "regression", ("agent_minutes",)),
    ("==", "===+", "regression", ("partner_minutes",)),
    ("==", "=+++", "regression", (*BOTH, "partner_minutes")),
    # (7) No one works more, and no one waits longer.
    ("==", "=--=", "win-win", BOTH),
    ("==", "----", "win-win", BOTH),
    ("==", "-===", "better", ("elapsed_minutes",)),
    ("==", "=-==", "better", ("citizen_minutes",)),
    ("==", "==-=", "better", ("agent_minutes",)),
    ("==", "===-", "better", ("partner_minutes",)),
    ("==", "-=--", "better", ("elapsed_minutes", "agent_minutes", "partner_minutes")),
    ("==", "====", "unchanged", ()),
])
def test_the_first_rule_that_matches_decides(got: str, efforts: str, verdict: str, because: Any) -> None:
    assert judged(got, efforts) == (verdict, because)


def by_definition(got: str, efforts: str) -> str:
    """The rules once more, in other words: what is said of people, then of the delay, then of the work."""
    delay, work = efforts[0], efforts[1:]
    if LESS in got:
        return "regression"
    if DARK in got:
        return "unknown"
    clean = MORE not in efforts and DARK not in efforts
    both = work[0] == work[1] == LESS
    if MORE in got:
        return "win-win" if clean and both else "better"
    if delay == MORE:
        return "regression"
    if DARK in efforts:
        return "unknown"
    if MORE in work:
        return "transfer" if LESS in efforts else "regression"
    return "win-win" if both else "better" if LESS in efforts else "unchanged"


def test_all_combinations_are_judged_by_the_definition() -> None:
    signs = (SAME, LESS, MORE, DARK)
    for got in product(signs, repeat=2):
        for efforts in product(signs, repeat=4):
            told = judged("".join(got), "".join(efforts))[0]
            assert told == by_definition("".join(got), "".join(efforts)), (got, efforts)


# -- when a difference counts

@pytest.mark.parametrize(("before", "after", "least", "direction"), [
    (10.0, 10.1, 0.1, "same"), (10.0, 9.9, 0.1, "same"), (10.0, 10.11, 0.1, "higher"), (10.0, 9.89, 0.1, "lower"),
    (0.0, 0.1, 0.1, "same"), (0.0, 0.11, 0.1, "higher"),
    (0.5, 0.501, LEAST_SHARE, "same"), (0.5, 0.499, LEAST_SHARE, "same"),
    (0.5, 0.5011, LEAST_SHARE, "higher"), (0.5, 0.4989, LEAST_SHARE, "lower"),
])
def test_a_tenth_of_a_minute_or_of_a_point_is_no_difference(before: float, after: float, least: float,
                                                            direction: str) -> None:
    assert BeforeAfter(Figure(before), Figure(after), least).trend == direction


@pytest.mark.parametrize(("errors", "change", "direction"), [
    ((3.0, 4.0), 10.0, "same"), ((3.0, 4.0), 10.1, "higher"), ((3.0, 4.0), -10.0, "same"),
    ((3.0, 4.0), -10.1, "lower"), ((5.0, None), 10.0, "same"), ((5.0, None), 10.1, "higher"),
    ((None, 5.0), -10.1, "lower"), ((0.01, 0.01), 0.1, "same"), ((0.01, 0.01), 0.11, "higher"),
])
def test_a_simulated_difference_counts_beyond_two_of_its_standard_errors(
        errors: tuple[float | None, float | None], change: float, direction: str) -> None:
    pair = BeforeAfter(Figure(100.0, standard_error=errors[0]), Figure(100.0 + change, standard_error=errors[1]))
    assert pair.trend == direction
    assert pair.change.standard_error == pytest.approx(sum((error or 0.0)**2 for error in errors)**0.5)


LEAST = {"at_least": True}
A_TENTH: Any = pytest.approx(0.1)


@pytest.mark.parametrize(("before", "after", "direction", "change"), [
    # The redesign takes at least 12: more than 10, whatever is missing.
    (Figure(10.0), Figure(12.0, **LEAST), "higher", Figure(2.0, at_least=True)),
    # At least 8 may be 8 or 80.
    (Figure(10.0), Figure(8.0, **LEAST), "unknown", Figure(-2.0, at_least=True)),
    (Figure(10.0), Figure(10.1, **LEAST), "unknown", Figure(A_TENTH, at_least=True)),
    # What took at least 12 takes 10: less, and no one knows by how much.
    (Figure(12.0, **LEAST), Figure(10.0), "lower", UNKNOWN),
    (Figure(8.0, **LEAST), Figure(10.0), "unknown", UNKNOWN),
    (Figure(8.0, **LEAST), Figure(10.0, **LEAST), "unknown", UNKNOWN),
    (UNKNOWN, Figure(10.0), "unknown", UNKNOWN), (Figure(10.0), UNKNOWN, "unknown", UNKNOWN),
    (Figure(0.0), UNKNOWN, "unknown", UNKNOWN), (UNKNOWN, UNKNOWN, "unknown", UNKNOWN),
])
def test_a_lower_bound_counts_only_where_it_decides_the_sign(before: Figure, after: Figure, direction: str,
                                                             change: Figure) -> None:
    pair = BeforeAfter(before, after)
    assert (pair.trend, pair.change) == (direction, change)


def test_a_lower_bound_may_decide_a_verdict() -> None:
    """The agents took at least 12 min and now take 10: both sides win, though no one knows by how much."""
    won = Efforts(minutes(SAME), minutes(LESS), BeforeAfter(Figure(12.0, at_least=True), Figure(10.0)), minutes(SAME))
    assert verdict_of(share(SAME), share(SAME), won)[0] is Verdict.WIN_WIN
    open_ = Efforts(minutes(SAME), minutes(LESS), BeforeAfter(Figure(10.0), Figure(8.0, at_least=True)), minutes(SAME))
    assert verdict_of(share(SAME), share(SAME), open_) == (Verdict.UNKNOWN, ("agent_minutes",))


FIGURES = st.builds(Figure, st.none() | st.floats(0, 1000), st.booleans(), st.none() | st.floats(0, 100))


@given(FIGURES, FIGURES)
def test_there_and_back_are_opposite_ways(one: Figure, other: Figure) -> None:
    opposite = {Trend.LOWER: Trend.HIGHER, Trend.HIGHER: Trend.LOWER}
    there, back = BeforeAfter(one, other).trend, BeforeAfter(other, one).trend
    assert back is opposite.get(there, there)


@given(FIGURES)
def test_nothing_differs_from_itself(figure: Figure) -> None:
    expected = Trend.SAME if figure.is_known else Trend.UNKNOWN
    assert BeforeAfter(figure, figure).trend is expected


def verdict(persona: str | None, got: str, decided: str, started: str) -> PersonaVerdict:
    granted, completion = map(share, got)
    efforts = Efforts(*map(minutes, decided)), Efforts(*map(minutes, started))
    return PersonaVerdict(persona, 0.5, granted, completion, *efforts, *verdict_of(granted, completion, efforts[0]))


def test_personas_stand_in_the_order_of_what_they_gain_in_access() -> None:
    verdicts = [verdict(None, "==", "====", "===="), verdict("dark", "?=", "====", "===="),
                verdict("less", "-=", "====", "===="), verdict("same", "==", "====", "===="),
                verdict("decided", "=+", "====", "===="), verdict("granted", "+=", "====", "====")]
    assert [one.persona for one in order_by_access(verdicts)] == [None, "granted", "decided", "same", "less", "dark"]


@pytest.mark.parametrize(("got", "decided", "started", "rises"), [
    ("=+", "====", "==+=", True), ("=+", "==?=", "==+=", True), ("++", "==-=", "==+=", True),
    # Nobody more gets through; the work does not rise; no one knows by how much; each case takes more anyway.
    ("==", "====", "==+=", False), ("+=", "====", "==+=", False), ("-+", "====", "====", False),
    ("=+", "====", "==?=", False), ("=+", "==+=", "==+=", False),
])
def test_work_rises_for_access_only_where_more_get_through(got: str, decided: str, started: str, rises: bool) -> None:
    found = verdict("ann", got, decided, started)
    assert found.access_rise(Side.AGENT) == (Figure(1.0) if rises else None)
    assert found.access_rise(Side.CITIZEN) is None


@pytest.mark.parametrize(("got", "decided", "certain"), [
    ("==", "----", True), ("+=", "=--=", True), ("-?", "----", True), ("==", "?---", False), ("?=", "----", False),
    ("+=", "?--=", False)])
def test_a_verdict_is_a_word_only_where_all_that_decides_it_is_known(got: str, decided: str, certain: bool) -> None:
    assert verdict("ann", got, decided, "====").is_certain is certain
