"""Markdown: what was typed reads as it was typed, and does nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.drawing.builders import analysis, document, step
from tests.exporters.jobs import job
from visavis.blueprint.language import translator
from visavis.exporters.markdown import MARKDOWN
from visavis.exporters.text_version.make_page import make_text_page
from visavis.exporters.text_version.markdown_text import write_markdown
from visavis.exporters.typed_text import escape_markdown as escape
from visavis.exporters.typed_text import inert

# What GitHub, GitLab and most editors read.
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HARMLESS = {"paragraph_open", "paragraph_close", "inline"}


def read(text: str) -> tuple[list[Token], str]:
    tokens = READER.parse(text)
    return tokens, "".join(child.content for token in tokens for child in token.children or ())


@pytest.mark.parametrize("typed", [
    "# Titre", "- a", "1. un", "12) b", "> x", "a | b", "<b>gras</b>", "<script>alert(1)</script>", "[a](http://x)",
    "![a](b)", "`c`", "*x* _y_ ~~z~~", "&amp; &#x41;", "http://x.y", "www.x.y", "a@b.fr", "$x$", "---", "===", ":smile:",
    "\\*", "a  \nb", "    code", "<!-- x -->", "=SOMME(A1)", "+1", "[^1]", "a\\"])
def test_what_is_typed_is_text(typed: str) -> None:
    tokens, told = read(escape(typed))
    assert {token.type for token in tokens} <= HARMLESS
    assert {child.type for token in tokens for child in token.children or ()} <= {"text"}
    assert told == inert(typed)


@given(st.text())
def test_any_text_reads_as_it_was_typed(typed: str) -> None:
    tokens, told = read(f"x {escape(typed)}")
    assert {child.type for token in tokens for child in token.children or ()} <= {"text", "text_special"}
    assert told.strip() == f"x {inert(typed)}".strip()


@pytest.mark.parametrize("typed", ["a | b", "<br>", "`|`", "\\|"])
def test_cells_of_tables_hold_any_text(typed: str) -> None:
    made = document([step("u", title=typed), step("a", "scene")])
    text = write_markdown(make_text_page(made, analysis(made), translator("fr")))
    tokens = READER.parse(text)
    rows = [token.type for token in tokens if token.type in ("tr_open", "td_open")]
    assert rows == ["tr_open", "tr_open", *["td_open"] * 3]
    assert any(typed in "".join(child.content for child in token.children or ()) for token in tokens)


def test_headings_go_down_one_by_one_and_begin_with_the_title() -> None:
    text = MARKDOWN.export(job(MARKDOWN)).decode()
    levels = [int(token.tag[1]) for token in READER.parse(text) if token.type == "heading_open"]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert MARKDOWN.suffix({}) == ".md"
