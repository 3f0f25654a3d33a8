"""No appointment for weeks: the next slot is far away."""

from __future__ import annotations

import re
from collections.abc import Iterable

from visavis.blueprint.analysis.frictions.contacts import is_wait
from visavis.blueprint.analysis.frictions.context import RuleContext
from visavis.blueprint.analysis.frictions.finding import Finding, FrictionClass, NotAssessed
from visavis.blueprint.analysis.frictions.guide import InputElement, Need, RuleGuide
from visavis.blueprint.analysis.frictions.thresholds import Threshold, severity_of_days
from visavis.blueprint.language import message
from visavis.blueprint.model import LimitUnit, mean_minutes
from visavis.blueprint.model.durations import MINUTES_PER_DAY, minutes, waits_quantity

LEAD = Threshold("lead", 30, LimitUnit.DAY, "French target for identity cards: 30 days (RDV)")
_APPOINTMENT = re.compile(r"rendez-vous|\brdv\b|appointment", re.IGNORECASE)


class AppointmentDesert:
    """A wait for an appointment (marked so, or called so) of more than 30 days, or beyond the legal deadline."""

    name = "appointment-desert"
    title = message("No appointment for weeks")
    short = message("Appointment far away")
    reader_action = message("Ask to be called when a slot comes free, or try another site.")
    friction_class = FrictionClass.LOAD
    needs = (Need(message("how long people wait for the appointment"), InputElement.STEP, "wait"),)
    thresholds = (LEAD,)
    sets = frozenset({"recommended", "home-visit"})
    guide = RuleGuide(
        matters=message("People plan their lives around a slot weeks away and miss it; agents wait for people who do "
                        "not come."),
        fires=message("A wait for an appointment is longer than 30 days, or than the legal deadline."),
        cost=message("Days, not minutes: they are shown, and the severity follows them."),
        remedy=message("Share slots between sites, keep some for walk-ins, or drop the appointment."),
        side_effect=message("Walk-ins make queues: announce quiet hours."),
        spares=(message("A delay that people want."),),
        sources=("appointments-fr",))

    def assess(self, context: RuleContext) -> Iterable[Finding | NotAssessed]:
        """Yield a finding for each appointment too far away."""
        waits = [step for step in context.steps if context.reached(step.id)
                 and (step.appointment or (is_wait(step) and _APPOINTMENT.search(step.title[:500])))]
        untimed = [step.id for step in waits if step.wait is None]
        if untimed:
            yield context.not_assessed(self, untimed)
        legal = context.document.head.service.legal_deadline
        for step in waits:
            days = mean_minutes(step.wait) / MINUTES_PER_DAY
            limit = context.limit(self.name, LEAD, step)
            late = legal is not None and days * MINUTES_PER_DAY > minutes(legal)
            if days > limit or late:
                yield context.finding(
                    self, (step.id,), message("The next slot is {time} away", time=waits_quantity([step.wait])),
                    message("Share slots, or do without them"), share=context.share(step.id),
                    friction_class=FrictionClass.LOSS if late else None,
                    severity=None if late else severity_of_days(days - limit))
