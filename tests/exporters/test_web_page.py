"""The page in a browser: whole without script, asks nothing of anyone, can be heard, filtered, enlarged and printed."""

from __future__ import annotations

import importlib.util
import re
from dataclasses import replace
from functools import lru_cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.benchmarks.documents import blueprint_of
from tests.drawing.builders import analysis, document, flow, step
from tests.exporters.browser import ask_page
from tests.profiles import EXAMPLES, mostly_deep
from visavis.blueprint.language import translator
from visavis.blueprint.registry import ExportJob, assess, make_job
from visavis.blueprint.storage import load
from visavis.exporters.text_version.html_page import write_html
from visavis.exporters.text_version.make_page import make_text_page
from visavis.exporters.web_page import WEB_PAGE

APA = next(path for path in EXAMPLES if path.name == "apa-a-domicile.blueprint.json")
VOID = {"meta", "input", "img", "br"}


class Reader(HTMLParser):
    """Reads the elements of a page with their attributes, and the text of each."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "script"):
            self.texts.append((self.open[-1], data))


def read(content: bytes) -> Reader:
    reader = Reader()
    reader.feed(content.decode())
    return reader


@lru_cache(maxsize=8)
def page(path: Path, language: str = "fr") -> bytes:
    made = load(path).document
    return WEB_PAGE.export(make_job(made, assess(made), language, {}))


@pytest.mark.parametrize("path", mostly_deep([APA, *(path for path in EXAMPLES if path != APA)], ids=lambda path: path.name))
def test_the_page_asks_nothing_of_anyone(path: Path) -> None:
    made = read(page(path))
    for tag, attributes in made.elements:
        for name in ("src", "href", "srcset", "action", "data"):
            target = attributes.get(name)
            assert target is None or target.startswith(("data:", "#")), (tag, target)
    assert not re.search(r"url\((?!data:)", page(path).decode())
    assert "default-src 'none'" in str(made.elements)


@pytest.mark.parametrize("path", mostly_deep([APA, *(path for path in EXAMPLES if path != APA)], ids=lambda path: path.name))
def test_headings_tables_and_links_are_in_order(path: Path) -> None:
    made = read(page(path))
    levels = [int(tag[1]) for tag, _ in made.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    tags = [tag for tag, _ in made.elements]
    assert tags.count("caption") == tags.count("table") > 0
    roles = {(tag, attributes.get("role")) for tag, attributes in made.elements if tag in ("table", "tr", "td", "th")}
    assert roles == {("table", "table"), ("tr", "row"), ("td", "cell"), ("th", "columnheader")}
    ids = [attributes["id"] for _, attributes in made.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    inside = {str(attributes["href"])[1:] for tag, attributes in made.elements
              if tag == "a" and str(attributes["href"]).startswith("#")}
    assert inside <= set(ids)


def test_the_markdown_inside_says_the_same_in_the_same_order() -> None:
    made = load(APA).document
    text = make_text_page(made, assess(made), translator("fr"))
    told = "".join(text for tag, text in read(page(APA)).texts)
    at = -1
    for each in text.steps():
        found = told.find(each.title, at + 1)
        assert found > at, each.title
        at = told.find(each.title)
    assert any(attributes.get("download", "") for _, attributes in read(page(APA)).elements)


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\x00\u202e&amp;"


@given(st.text(min_size=1) | st.just(HOSTILE))
@settings(max_examples=40, deadline=None)
def test_typed_text_is_text_wherever_it_stands(typed: str) -> None:
    made = document([step("u", title=typed), step("a", "scene", title=typed)],
                    [flow("f", "u", "a", kind="interaction", label=typed)], title=typed, summary=typed, phases=[typed],
                    personas=[{"id": "p", "name": typed}, {"id": "q", "name": typed}], service={"authority": typed})
    plain = document([step("u", title="x"), step("a", "scene", title="x")],
                     [flow("f", "u", "a", kind="interaction", label="x")], title="x", summary="x", phases=["x"],
                     personas=[{"id": "p", "name": "x"}, {"id": "q", "name": "x"}], service={"authority": "x"})
    tags = []
    for each in (made, plain):
        content = write_html(make_text_page(each, analysis(each), translator("fr")), None, translator("fr"))
        tags.append([tag for tag, _ in read(content).elements if tag != "p"])
    assert set(tags[0]) <= set(tags[1])
    assert [tag for tag in tags[0] if tag in ("script", "img", "table", "tr")] == [
        tag for tag in tags[1] if tag in ("script", "img", "table", "tr")]


def axe() -> str:
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        pytest.skip("axe is not installed")
    return (Path(found.origin).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize(("width", "language"), mostly_deep([(1366, "fr"), (390, "en"), (1366, "en"), (320, "fr")], by_default=1))
def test_axe_finds_no_violation(width: int, language: str, tmp_path: Path) -> None:
    found = ask_page(page(APA, language), """
        const found = await axe.run(document, {});
        const told = found.violations.map(each => each.id + ": " + each.nodes.map(
            node => node.target + " " + node.failureSummary).join("; "));
        return {told, passed: found.passes.length};
        """, tmp_path, width=width, library=axe())
    assert found["told"] == []
    assert found["passed"] > 25


@pytest.mark.slow
@pytest.mark.parametrize("width", mostly_deep([320, 700, 1366]))
def test_nothing_but_the_picture_scrolls_sideways(width: int, tmp_path: Path) -> None:
    # Chromium's own windows are no narrower than 500: the frame is.
    found = ask_page(page(APA), f"""
        document.documentElement.style.width = document.body.style.width = "{width}px";
        await new Promise(done => setTimeout(done, 50));
        const wide = [...document.querySelectorAll("main *")].filter(each => !each.closest(".frame") && !each.closest(".quiet")
            && each.getBoundingClientRect().right > {width} + 1 && getComputedStyle(each).position !== "absolute");
        return wide.map(each => each.outerHTML.slice(0, 80));
        """, tmp_path, width=max(width, 500))
    assert found == []


def test_the_filter_shows_one_persona_without_any_script(tmp_path: Path) -> None:
    made = load(APA).document
    found = ask_page(page(APA), """
        const shown = () => [...document.querySelectorAll(".step")].filter(each => each.offsetParent).length;
        const figures = () => [...document.querySelectorAll(".figures")].filter(each => each.offsetParent).map(each => each.innerText);
        const before = [shown(), figures().length];
        document.getElementById("who3").checked = true;
        const status = document.querySelector("[role=status]").innerText.trim();
        return {before, after: [shown(), figures().length], figures: figures()[0], status,
                never: [...document.querySelectorAll(".never")].filter(each => each.offsetParent).length};
        """, tmp_path)
    measures = next(each for each in assess(made).measures.personas if each.persona == made.head.personas[2].id)
    assert found["before"] == [len(made.steps), 1]
    assert found["after"] == [sum(measures.visits.get(each.id, 0.0) != 0.0 for each in made.steps), 1]
    assert "0 sur 20" in found["figures"]
    assert found["status"] == f"Parcours affiché\u00a0: {made.head.personas[2].name}."
    assert found["never"] == 2


@pytest.mark.slow
def test_the_picture_is_legible_at_first_and_has_two_other_sizes(tmp_path: Path) -> None:
    found = ask_page(page(APA), """
        const image = document.querySelector(".drawing"), frame = document.querySelector(".frame");
        await image.decode();
        const sizes = {};
        for (const name of ["zoom-legible", "zoom-whole", "zoom-large"]) {
            document.getElementById(name).checked = true;
            sizes[name] = image.getBoundingClientRect().width;
        }
        return {sizes, natural: image.naturalWidth, frame: frame.clientWidth, alt: image.alt.length};
        """, tmp_path)
    # A card's title is 14.5 points of the drawing: 19.3 pixels of its own size.
    title = 14.5 * 96 / 72 / found["natural"]
    assert title * found["sizes"]["zoom-legible"] >= 11.5
    assert found["sizes"]["zoom-whole"] == pytest.approx(found["frame"], abs=1)
    assert found["sizes"]["zoom-large"] == pytest.approx(2 * found["sizes"]["zoom-legible"], abs=2)
    assert found["alt"] > 20


def test_the_page_of_200_steps_is_less_than_a_megabyte() -> None:
    made = blueprint_of(200)
    content = WEB_PAGE.export(ExportJob(made, assess(made), "fr"))
    assert len(content) < 1_000_000


def test_the_internal_page_and_an_empty_blueprint_are_pages_too() -> None:
    for made in (document(), document(lanes=[], phases=[], title="")):
        content = WEB_PAGE.export(ExportJob(made, analysis(made, measured=False), "en"))
        assert read(content).elements[0][0] == "html"
    made = document([step("u", detail="Entre nous")])
    job = ExportJob(made, analysis(made), "fr")
    assert b"Entre nous" not in WEB_PAGE.export(job)
    assert WEB_PAGE.export(replace(job, internal=True))
    assert WEB_PAGE.suffix({}) == ".html"


