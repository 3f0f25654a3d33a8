"""A phase of the page as HTML: a table of both sides face to face, then its friction points."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from visavis.blueprint.language import Translator, message, plural
from visavis.exporters.text_version.html_parts import html
from visavis.exporters.text_version.text_page import (
    ColumnText,
    FrictionText,
    PersonaText,
    PhaseText,
    SideMinutes,
    SpeechText,
    StepText,
    TextPage,
    colon,
)

# Personas by id: their number on the page, from 1.
Names = Mapping[str, tuple[int, PersonaText]]
# More names than these are counted; all of them are in the text that is read out.
MOST_CARRIED = 1


def phase_section(page: TextPage, phase: PhaseText, section: str, names: Names, most: float,
                  translate: Translator) -> Element:
    """Return the section of a phase, which is called `section` in the file; `most` are the longest bar's minutes."""
    work = [html("span", f"{each.label}{colon(page.language)} {each.value}", class_=side)
            for each, side in zip(phase.work, ("citizen", "agents"), strict=False)]
    parts = [html("div", html("h2", f"{phase.number} {phase.name}", id=section), html("p", phase.time, class_="time"),
                  class_="bar"),
             html("p", *work, class_="work") if work else None]
    parts += [html("p", translate(message("{persona} does not come to this phase.", persona=persona.name)),
                   class_=f"never who{number}")
              for number, persona in names.values() if phase.id not in persona.phases]
    if phase.exchanges:
        parts.append(_table(page, phase, names, translate))
    if phase.frictions:
        parts += [html("h3", page.heads.frictions), *(_friction(each, most, "h4") for each in phase.frictions)]
    if phase.also:
        parts.append(_also(page, phase))
    return html("section", *parts, aria_labelledby=section, class_="phase")


def whole_frictions(page: TextPage, most: float) -> Element:
    """Return the section of the friction points that are about the whole journey."""
    return html("section", html("h2", page.heads.elsewhere),
                *(_friction(each, most, "h3") for each in page.elsewhere), id="elsewhere", class_="phase")


def _table(page: TextPage, phase: PhaseText, names: Names, translate: Translator) -> Element:
    # Roles are written out: a browser forgets those of a table whose cells are shown as blocks.
    heads = [html("th", head, scope="col", role="columnheader", class_=side) for head, side in (
        (page.heads.citizen, "citizen"), (page.heads.said, "said"), (page.heads.agents, "agents"))]
    caption = translate(message("{phase}, step by step: what both sides do, and what they say", phase=phase.name))
    return html("table", html("caption", caption, class_="quiet"),
                html("thead", html("tr", *heads, role="row"), role="rowgroup"),
                html("tbody", *(_row(page, each, names, translate) for each in phase.exchanges), role="rowgroup"),
                role="table")


def _row(page: TextPage, exchange: ColumnText, names: Names, translate: Translator) -> Element:
    cells = [html("td", *(_step(page, step, names) for step in exchange.citizen), role="cell", class_="citizen"),
             html("td", *(_speech(speech, names, translate) for speech in exchange.said), role="cell", class_="said"),
             html("td", *(_step(page, step, names) for step in exchange.agents), role="cell", class_="agents")]
    here = [*exchange.citizen, *exchange.agents]
    return html("tr", *cells, role="row", class_=_passes(frozenset().union(*(step.personas for step in here)), names))


def _passes(personas: frozenset[str], names: Names) -> str:
    """Return the classes by which the filter shows what some personas come to."""
    return " ".join(["for", *(f"p{names[persona][0]}" for persona in sorted(personas) if persona in names)])


def _step(page: TextPage, step: StepText, names: Names) -> Element:
    numbers = [html("a", str(number), href=f"#friction-{number}", class_="number",
                    aria_label=f"{page.heads.frictions}{colon(page.language)} {number}") for number in step.frictions]
    title = html("p", html("strong", step.title), *(part for each in numbers for part in (" ", each)), class_="title")
    return html("div", html("p", step.whose, class_="whose"), title,
                html("p", " · ".join(step.times), class_="times") if step.times else None,
                html("ul", *(html("li", remark) for remark in step.remarks), role="list") if step.remarks else None,
                class_=f"step {_passes(step.personas, names)}")


def _speech(speech: SpeechText, names: Names, translate: Translator) -> Element:
    side = "citizen" if speech.is_citizens else "agents"
    kind = "speech" if speech.is_said else "silence"
    more = [html("span", speech.share, class_="share")] if speech.share else []
    if speech.carried:
        told = ", ".join(speech.carried)
        count = len(speech.carried)
        shown = told if count <= MOST_CARRIED else translate(plural("{count} item", "{count} items", count))
        hidden = html("span", f"{colon(translate.language)} {told}", class_="quiet") if shown != told else None
        more.append(html("span", shown, hidden, class_="carried"))
    speaker = html("span", f"{speech.speaker}{colon(translate.language)} ", class_="quiet")
    return html("div", html("p", speaker, speech.words),
                html("p", *more, class_="more") if more else None,
                class_=f"{kind} {side} {_passes(speech.personas, names)}")


def _friction(friction: FrictionText, most: float, level: str) -> Element:
    heading = html(level, html("span", str(friction.number), class_="number"), f" {friction.name}",
                   id=f"friction-{friction.number}")
    told = html("div", heading, *(html("p", sentence) for sentence in friction.sentences),
                html("p", f"→ {friction.remedy}", class_="remedy"))
    bars = html("dl", *(_cost(each, most) for each in friction.costs)) if friction.costs else None
    cost = html("div", html("p", friction.lost, class_="lost") if friction.lost else None, bars,
                html("p", friction.note, class_="remark") if friction.note else None, class_="cost")
    return html("div", told, cost, class_="friction")


def _cost(cost: SideMinutes, most: float) -> Element:
    width = 0.0 if cost.minutes is None or most <= 0 else 100.0 * cost.minutes / most
    bar = html("span", class_="amount", style=f"width:{width:.1f}%", aria_hidden="true")
    side = "citizen" if cost.is_citizens else "agents"
    told = html("dd", html("span", bar, class_="scale"), f" {cost.words}")
    return html("div", html("dt", cost.side), told, class_=side)


def _also(page: TextPage, phase: PhaseText) -> Element:
    links = [part for number, name in phase.also
             for part in (html("a", f"{number} {name}", href=f"#friction-{number}"), " ")]
    return html("p", f"{page.heads.also}{colon(page.language)} ", *links, class_="also")
