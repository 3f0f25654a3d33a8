"""What pages of one path say of it: which of all paths it is, and how it differs from the means of other pages."""

from __future__ import annotations

from collections.abc import Iterator

from visavis.blueprint.analysis import Analysis
from visavis.blueprint.analysis.measures.figure_words import minutes_words, round_to_error
from visavis.blueprint.language import Message, Minutes, message, plural
from visavis.blueprint.model import Outcome, Persona

ASSUMED = message("Dashed number: assumed figures.")


def name_path(outcome: Outcome, detours: int) -> Message:
    """Return which path it is, of all that may be walked, and how many detours of it are frequent, not usual."""
    match outcome:
        case Outcome.GRANTED:
            told = message("the likeliest path to what is asked for")
        case Outcome.REFUSED:
            told = message("the likeliest path to a refusal")
        case _:
            told = message("the likeliest path")
    if not detours:
        return told
    return plural("{path}, with {count} frequent detour", "{path}, with {count} frequent detours", detours, path=told)


def path_notes(analysis: Analysis | None, persona: Persona | None) -> Iterator[Message]:
    """Yield what a reader must know who has seen other pages: a path is no mean, and some numbers are assumed."""
    measured = None
    if analysis is not None:
        by_id = {each.persona: each for each in analysis.measures.personas}
        measured = by_id.get(persona.id) if persona is not None else analysis.measures.everybody
    if measured is not None and measured.decided is not None:
        elapsed, work = measured.decided.elapsed.mean_minutes, measured.decided.citizen.work_minutes
        if elapsed.is_known and work.is_known:
            yield message("One path, not the mean ({time}, {work} of work).",
                          time=Minutes(round_to_error(elapsed), spelled=True), work=minutes_words(work))
    if analysis is not None and any(each.is_hypothesis for each in analysis.frictions.hotspots):
        yield ASSUMED
