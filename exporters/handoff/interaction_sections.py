"""Personas, conversation, interactions, clauses, friction points and documents, each with links to the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from visavis.blueprint.analysis import Analysis, ClauseVerdict, FrictionGroup, journey
from visavis.blueprint.analysis.frictions.context import in_scope
from visavis.blueprint.language import Message, MessageList, Quoted, message
from visavis.blueprint.model import BlueprintDocument, Item, Persona, StepKind, words
from visavis.exporters.handoff.linked_text import Linked, LinkedText
from visavis.exporters.interactions import ToldInteraction, list_interactions, name_of_lane, name_of_step
from visavis.exporters.interactions.acceptance import acceptance_of, broken_by, names_of_items
from visavis.exporters.text_version.friction_texts import friction_texts
from visavis.exporters.text_version.text_page import FrictionText
from visavis.exporters.typed_text import inert

_PersonaFacts = Callable[[Persona], Iterable[str]]


class InteractionSections:
    """Writes these sections of one document into a text."""

    def __init__(self, document: BlueprintDocument, analysis: Analysis, text: LinkedText) -> None:
        self.document, self.analysis, self.text = document, analysis, text
        self.interactions = list_interactions(document)
        self.clauses = {verdict.clause.id: number
                        for number, verdict in enumerate(analysis.frictions.clauses, start=1)}
        self.steps_of_frictions = {group.number: {step for finding in group.findings for step in finding.steps}
                                   for group in analysis.frictions.groups}

    def write(self, persona_facts: _PersonaFacts) -> None:
        """Write all sections; `persona_facts` tells the figures of a persona."""
        self._personas(persona_facts)
        self._conversation()
        self._clauses()
        self._frictions()
        self._items()

    # -- personas

    def _personas(self, persona_facts: _PersonaFacts) -> None:
        if self.document.head.personas:
            self.text.heading(2, message("Personas and their journeys"))
        for number, persona in enumerate(self.document.head.personas, start=1):
            self.text.entry(Linked.PERSONA, number)
            self.text.paragraph(f"**{self.text.write(inert(persona.name) or persona.id)}**",
                                f"— {self.text.write(persona.story)}" if inert(persona.story) else "")
            self.text.items([*map(self.text.write, persona.constraints), *persona_facts(persona),
                             *self._journey(persona)])

    def _journey(self, persona: Persona) -> Iterator[str]:
        """Yield what a persona says and hears, how they may end, and where they are stopped."""
        text, walked = self.text, journey(self.document, persona)
        met = [each.number for each in self.interactions if persona.id in each.personas]
        if met:
            yield self._links(message("Interactions"), Linked.INTERACTION, met)
        reached = [stop for name, stop in walked.stops.items() if name in walked.reached_steps]
        ends = [name_of_step(stop.step) for stop in reached if stop.step.kind is StepKind.OUTCOME]
        yield text.fact(message("May end with"), MessageList(tuple(ends)) if ends else message("no end is drawn"))
        stopped = [name_of_step(stop.step) for stop in reached if stop.blocked and stop.fallback is None]
        if stopped:
            yield text.fact(message("Stopped by the channel at"), MessageList(tuple(stopped)))

    # -- what is said

    def _conversation(self) -> None:
        text = self.text
        text.heading(2, message("The conversation"))
        if not self.interactions:
            text.paragraph(text.write(message("Nothing crosses the line of interaction yet.")))
            return
        text.table((text.write(head) for head in (
            message("Number"), message("Stable id"), message("Who speaks"), message("What is said"),
            message("Payload"))), map(self._row, self.interactions))
        for each in self.interactions:
            self._interaction(each)

    def _row(self, each: ToldInteraction) -> tuple[str, ...]:
        text = self.text
        return (text.numbers(Linked.INTERACTION, (each.number,)), text.write(each.id),
                text.write(self._speakers(each)), text.write(self._said(each)),
                text.write(MessageList(names_of_items(self.document, each.flow.carries))))

    def _speakers(self, each: ToldInteraction) -> Message:
        return message("{source} → {target}", source=name_of_lane(self.document, each.source),
                       target=name_of_lane(self.document, each.target))

    def _said(self, each: ToldInteraction) -> Quoted | Message:
        return Quoted(each.says) if each.says else message("nothing is said")

    def _interaction(self, each: ToldInteraction) -> None:
        text = self.text
        text.entry(Linked.INTERACTION, each.number)
        text.paragraph(f"**{text.write(self._said(each))}**")
        channel = words.channel_name(self.document, each.channel) if each.channel else message("not stated")
        items = names_of_items(self.document, each.flow.carries)
        asked = names_of_items(self.document, each.source.asks)
        text.items((
            text.fact(message("Stable id"), each.id), text.fact(message("Who speaks"), self._speakers(each)),
            text.fact(message("Steps"), message("{source} → {target}", source=name_of_step(each.source),
                                                target=name_of_step(each.target))),
            text.fact(message("Phase"), Quoted(inert(self.document.phase_by_id[each.source.phase].name)
                                               or each.source.phase)),
            text.fact(message("Channel"), channel),
            text.fact(message("Payload"), MessageList(items) if items else message("nothing changes hands")),
            text.fact(message("Asks for"), MessageList(asked)) if asked else "",
            *(text.fact(message("Detail"), step.detail) for step in (each.source, each.target) if inert(step.detail)),
            self._persona_links(each),
            self._links(message("To be avoided here"), Linked.CLAUSE, self._clauses_at(each)),
            self._links(message("Friction points"), Linked.FRICTION, self._frictions_at(each))))
        told = acceptance_of(self.document, each)
        accepted = message("Accepted when")
        text.paragraph(f"**{text.write(accepted)}**")
        text.items((*(text.fact(message("Given"), one) for one in told.before),
                    text.fact(message("When"), told.happens),
                    *(text.fact(message("Then"), one) for one in told.afterwards)))

    def _links(self, label: Message, kind: Linked, numbers: Iterable[int]) -> str:
        found = self.text.numbers(kind, numbers)
        return f"**{self.text.write(label)}** — {found}" if found else ""

    def _persona_links(self, each: ToldInteraction) -> str:
        found = ", ".join(self.text.link(Linked.PERSONA, number, persona.name)
                          for number, persona in enumerate(self.document.head.personas, start=1)
                          if persona.id in each.personas)
        label = self.text.write(message("Personas"))
        return f"**{label}** — {found}" if found else ""

    def _clauses_at(self, each: ToldInteraction) -> Iterator[int]:
        """Yield the clauses that speak of these steps, or that are broken at them."""
        for verdict in self.analysis.frictions.clauses:
            scope = verdict.clause.scope
            steps = (each.source, each.target)
            if any(step.id in verdict.steps for step in steps) or (scope is not None and any(
                    in_scope(self.document, step, verdict.clause) for step in steps) and (
                    scope.persona is None or scope.persona in each.personas)):
                yield self.clauses[verdict.clause.id]

    def _frictions_at(self, each: ToldInteraction) -> Iterator[int]:
        yield from (number for number, steps in self.steps_of_frictions.items()
                    if each.source.id in steps or each.target.id in steps)

    # -- what must not be

    def _clauses(self) -> None:
        if self.analysis.frictions.clauses:
            self.text.heading(2, message("What must be avoided"))
        for verdict in self.analysis.frictions.clauses:
            self._clause(verdict)

    def _clause(self, verdict: ClauseVerdict) -> None:
        text, clause = self.text, verdict.clause
        number = self.clauses[clause.id]
        text.entry(Linked.CLAUSE, number)
        text.paragraph(f"**{text.write(inert(clause.text) or inert(clause.id))}**")
        today = {None: message("nothing tells whether it is kept"), True: message("kept"), False: message("broken")}
        text.items((
            text.fact(message("Today"), today[verdict.holds]),
            text.fact(message("Friction rule"), clause.rule) if clause.rule else "",
            self._links(message("Broken by friction points"), Linked.FRICTION, broken_by(self.analysis, clause.id)),
            self._links(message("Interactions"), Linked.INTERACTION, (
                each.number for each in self.interactions if number in self._clauses_at(each)))))

    def _frictions(self) -> None:
        groups = self.analysis.frictions.groups
        self.text.heading(2, message("Friction points"))
        if not groups:
            self.text.paragraph(self.text.write(message("No open friction point.")))
        phases, elsewhere = friction_texts(self.document, self.analysis, self.text.translate)
        told = {one.number: one for each in phases.values() for one in each.first}
        told |= {one.number: one for one in elsewhere}
        for group in groups:
            self._friction(group, told[group.number])

    def _friction(self, group: FrictionGroup, told: FrictionText) -> None:
        text = self.text
        text.entry(Linked.FRICTION, group.number)
        text.paragraph(f"**{text.write(told.name)}**")
        steps = [self.document.step_by_id[step] for step in group.steps if step in self.document.step_by_id]
        text.items((
            *map(text.write, told.sentences), text.fact(message("What would help"), told.remedy),
            text.fact(message("Side effect"), group.findings[0].side_effect) if group.findings[0].side_effect else "",
            text.write(told.lost), *(text.fact(message("Cost to the {side}", side=cost.side), cost.words)
                                     for cost in told.costs), text.write(told.note),
            text.fact(message("Steps"), MessageList(tuple(map(name_of_step, steps)))) if steps else "",
            self._links(message("Interactions"), Linked.INTERACTION, (
                each.number for each in self.interactions if group.number in self._frictions_at(each))),
            self._links(message("Clauses that it breaks"), Linked.CLAUSE, (
                self.clauses[clause] for finding in group.findings for clause in finding.clauses
                if clause in self.clauses))))

    # -- documents

    def _items(self) -> None:
        text = self.text
        if not self.document.head.items:
            return
        text.heading(2, message("Documents and data"))
        text.table((text.write(head) for head in (
            message("Name"), message("Identifier"), message("Register that already holds it"),
            message("Why it is asked for"), message("Interactions"))), map(self._item, self.document.head.items))

    def _item(self, item: Item) -> tuple[str, ...]:
        text = self.text
        numbers = (each.number for each in self.interactions
                   if item.id in (*each.flow.carries, *each.source.asks, *each.target.asks))
        return (text.write(item.name.strip() or item.id), text.write(item.id), text.write(item.held_by or ""),
                text.write(item.purpose), text.numbers(Linked.INTERACTION, numbers))
