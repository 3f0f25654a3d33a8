"""The page in words as people use it: by keys alone, at 400 %, with and without script, on paper."""

from __future__ import annotations

import io
import time
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.exporters.chromium_pipe import OpenPage, opened
from visavis.blueprint.registry import ExportJob, assess
from visavis.blueprint.storage import load
from visavis.exporters.web_page import WEB_PAGE

APA = Path(__file__).parents[2] / "examples" / "apa-a-domicile.blueprint.json"
FOCUS = """(() => { const at = document.activeElement; if (!at || at === document.body) return null;
    const look = at.type === "radio" ? at.nextElementSibling : at, style = getComputedStyle(look), box = look.getBoundingClientRect();
    return {tag: at.tagName, id: at.id, kind: at.className, text: (at.innerText || "").slice(0, 30), href: at.getAttribute("href"),
            outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth), width: box.width, height: box.height,
            top: box.top, bottom: box.bottom, left: box.left, high: innerHeight}; })()"""
STILL = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture(scope="module")
def page() -> bytes:
    made = load(APA).document
    return WEB_PAGE.export(ExportJob(made, assess(made), "fr"))


def wait_for(shown: OpenPage, script: str) -> None:
    """Wait until an expression is true in the page."""
    until = time.monotonic() + 20
    while not shown.ask(script):
        assert time.monotonic() < until, script
        shown.ask(STILL)


def focused(shown: OpenPage) -> Any:
    shown.ask(STILL)
    return shown.ask(FOCUS)


def test_everything_is_reached_and_seen_by_tab_and_nothing_holds_it(page: bytes, tmp_path: Path) -> None:
    with opened(page, tmp_path) as shown:
        stops: list[Any] = []
        for _ in range(400):
            shown.press("Tab")
            stop = focused(shown)
            if stop is None or (stops and stop == stops[0]):
                break
            stops.append(stop)
        wanted = shown.ask("""[...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")].filter(
            each => each.offsetParent || each.className === "skip").length""")
    assert stops[0]["kind"] == "skip"
    assert stops[0]["left"] >= 0
    assert [stop["text"] for stop in stops if not stop["outline"] >= 2] == []
    assert all(stop["height"] > 0 and stop["bottom"] > 0 and stop["top"] < stop["high"] for stop in stops)
    kinds = [stop["kind"] for stop in stops]
    assert "frame" in kinds
    # A group of radio buttons is one stop.
    groups = wanted - len({stop["id"] or (stop["href"], stop["text"], stop["top"]) for stop in stops})
    assert 0 <= groups <= 5
    assert [stop["id"] for stop in stops if stop["id"] in ("who0", "zoom-legible")] == ["who0", "zoom-legible"]


def test_the_link_at_the_top_leads_past_the_contents(page: bytes, tmp_path: Path) -> None:
    with opened(page, tmp_path) as shown:
        shown.press("Tab")
        shown.press("Enter")
        assert focused(shown)["id"] == "main"
        shown.press("Tab")
        assert focused(shown)["id"] == "who0"


@pytest.mark.slow
def test_arrows_choose_a_persona_and_a_size_and_move_the_picture(page: bytes, tmp_path: Path) -> None:
    with opened(page, tmp_path) as shown:
        shown.ask("document.getElementById('who0').focus()")
        shown.press("ArrowRight")
        assert focused(shown)["id"] == "who1"
        assert "Madame Roux" in shown.ask("document.querySelector('[role=status]').innerText")
        shown.ask("document.querySelector('.frame').focus()")
        shown.ask("document.getElementById('zoom-large').click()")
        shown.ask("document.querySelector('.frame').focus()")
        for key, side in (("ArrowRight", "Left"), ("ArrowDown", "Top")):
            shown.press(key)
            # Browsers scroll smoothly.
            wait_for(shown, f"document.querySelector('.frame').scroll{side} > 0")
        where = shown.ask("[document.querySelector('.seen').style.left, document.querySelector('.overview').getAttribute('aria-hidden')]")
        assert float(where[0].rstrip("%")) > 0
        assert where[1] == "true"
        shown.ask("document.getElementById('zoom-legible').focus()")
        shown.press("ArrowLeft")
        assert shown.ask("document.querySelector('#zoom-whole').checked")


@pytest.mark.slow
@pytest.mark.parametrize(("width", "height", "scale"), [(320, 256, 4.0), (390, 844, 3.0)])
def test_at_400_percent_and_on_a_phone_nothing_but_the_picture_scrolls_sideways(
        page: bytes, tmp_path: Path, width: int, height: int, scale: float) -> None:
    with opened(page, tmp_path, width, height, scale) as shown:
        assert shown.ask("innerWidth") == width
        assert shown.ask("document.documentElement.scrollWidth") <= width
        wide = shown.ask(f"""[...document.querySelectorAll("main *, nav *")].filter(each => !each.closest(".frame, .quiet, .overview")
            && getComputedStyle(each).position !== "absolute" && each.getBoundingClientRect().right > {width} + 1).map(
            each => each.outerHTML.slice(0, 80))""")
        assert wide == []
        # Contents are one line with what prints, until somebody opens them.
        bar = shown.ask("document.querySelector('nav').getBoundingClientRect().height")
        assert bar < 60
        targets = shown.ask("""[...document.querySelectorAll("nav button, nav summary, .choices label, .zoom label")].filter(
            each => each.offsetParent && each.getBoundingClientRect().height < 43.9).map(each => each.innerText)""")
        assert targets == []


@pytest.mark.slow
def test_the_size_is_remembered_and_the_overview_goes_where_all_is_seen(page: bytes, tmp_path: Path) -> None:
    with opened(page, tmp_path) as shown:
        assert shown.ask("!document.querySelector('.overview').hidden")
        shown.ask("document.getElementById('zoom-large').click()")
        shown.ask(STILL)
        narrow = shown.ask("parseFloat(document.querySelector('.seen').style.width)")
        assert 0 < narrow < 60
        shown.ask("void location.reload()")
        wait_for(shown, "document.readyState === 'complete' && document.getElementById('zoom-large').checked")


@pytest.mark.slow
def test_a_printed_page_has_its_words_and_no_buttons(page: bytes, tmp_path: Path) -> None:
    with opened(page, tmp_path) as shown:
        shown.ask("document.getElementById('who3').click()")
        text = "\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(shown.print_pdf())).pages)
    assert "Parcours affiché" in text
    assert "Madame Nguyen" in text
    assert "Imprimer" not in text
    assert "Sur cette page" not in text
