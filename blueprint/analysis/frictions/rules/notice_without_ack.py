"""A notice nobody can prove: a time limit runs, and nothing shows that people heard of it."""

from __future__ import annotations

from collections.abc import Iterable

from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import RuleGuide
from visavis.blueprint.analysis.frictions.legal_marks import MARKS, find_marked, is_marked, proves_arrival
from visavis.blueprint.analysis.frictions.thresholds import Threshold
from visavis.blueprint.language import message
from visavis.blueprint.model import LegalMark, Side


class NoticeWithoutAck:
    """A notice from which a time limit runs, with no proof that it arrived.

    Proof is the mark `tracked` at the notice, at a step before it that sends it or after it that receives it, or a
    channel that proves by itself (registered mail, digital safe). What the citizen sent before it proves nothing.
    """

    name = "notice-without-ack"
    title = message("Notice without proof of delivery")
    short = message("No delivery proof")
    friction_class = FrictionClass.LAW
    needs = (MARKS,)
    thresholds: tuple[Threshold, ...] = ()
    sets = frozenset({"legal-fr"})
    guide = RuleGuide(
        matters=message("A time limit that people never heard of takes their right away; one that the administration "
                        "cannot prove does not run against them. Both lose."),
        fires=message("A notice starts a time limit, and nothing proves that it arrived."),
        cost=message("The share of the cases that get the notice."),
        remedy=message("Deliver the notice with proof, repeat it through a second channel, and say it plainly."),
        side_effect=message("Registered mail that must be fetched at the counter is a visit more for people."),
        spares=(message("Registered mail and the digital safe are proof by themselves."),
                message("A notice from which no time limit runs.")),
        sources=("crpa-l112-3", "cja-r421-5"))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each notice without proof."""
        if not is_marked(context):
            yield context.not_assessed(self)
            return
        for notice in find_marked(context, LegalMark.NOTICE):
            sent = (name for name in context.whole.comes_from.get(notice.id, ())
                    if context.side(context.step(name)) is not Side.CITIZEN)
            near = [notice.id, *sent, *context.whole.stops[notice.id].next_steps]
            if not any(proves_arrival(context.step(name)) for name in near):
                yield context.finding(self, (notice.id,),
                                      message("A time limit runs, and nothing proves that the notice arrived"),
                                      message("Deliver the notice with proof"), share=context.share(notice.id))
