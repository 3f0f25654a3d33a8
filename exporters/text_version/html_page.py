"""The page in words as one HTML file: both sides of every phase, friction points, picture, a filter by persona.

It asks nothing of anyone: fonts and picture are inside, and a policy (CSP) forbids the rest. Without script it is
whole: filter and zoom are radio buttons that the style sheet looks at. Where a browser does not know `:has()`, all
steps show, and each says in words whose it is.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from visavis.blueprint.drawing.reader_pages.figure_texts import LabelledText
from visavis.blueprint.language import Translator, message, plural
from visavis.exporters.text_version.html_parts import html, raw, to_html
from visavis.exporters.text_version.html_phases import phase_section, whole_frictions
from visavis.exporters.text_version.html_style import font_rules, page_script, persona_rules, style_sheet
from visavis.exporters.text_version.text_page import TextPage, colon

# The title of a card is 14.5 units high: at this scale (pixels a unit) it is legible, 11.6 pixels.
LEGIBLE, LARGE = 0.8, 1.6
# Which side's colour a figure has, in the order of the figures.
FIGURE_SIDES = ("good", "ink", "ink", "citizen", "agents", "ink")


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that a reader of the page can keep: the name that it is given, what it is called, its text."""

    name: str
    title: str
    content: bytes


@dataclass(frozen=True, slots=True)
class PagePicture:
    """The picture of the page: an SVG file, and its width in the units of the drawing."""

    content: bytes
    width: float


def write_html(page: TextPage, picture: PagePicture | None, translate: Translator,
               others: Sequence[KeptFile] = ()) -> bytes:
    """Return a page as an HTML file; `others` are further files inside it, to be kept."""
    body = html("body",
                html("a", translate(message("Skip to the content")), class_="skip", href="#main"),
                _contents(page, translate),
                html("main", *_main(page, picture, translate, others), id="main", tabindex="-1"))
    root = html("html", html("head"), body, lang=page.language)
    text = "".join(root.itertext())
    _fill_head(root[0], page, picture, font_rules(text))
    return to_html(root)


def _fill_head(head: Element, page: TextPage, picture: PagePicture | None, fonts: str) -> None:
    digest = base64.b64encode(hashlib.sha256(page_script().encode()).digest()).decode()
    policy = ("default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; "
              f"script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'")
    style = fonts + style_sheet(picture.width if picture else 0.0, LEGIBLE, LARGE) + persona_rules(len(page.personas))
    for part in (html("meta", charset="utf-8"),
                 html("meta", http_equiv="Content-Security-Policy", content=policy),
                 html("meta", name="viewport", content="width=device-width, initial-scale=1"),
                 html("meta", name="description", content=page.summary or page.title),
                 html("meta", name="generator", content="Vis-à-vis"),
                 html("title", page.title), raw("style", style)):
        head.append(part)


def _contents(page: TextPage, translate: Translator) -> Element:
    """Return the list of what is on the page, and the button that prints it (shown where there is script)."""
    entries = [("#main", translate(message("In short"))), ("#picture", translate(message("The picture")))]
    entries += [(f"#{phase_id(number)}", f"{phase.number} {phase.name}") for number, phase in enumerate(page.phases)]
    entries += [("#elsewhere", page.heads.elsewhere)] if page.elsewhere else []
    entries += [("#unknown", page.heads.unknown)] if page.unknown else []
    name = translate(message("On this page"))
    listed = html("ol", *(html("li", html("a", title, href=target)) for target, title in entries), role="list")
    return html("nav", html("details", html("summary", name), listed, open="open"),
                html("button", translate(message("Print")), type="button", id="print", hidden="hidden"),
                aria_label=name)


def phase_id(number: int) -> str:
    """Return the name of a phase's section in the file: ids of authors may be anything."""
    return f"phase-{number + 1}"


def _main(page: TextPage, picture: PagePicture | None, translate: Translator,
          others: Sequence[KeptFile]) -> Iterator[Element]:
    yield _head(page)
    yield from _figures(page)
    if page.personas:
        yield _filter(page, translate)
    if picture is not None:
        yield _picture(page, picture, translate)
    names = {persona.id: (number, persona) for number, persona in enumerate(page.personas, start=1)}
    most = max((cost.minutes or 0.0 for phase in page.phases for friction in phase.frictions
                for cost in friction.costs), default=0.0)
    for number, phase in enumerate(page.phases):
        yield phase_section(page, phase, phase_id(number), names, most, translate)
    if page.elsewhere:
        yield whole_frictions(page, most)
    if page.unknown:
        listed = html("ul", *(html("li", text) for text in page.unknown))
        yield html("section", html("h2", page.heads.unknown), listed, id="unknown", class_="unknown")
    if others:
        yield _others(others, translate)
    yield _footer(page)


