"""Thousands of journeys played side by side, one event of each at a time, by `semantics.token_rules`.

Arrays are slots × journeys: where each token of each journey is and until when. A token that waits for others has a
place and no end (infinity). An event is the earliest end of each journey, the lowest step where several are equal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from visavis.blueprint.analysis.markov.legal_clock import TICK, ClockDistribution, ClockSteps
from visavis.blueprint.analysis.semantics.token_rules import BLOCKED, DECIDED, NO_OUTCOME, UNSPECIFIED
from visavis.blueprint.analysis.simulation.arrays import Bools, Floats, Ints, Tables
from visavis.blueprint.analysis.simulation.run_limits import MOST_TOKENS, step_limit
from visavis.blueprint.analysis.simulation.samples import Tally

# How many events pass between two looks at whether anyone still wants the answer.
PATIENCE = 64
NOWHERE = -1


class JourneyGroup:
    """The journeys under way; when all are over, what each of them came to."""

    def __init__(self, tables: Tables, generator: np.random.Generator, count: int,
                 clock: ClockSteps | None = None) -> None:
        self._tables, self._generator = tables, generator
        self._most = step_limit(tables.compiled)
        self.elapsed: Floats = np.zeros(count)
        self.outcomes: Ints = np.full(count, BLOCKED)
        self.given_up = 0
        self._clock = None if clock is None else _Clocks(clock, tables.steps, count)
        # Which journey began which step, in parts as they came.
        self._lines: list[tuple[Ints, Ints]] = []
        self.endless: set[int] = set()
        self._who: Ints = np.arange(count)
        self._now: Floats = np.zeros(count)
        self._ended: Floats = np.full(count, np.nan)
        self._worst: Ints = np.full(count, NO_OUTCOME)
        self._begun: Ints = np.zeros(count, dtype=np.int64)
        self._used: Ints = np.zeros((len(tables.transitions.limits), count), dtype=np.int64)
        self._rows: Ints = np.repeat(tables.transitions.limited[:, None], count, axis=1)
        self._until: Floats = np.full((1, count), np.inf)
        self._token_steps: Ints = np.full((1, count), NOWHERE)
        self._waits: Bools = np.zeros((1, count), dtype=bool)
        entered = np.searchsorted(tables.start_ends, generator.random(count), side="right")
        starts = tables.starts[np.minimum(entered, len(tables.starts) - 1)]
        self._begin(np.zeros(count, dtype=np.int64), np.arange(count), starts)

    def play(self, cancelled: Callable[[], bool] | None = None) -> bool:
        """Play until every journey is over; return False when `cancelled` said so before."""
        events = 0
        while len(self._who):
            events += 1
            if cancelled is not None and events % PATIENCE == 0 and cancelled():
                return False
            self._play_event()
            self._remove_finished()
        return True

    def _play_event(self) -> None:
        """Take the earliest token of each journey, draw its turn, and let the turn's targets begin or wait."""
        tables, columns = self._tables, np.arange(len(self._who))
        before, self._now = self._now, self._until.min(axis=0)
        if self._clock is not None:
            self._clock.run(self._who, self._now - before, self._token_steps, np.isfinite(self._until))
        indices = np.where(self._until == self._now, self._token_steps, tables.steps)
        slots = indices.argmin(axis=0)
        steps = indices[slots, columns]
        transitions = self._draw_transitions(steps)
        outcomes = tables.transitions.outcome[transitions]
        self._ended = np.where(outcomes == NO_OUTCOME, self._ended, self._now)
        self._worst = np.maximum(self._worst, outcomes)
        if self._clock is not None:
            self._clock.end(self._who, steps, outcomes != NO_OUTCOME)
        self._until[slots, columns] = np.inf
        self._token_steps[slots, columns] = NOWHERE
        empty = (self._token_steps == NOWHERE).all(axis=0)
        alone = np.flatnonzero(empty & (tables.transitions.targets.count[transitions] == 1))
        if len(alone):
            self._begin(slots[alone], alone, tables.transitions.targets.at(transitions[alone], 0))
        if len(alone) < len(columns):
            # Whoever is caught for ever lets no one else begin.
            with_others = ~tables.is_trap[steps]
            with_others[alone] = False
            self._arrive(np.flatnonzero(with_others), transitions)

    def _draw_transitions(self, steps: Ints) -> Ints:
        """Draw the turn of each journey, and count the limited flows that it takes."""
        transitions, rows = self._tables.transitions, steps
        if len(self._rows):
            indices = transitions.limited_index[steps]
            limited = np.flatnonzero(indices >= 0)
            rows = steps.copy()
            rows[limited] = self._rows[indices[limited], limited]
        drawn = transitions.draw(rows, self._generator)
        count = transitions.counted.count[drawn] if len(self._rows) else drawn[:0]
        for index in range(count.max(initial=0)):
            journeys = np.flatnonzero(count > index)
            flows = transitions.counted.at(drawn[journeys], index)
            self._used[flows, journeys] += 1
            spent = self._used[flows, journeys] == transitions.limit[flows]
            journeys, flows = journeys[spent], flows[spent]
            if len(journeys):
                where = transitions.limited_index[steps[journeys]]
                self._rows[where, journeys] = transitions.use_up_flow(self._rows[where, journeys], flows)
        return drawn

    def _begin(self, slots: Ints, journeys: Ints, steps: Ints) -> None:
        """Let a step begin in each of these journeys, its token in that slot."""
        self._token_steps[slots, journeys] = steps
        self._waits[slots, journeys] = False
        self._until[slots, journeys] = self._now[journeys] + self._tables.times.draw(steps, self._generator)
        self._begun += np.bincount(journeys, minlength=len(self._begun))
        self._lines.append((self._who[journeys], steps))

    def _arrive(self, journeys: Ints, transitions: Ints) -> None:
        """Bring a token to each target of each journey's turn, and let begin what may."""
        targets = self._tables.transitions.targets
        count = targets.count[transitions[journeys]]
        for index in range(count.max(initial=0)):
            arriving = journeys[count > index]
            steps = targets.at(transitions[arriving], index)
            each = self._tables.each[steps]
            there = self._token_steps.take(arriving, axis=1) == steps
            held = (there & self._waits.take(arriving, axis=1)).any(axis=0)
            fresh = each | ~held
            slots = self._find_free_slots(arriving[fresh])
            self._token_steps[slots, arriving[fresh]] = steps[fresh]
            self._waits[slots, arriving[fresh]] = True
            begins = each[fresh]
            if begins.any():
                self._begin(slots[begins], arriving[fresh][begins], steps[fresh][begins])
        self._settle(journeys)

    def _find_free_slots(self, journeys: Ints) -> Ints:
        """Return a free slot of each journey."""
        free = self._token_steps.take(journeys, axis=1) == NOWHERE
        if not free.any(axis=0).all():
            more = ((0, 1 + len(self._token_steps) // 8), (0, 0))
            self._token_steps = np.pad(self._token_steps, more, constant_values=NOWHERE)
            self._until = np.pad(self._until, more, constant_values=np.inf)
            self._waits = np.pad(self._waits, more)
            free = np.pad(free, more, constant_values=True)
        found: Ints = free.argmax(axis=0)
        return found

    def _settle(self, journeys: Ints) -> None:
        """Let begin the steps whose waiting is over, as `Board.settle` does for one journey.

        There they begin one after the other; here together, which is the same: a step that begins is as much in
        the way of others as when it waited.
        """
        waiting = self._waits.take(journeys, axis=1)
        some = np.flatnonzero(waiting.any(axis=0))
        if len(some) < len(journeys):
            journeys, waiting = journeys[some], waiting.take(some, axis=1)
        if not len(journeys):
            return
        indices = self._token_steps.take(journeys, axis=1)
        ready = self._find_ready(indices, waiting)
        stuck = np.flatnonzero(~ready.any(axis=0))
        if len(stuck):
            stuck = stuck[np.isinf(self._until.take(journeys[stuck], axis=1)).all(axis=0)]
            lowest = np.where(waiting, indices, self._tables.steps)[:, stuck].argmin(axis=0)
            ready[lowest, stuck] = True
        slots, columns = np.nonzero(ready)
        self._begin(slots, journeys[columns], indices[slots, columns])

    def _find_ready(self, indices: Ints, waiting: Bools) -> Bools:
        """Tell which slots hold a waiting step that nothing else is under way to."""
        tables = self._tables
        own = [tables.bits[here] for here in indices]
        present, twice = np.zeros_like(own[0]), np.zeros_like(own[0])
        for bit in own:
            twice |= present & bit
            present |= bit
        ready = np.zeros_like(waiting)
        for slot in np.flatnonzero(waiting.any(axis=1)):
            # Whoever is elsewhere, and who is at the same step but not waiting.
            others = present & ~(own[slot] & ~twice)
            ready[slot] = waiting[slot] & ~tables.has_any_bit(tables.masks(indices[slot], waiting[slot]) & others)
        return ready

    def _remove_finished(self) -> None:
        """Take out the journeys that are over, and those that never will be."""
        moving = np.isfinite(self._until)
        lost = moving.any(axis=0) & (self._begun > self._most)
        if len(self._until) > MOST_TOKENS:
            lost |= moving.sum(axis=0) > MOST_TOKENS
        if lost.any():
            self.given_up += int(lost.sum())
            self.endless.update(np.unique(self._token_steps[moving & lost]).tolist())
        over = lost | ~moving.any(axis=0)
        if not over.any():
            return
        reached = over & ~lost & ~np.isnan(self._ended)
        self.elapsed[self._who[over]] = np.where(reached, self._ended, self._now)[over]
        self.outcomes[self._who[over & ~lost]] = UNSPECIFIED
        self.outcomes[self._who[reached]] = self._worst[reached]
        self._keep(~over)

    def _keep(self, staying: Bools) -> None:
        self._who, self._now, self._ended = self._who[staying], self._now[staying], self._ended[staying]
        self._worst, self._begun, self._used = self._worst[staying], self._begun[staying], self._used[:, staying]
        self._rows = self._rows[:, staying]
        self._until, self._token_steps = self._until[:, staying], self._token_steps[:, staying]
        self._waits = self._waits[:, staying]

    def tally(self, amounts: Mapping[str, Mapping[int, float]], *, decided: bool) -> Tally:
        """Return what all journeys, or those that were decided, came to."""
        chosen: Bools = np.isin(self.outcomes, list(DECIDED)) if decided else np.ones(len(self.outcomes), dtype=bool)
        who = np.concatenate([journeys for journeys, _ in self._lines])
        steps = np.concatenate([steps for _, steps in self._lines])
        if decided:
            kept = chosen[who]
            who, steps = who[kept], steps[kept]
        sums = {}
        for name, each in amounts.items():
            by_step = np.zeros(self._tables.steps)
            by_step[list(each)] = list(each.values())
            of_journey = np.bincount(who, weights=by_step[steps], minlength=len(chosen))
            sums[name] = float(of_journey.sum()), float((of_journey**2).sum())
        visits = np.bincount(steps, minlength=self._tables.steps)
        return Tally(int(chosen.sum()), visits.astype(float).tolist(), self.elapsed[chosen].tolist(), sums)

    def clock_distribution(self) -> ClockDistribution:
        """Return what the legal clock showed, in numbers of journeys."""
        return ClockDistribution() if self._clock is None else self._clock.distribution()


class _Clocks:
    """The legal clock of each journey, by the rules of `legal_clock.Reading`."""

    def __init__(self, clock: ClockSteps, steps: int, count: int) -> None:
        self._clock = clock
        self._pauses: Bools = np.zeros(steps + 1, dtype=bool)
        self._pauses[list(clock.pauses)] = True
        self._minutes: Floats = np.zeros(count)
        self._noted: Floats = np.full(count, np.nan)
        self._started: Bools = np.zeros(count, dtype=bool)
        self._stopped: Bools = np.zeros(count, dtype=bool)

    def run(self, who: Ints, passed: Floats, indices: Ints, moving: Bools) -> None:
        """Let time pass in some journeys, whose tokens are at the steps `indices` and on their way where `moving`."""
        paused = (self._pauses[indices] & moving).any(axis=0)
        runs = self._started[who] & ~self._stopped[who] & ~paused
        self._minutes[who[runs]] += passed[runs]

    def end(self, who: Ints, steps: Ints, reached: Bools) -> None:
        """Take note of the steps that are over, and of outcomes that were reached by it."""
        starting, stopping = who[steps == self._clock.starts], who[steps == self._clock.stops]
        self._minutes[starting] = 0.0
        self._started[starting], self._stopped[starting] = True, False
        self._stopped[stopping] |= self._started[stopping]
        noting = who[reached & self._started[who]]
        self._noted[noting] = self._minutes[noting]

    def distribution(self) -> ClockDistribution:
        """Return what they came to, in numbers of journeys."""
        unfinished = self._started & ~self._stopped
        shown = np.where(unfinished & ~np.isnan(self._noted), self._noted, self._minutes)
        deadline = np.inf if self._clock.deadline is None else self._clock.deadline
        late = self._started & (shown > deadline + TICK)
        stopped = [(minutes, 1.0) for minutes in self._minutes[self._stopped].tolist()]
        return ClockDistribution(float(self._started.sum()), float(late.sum()), float((unfinished & ~late).sum()),
                                 stopped,
                                 len(self._minutes))
