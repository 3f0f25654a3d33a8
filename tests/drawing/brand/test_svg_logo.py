"""SVG logos as paths: what is drawn stands where its author drew it; what cannot be drawn, or harms, is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawing.brand.kits import EXAMPLE, SQUARE, SVG
from visavis.blueprint.drawing.brand.svg_logo import MOST_ELEMENTS, SvgDrawing, read_svg
from visavis.blueprint.drawing.brand.svg_path_data import LogoRefused, read_path
from visavis.blueprint.drawing.brand.svg_styles import read_colour, read_transform

DOCTYPE = '<?xml version="1.0"?><!DOCTYPE svg [{}]>'


def drawn(inside: str) -> SvgDrawing:
    return read_svg(SVG.format(inside).encode())


def box(inside: str) -> tuple[float, ...]:
    return tuple(round(value, 3) for value in drawn(inside).box)


@pytest.mark.parametrize(("inside", "expected"), [
    ('<rect x="5" y="6" width="10" height="8"/>', (5, 6, 10, 8)),
    ('<circle cx="10" cy="10" r="4"/>', (6, 6, 8, 8)), ('<ellipse cx="10" cy="10" rx="4" ry="2"/>', (6, 8, 8, 4)),
    ('<polygon points="1,2 11,2 11,12"/>', (1, 2, 10, 10)), ('<path d="M1 2h10v10H1z"/>', (1, 2, 10, 10)),
    ('<line x1="2" y1="4" x2="12" y2="4" stroke="#000" stroke-width="2"/>', (1, 3, 12, 2)),
    ('<g transform="translate(3,4) scale(2)"><rect width="5" height="4"/></g>', (3, 4, 10, 8)),
    ('<g transform="rotate(90 10 10)"><rect x="8" y="6" width="4" height="8"/></g>', (6, 8, 8, 4)),
    ('<defs><rect id="a" width="5" height="4"/></defs><use href="#a" x="7" y="8"/>', (7, 8, 5, 4)),
    ('<symbol id="a"><rect width="5" height="4"/></symbol><use xmlns:k="http://www.w3.org/1999/xlink" k:href="#a" x="7"/>',
     (7, 0, 5, 4)),
    ('<rect x="5" y="5" width="4" height="4"/><rect x="500" y="500" width="4" height="4"/>', (5, 5, 4, 4)),
    ('<clipPath id="c"><rect width="40" height="20"/></clipPath><g clip-path="url(#c)"><rect width="6" height="4"/></g>',
     (0, 0, 6, 4)),
])
def test_shapes_stand_where_they_were_drawn(inside: str, expected: tuple[float, ...]) -> None:
    assert box(inside) == expected


@pytest.mark.parametrize(("data", "end"), [
    ("M0 0L10 0L10 10Z", (10, 10)), ("m0 0l10 0 0 10z", (10, 10)), ("M0 0H10V10z", (10, 10)), ("M0,0h10v10z", (10, 10)),
    ("M0 0C1 1 2 2 10 10", (10, 10)), ("M0 0c1 1 2 2 10 10", (10, 10)), ("M0 0Q5 0 10 10", (10, 10)),
    ("M0 0q5 0 5 5t5 5", (10, 10)), ("M0 0C0 5 0 5 5 5S10 5 10 10", (10, 10)), ("M0 0A10 10 0 0 1 10 10", (10, 10)),
    ("M0 0a10 10 0 0110 10", (10, 10)), ("M0 0a10 10 0 1 0 10 10", (10, 10)), ("M0 0L10 10L20", (10, 10)),
    ("M.0-0L1e1 10", (10, 10)),
])
def test_paths_end_where_they_should(data: str, end: tuple[float, float]) -> None:
    places = [tuple(map(float, segment[-2:])) for segment in read_path(data) if len(segment) > 1]
    assert places[-1] == pytest.approx(end, abs=1e-9)


def test_an_arc_stays_on_its_circle() -> None:
    """A half circle around (10, 0): its top is at 10 from the middle."""
    made = read_path("M0 0A10 10 0 0 1 20 0")
    assert [round(float(segment[-1]), 6) for segment in made] == [0, -10, 0]


def test_looks_are_inherited_and_ruled() -> None:
    made = drawn('<style>.a{fill:#123456} #b{fill:red}</style><g fill="#00F" opacity="0.5">'
                 '<rect class="a" width="2" height="2"/><rect id="b" x="4" width="2" height="2"/>'
                 '<rect x="8" width="2" height="2" style="fill:rgb(0, 128, 0);fill-opacity:50%"/>'
                 '<rect x="12" width="2" height="2"/><rect x="16" width="2" height="2" fill="none"/></g>')
    assert [(path.fill, path.opacity) for path in made.paths] == [
        ("#123456", 0.5), ("#FF0000", 0.5), ("#008000", 0.25), ("#0000FF", 0.5)]


def test_the_inside_is_told_by_the_rule_of_the_file() -> None:
    made = drawn('<path d="M0 0h9v9h-9z"/><path fill-rule="evenodd" d="M0 0h9v9h-9z"/>')
    assert [path.is_nonzero for path in made.paths] == [True, False]


@pytest.mark.parametrize("hidden", [
    '<rect display="none" width="4" height="4"/>', '<rect visibility="hidden" width="4" height="4"/>',
    "<defs><rect width='4' height='4'/></defs>", "<script>alert(1)</script>", "<metadata><x/></metadata>",
    '<rect width="4" height="4" opacity="0"/>', '<rect width="0" height="4"/>', '<path d=""/>', '<path d="L1 1 garbage"/>',
])
def test_what_draws_nothing_is_left_out(hidden: str) -> None:
    assert len(drawn(hidden + '<rect x="5" width="4" height="4"/>').paths) == 1 + hidden.startswith('<path d="L1')


@pytest.mark.parametrize(("inside", "said"), [
    ("<text>Ville</text>", "'text'"), ('<image href="http://evil.example/x.png"/>', "'image'"),
    ("<foreignObject/>", "'foreignObject'"), ('<rect width="9" height="9" filter="url(#f)"/>', "'filter'"),
    ('<g mask="url(#m)"><rect width="9" height="9"/></g>', "'mask'"), ('<svg><rect width="9" height="9"/></svg>', "'svg'"),
    ('<g style="clip-path:url(#c)"><rect width="9" height="9"/></g>', "'clip-path'"),
    ('<rect width="9" height="9" fill="url(#gradient)"/>', "no flat colour"),
    ('<use href="file:///etc/passwd#a"/>', "not in its file"), ('<use href="http://evil.example/a.svg#a"/>', "not in its file"),
    ('<use href="#nobody"/>', "not in its file"), ('<g id="a"><use href="#a"/></g>', "not in its file"),
    ("", "draws nothing"), ('<rect x="900" width="9" height="9"/>', "draws nothing"),
    ("<g>" * 70 + "</g>" * 70, "simplify"), ("<g/>" * (MOST_ELEMENTS + 1), "simplify"),
    ('<path d="M0 0' + "h1" * 50_000 + '"/>', "simplify"),
])
def test_what_is_no_logo_is_refused_with_the_way_out(inside: str, said: str) -> None:
    with pytest.raises(LogoRefused, match=said):
        drawn(inside)


def test_uses_of_uses_do_not_fill_the_memory() -> None:
    nested = "".join(f'<g id="g{number}">{f"<use href=chr#g{number - 1}chr/>".replace("chr", chr(34)) * 10}</g>'
                     for number in range(1, 8))
    with pytest.raises(LogoRefused):
        drawn(f'<defs><rect id="g0" width="1" height="1"/>{nested}</defs><use href="#g7"/>')


@pytest.mark.parametrize("declared", [
    '<!ENTITY a "1234567890">', '<!ENTITY x SYSTEM "file:///etc/passwd">',
    '<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">', '<!ENTITY % p SYSTEM "http://evil.example/">',
])
def test_entities_are_refused(declared: str) -> None:
    with pytest.raises(LogoRefused, match="entities"):
        read_svg((DOCTYPE.format(declared) + SQUARE).encode())


@pytest.mark.parametrize("content", [b"", b"<", b"<html/>", b"<svg/>", b"\xff\xfe<svg", SQUARE[:-4].encode(), b"<svg xmlns='x'/>"])
def test_what_is_no_svg_is_refused(content: bytes) -> None:
    with pytest.raises(LogoRefused, match=r"SVG|draws nothing"):
        read_svg(content)


@given(st.text(alphabet="MmLlHhVvCcSsQqTtAaZz0123456789.-+eE, ", max_size=200))
def test_any_path_is_read_to_its_first_mistake(data: str) -> None:
    for segment in read_path(data):
        assert len(segment) == {"M": 3, "L": 3, "C": 7, "Z": 1}[str(segment[0])]


@given(st.text(max_size=60))
def test_any_colour_and_transform_is_understood_or_refused(text: str) -> None:
    try:
        colour = read_colour(text)
    except LogoRefused:
        colour = None
    assert colour is None or (len(colour) == 7 and int(colour[1:], 16) >= 0)
    assert len(read_transform(text)) == 6


@given(st.integers(0, 6000), st.binary(min_size=1, max_size=20))
def test_a_broken_file_is_drawn_or_refused(at: int, what: bytes) -> None:
    content = bytearray((EXAMPLE / "logo.svg").read_bytes())
    content[at:at + len(what)] = what
    try:
        read_svg(bytes(content))
    except LogoRefused:
        return


def test_the_example_is_drawn(root: Path) -> None:
    made = read_svg((root / "examples" / "brand-kits" / "saint-exemple" / "logo.svg").read_bytes())
    assert len(made.paths) == 5
    assert made.box.height == 70
