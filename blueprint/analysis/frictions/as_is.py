"""The blueprint that a redesign is compared with, as rules see it: is it at hand, which steps stand for which.

A rule that compares says `lacks_as_is` where the document names the blueprint it redesigns and no one can read it. A
document that redesigns nothing has nothing to be compared with, and nothing is said.
"""

from __future__ import annotations

from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.guide import InputElement, Need
from visavis.blueprint.analysis.redesign.matching import Matching
from visavis.blueprint.analysis.redesign.verdicts import PersonaVerdict, judge_personas
from visavis.blueprint.language import message

AS_IS = Need(message("the as-is blueprint, in the same folder or named"), InputElement.HEAD, "redesigns")


def compare_redesign(context: RuleContext) -> tuple[PersonaVerdict, ...]:
    """Return the verdicts of a redesign, everybody first, then each persona; none without the blueprint it redesigns.

    Several rules read them: ask by `context.once(compare_redesign)`.
    """
    if context.before is None:
        return ()
    return judge_personas(match_steps(context, context.before), context.before, context)


def match_steps(context: RuleContext, before: RuleContext) -> Matching:
    """Return which steps of the as-is blueprint stand for which of the redesign."""
    return Matching(before.document, context.document)


def lacks_as_is(context: RuleContext) -> bool:
    """Return whether a document says that it redesigns another one which is not at hand."""
    return context.before is None and context.document.head.redesigns is not None


def lacks_times(context: RuleContext) -> bool:
    """Return whether no one knows by how much some effort changed."""
    return not all(one.citizen.change.is_known and one.agent.change.is_known
                   for one in context.once(compare_redesign))