def _head(page: TextPage) -> Element:
    return html("header", html("p", " · ".join(page.kinds), class_="kinds"), html("h1", page.title),
                html("p", page.summary, class_="summary") if page.summary else None,
                html("p", " ".join(page.verdict), class_="verdict") if page.verdict else None)


def _figures(page: TextPage) -> Iterator[Element]:
    """Yield the figures of everybody, then those of each persona, of which one set is shown."""
    sets = [(page.heads.everybody, page.figures, page.figures_remark),
            *((one.name, one.figures, one.figures_remark) for one in page.personas)]
    for number, (name, figures, remark) in enumerate(sets):
        heading = page.heads.figures if not number else f"{page.heads.figures}{colon(page.language)} {name}"
        yield html("section", html("h2", heading, class_="quiet"),
                   html("dl", *(_figure(figure, at) for at, figure in enumerate(figures))),
                   html("p", remark, class_="remark") if remark else None, class_=f"figures who{number}")


def _figure(figure: LabelledText, at: int) -> Element:
    side = FIGURE_SIDES[min(at, len(FIGURE_SIDES) - 1)]
    return html("div", html("dt", figure.label), html("dd", html("strong", figure.value),
                html("span", figure.remark, class_="more") if figure.remark else None), class_=f"figure {side}")


def _filter(page: TextPage, translate: Translator) -> Element:
    """Return the choice of whose journey is shown, and the line that tells it on paper and to a screen reader."""
    names = [page.heads.everybody, *(persona.name for persona in page.personas)]
    choices = [part for number, name in enumerate(names) for part in (
        html("input", type="radio", name="who", id=f"who{number}", checked="checked" if not number else None),
        html("label", name, for_=f"who{number}"))]
    told = [html("p", translate(message("Shown: the journey of {persona}.", persona=persona.name)),
                 class_=f"chosen who{number}") for number, persona in enumerate(page.personas, start=1)]
    return html("fieldset", html("legend", translate(message("Follow"))), html("div", *choices, class_="choices"),
                html("div", *told, role="status"), class_="filter")


def _picture(page: TextPage, picture: PagePicture, translate: Translator) -> Element:
    sizes = [(message("Whole"), "zoom-whole"), (message("Legible"), "zoom-legible"), (message("200%"), "zoom-large")]
    zoom = [part for title, name in sizes for part in (
        html("input", type="radio", name="zoom", id=name, checked="checked" if name == "zoom-legible" else None),
        html("label", translate(title), for_=name))]
    title = translate(message("The blueprint, as a picture"))
    told = translate(message("Every step, every word and every friction point is also written below."))
    count = sum(1 for _ in page.steps())
    said = translate(plural(
        "Drawing of {count} step on both sides of the line of interaction. {below}",
        "Drawing of {count} steps on both sides of the line of interaction. {below}", count, below=told))
    source = f"data:image/svg+xml;base64,{base64.b64encode(picture.content).decode()}"
    image = html("img", alt=said, class_="drawing")
    image.set("src", source)
    legend = html("legend", translate(message("Size")), class_="quiet")
    frame = html("div", image, class_="frame", tabindex="0", role="region", aria_label=title)
    return html("section", html("h2", title), html("fieldset", legend, *zoom, class_="zoom"), frame,
                html("p", told, class_="remark"), id="picture", class_="picture")


def _others(others: Sequence[KeptFile], translate: Translator) -> Element:
    links = []
    for kept in others:
        link = html("a", kept.title, download=kept.name)
        link.set("href", f"data:text/plain;charset=utf-8;base64,{base64.b64encode(kept.content).decode()}")
        links.append(html("li", link))
    return html("section", html("h2", translate(message("The same content elsewhere"))),
                html("ul", *links, role="list"), class_="others")


def _footer(page: TextPage) -> Element:
    facts = [html("div", html("dt", fact.label), html("dd", fact.value)) for fact in page.record]
    return html("footer", html("h2", page.heads.record), html("dl", *facts), raw("script", page_script()))
