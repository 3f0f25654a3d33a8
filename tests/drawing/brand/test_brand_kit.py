"""Kits as files: each mistake is one line that names the place; nothing outside the folder is read; hostile ones end."""

from __future__ import annotations

import os
import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.drawing.brand.kits import EXAMPLE, SQUARE, example, picture, whole_kit, write_kit
from tests.text.brand_files import noto, postscript_font, with_embedding
from visavis.blueprint.drawing import Bitmap
from visavis.blueprint.drawing import Path as Shape
from visavis.blueprint.drawing.brand.brand_kit import BrandKit, kit_remarks, load_brand_kit, make_logo
from visavis.blueprint.drawing.brand.kit_file import KitEntries, read_entries, write_entries
from visavis.blueprint.drawing.brand.raster_logo import MOST_LONG, read_pixels
from visavis.blueprint.drawing.brand.svg_path_data import LogoRefused
from visavis.blueprint.drawing.brand_look import grey_logo
from visavis.blueprint.drawing.paper_themes import GREY, PRINT
from visavis.blueprint.language import translator
from visavis.blueprint.model import BlueprintError

NAMED = 'name = "Ville"\n'
LOGO = NAMED + '[logo]\nfile = "{}"\n'


def refusal(path: Path) -> str:
    with pytest.raises(BlueprintError) as refused:
        load_brand_kit(path)
    said = translator("en")(refused.value.message)
    assert "\n" not in said
    return said


def told(kit: BrandKit) -> str:
    return "\n".join(map(translator("en"), kit_remarks(kit)))


def test_the_example_is_fine_in_both_ways_of_naming_it() -> None:
    assert load_brand_kit(EXAMPLE).entries == load_brand_kit(EXAMPLE / "brand.toml").entries
    assert list(kit_remarks(example())) == []
    assert [answer.is_fine for answer in example().answers] == [True, True, True]


@pytest.mark.parametrize(("text", "said"), [
    ("name = Ville", "line 1, column 8: this is not TOML"), ("", "'name' is missing"), ('name = ""', "must not be empty"),
    ('naem = "Ville"', "'naem' is not a setting; did you mean 'name'? There are name, phone, logo, colours and fonts"),
    (NAMED + '[colors]\nmain = "#000000"', "'colors' is not a setting; did you mean 'colours'?"),
    (NAMED + '[colours]\nmian = "#000000"', "'colours.mian' is not a setting; did you mean 'main'?"),
    (NAMED + '[colours]\nmain = "green"', "colours.main: 'green' is not a colour; write it as # and six signs"),
    (NAMED + "[colours]\nmain = 7", "colours.main 7 is not right: it must be a text"),
    (NAMED + '[fonts]\nitalic = "a.ttf"', "'fonts.italic' is not a setting; there are regular, semibold and bold"),
    (NAMED + '[logo]\nalt = "x"', "'logo.file' is missing"), ("name = \"a\\u0000b\"", "control characters"),
    (NAMED + f'phone = "{"1" * 50}"', "too long"), (LOGO.format("logo.svg"), "logo.file: there is no logo.svg"),
    ("a = " + "[" * 5000, "larger than anyone"), ("a = " + "9" * 9000, "larger than anyone"), ("name = \"\"\"", "ends too early"),
    ("name = '  '", "must not be empty"),
])
def test_a_mistake_is_one_line_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    path = write_kit(tmp_path, text)
    refused = refusal(path)
    assert refused.startswith(f"{path}: ")
    assert said in refused


def test_what_is_no_kit_is_told() -> None:
    assert "cannot be read" in refusal(Path("nowhere.toml"))
    assert refusal(Path("a\0b"))


@pytest.mark.parametrize("name", ["/etc/passwd", "../logo.svg", "a/../../logo.svg", "C:\\\\logo.svg", "\\\\\\\\host\\\\a.svg",
                                  "..\\\\logo.svg", " "])
def test_files_outside_the_folder_are_not_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "logo.svg").write_text(SQUARE)
    assert "is not a file in the kit's own folder" in refusal(write_kit(tmp_path / "kit", LOGO.format(name)))


def test_links_out_of_the_folder_folders_and_pipes_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.svg").write_text(SQUARE)
    kit = write_kit(tmp_path / "kit", LOGO.format("link.svg"))
    (kit.parent / "link.svg").symlink_to(tmp_path / "secret.svg")
    assert "is not a file in the kit's own folder" in refusal(kit)
    (kit.parent / "folder.svg").mkdir()
    assert "is not a file" in refusal(write_kit(kit.parent, LOGO.format("folder.svg")))
    os.mkfifo(kit.parent / "pipe.svg")
    assert "is not a file" in refusal(write_kit(kit.parent, LOGO.format("pipe.svg")))
    (kit.parent / "inside.svg").symlink_to(kit.parent / "real.svg")
    (kit.parent / "real.svg").write_text(SQUARE)
    assert load_brand_kit(write_kit(kit.parent, LOGO.format("inside.svg"))).logo is not None


def test_what_a_kit_says_is_written_as_it_is_read(tmp_path: Path) -> None:
    entries = KitEntries.model_validate({"name": 'Ville de "Trois-Ponts" \\ & Fils', "phone": "3939", "logo": {"file": "l.png"},
                                         "colours": {"main": "#ABCDEF"}, "fonts": {"bold": "b.otf"}})
    assert read_entries(write_kit(tmp_path, write_entries(entries))) == entries


@given(st.builds(dict, name=st.text(min_size=1, max_size=80), phone=st.text(max_size=30)))
def test_any_name_is_kept_or_refused(said: dict[str, str]) -> None:
    import tomllib

    try:
        entries = KitEntries.model_validate(said)
    except ValueError:
        return
    assert tomllib.loads(write_entries(entries))["name"] == entries.name


def test_pictures_are_flat_upright_and_as_large_as_needed() -> None:
    assert (read_pixels(picture()).width, read_pixels(picture()).height) == (300, 150)
    assert max(read_pixels(picture(5000, 1000)).width, 0) == MOST_LONG
    assert read_pixels(picture(4, 4, form="JPEG")).content[:1] != b""
    for mode in ("1", "L", "P", "CMYK"):
        form = "JPEG" if mode == "CMYK" else "PNG"
        assert len(read_pixels(picture(8, 4, mode, form, "white" if mode == "1" else "#000000" if mode != "CMYK" else "black")).content) == 96
    clear = Image.new("RGBA", (40, 20), (0, 0, 0, 0))
    clear.paste((200, 0, 0, 128), (10, 5, 20, 10))
    stream = BytesIO()
    clear.save(stream, "PNG")
    pixels = read_pixels(stream.getvalue())
    assert (pixels.width, pixels.height) == (10, 5)
    assert pixels.content[:3] == bytes((228, 127, 127)) or pixels.content[:3] == bytes((227, 127, 127))


def bomb(width: int, height: int) -> bytes:
    """Return a PNG that says it is large, of a few bytes."""
    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b""))


@pytest.mark.parametrize(("content", "said"), [
    (bomb(20_000, 20_000), "400 million pixels"), (bomb(2**31 - 1, 2**31 - 1), "million pixels"), (bomb(100, 100), "broken"),
    (picture()[:200], "broken"), (b"\x89PNG\r\n\x1a\n", "broken"), (b"\xff\xd8\xff\xe0" + bytes(50), "broken"),
    (b"GIF89a" + bytes(30), "no SVG, PNG or JPEG"), (b"", "no SVG, PNG or JPEG"), (b"<svg " + b" " * 2_100_000, "larger than 2 MB"),
])
def test_broken_and_hostile_pictures_are_refused(content: bytes, said: str) -> None:
    with pytest.raises(LogoRefused, match=said):
        make_logo(content, "x")


def test_a_logo_that_shows_nothing_is_refused() -> None:
    stream = BytesIO()
    Image.new("RGBA", (40, 20), (0, 0, 0, 0)).save(stream, "PNG")
    with pytest.raises(LogoRefused, match="draws nothing"):
        make_logo(stream.getvalue(), "x")


def test_a_grey_logo_has_no_colour(tmp_path: Path) -> None:
    for kit in (example(), load_brand_kit(whole_kit(tmp_path))):
        logo = kit.look(GREY).logo
        assert logo is not None is not kit.logo
        assert kit.logo is not None
        assert logo == grey_logo(kit.logo)
        for part in logo.primitives:
            if isinstance(part, Bitmap):
                content = part.pixels.content
                assert content[0::3] == content[1::3] == content[2::3]
            elif isinstance(part, Shape):
                assert part.fill
                assert part.fill[1:3] == part.fill[3:5] == part.fill[5:7]
        assert kit.look(PRINT).logo is kit.logo


def test_fonts_are_checked_with_their_place(tmp_path: Path) -> None:
    fonts = NAMED + '[fonts]\nbold = "b.ttf"\n'
    assert "fonts.bold: b.ttf: it is not a font" in refusal(write_kit(tmp_path, fonts, b_ttf=b"no font"))
    assert "forbids embedding" in refusal(write_kit(tmp_path, fonts, b_ttf=with_embedding(2)))
    kit = load_brand_kit(write_kit(tmp_path, fonts, b_ttf=noto("Bold")))
    assert kit.typeface.regular == "" != kit.typeface.bold == kit.typeface.semibold


def test_what_people_should_know_is_told(tmp_path: Path) -> None:
    said = told(load_brand_kit(whole_kit(tmp_path / "whole")))
    assert "Citizen’s side #E87722: contrast 2.7:1, where words need 4.5:1; the nearest that passes, #B35400, is used" in said
    assert "Agents’ side #009A9A: too near to the other side for some readers; #006E6E is used" in said
    assert "duller on paper: a difference of 9" in said
    small = told(load_brand_kit(write_kit(tmp_path / "small", LOGO.format("l.png") + '[fonts]\nregular = "a.otf"\n',
                                          l_png=picture(60, 30), a_otf=postscript_font())))
    assert "only 30 pixels high" in small
    assert "the kit’s name is read out instead" in small
    assert "a.otf has no àâæçé" in small
    assert "no bold font" in small
    preview = told(load_brand_kit(write_kit(tmp_path / "preview", NAMED + '[fonts]\nbold = "b.ttf"\n', b_ttf=with_embedding(4))))
    assert "publish no SVG" in preview
    assert "no regular font" in preview
    red = told(load_brand_kit(write_kit(tmp_path / "red", NAMED + '[colours]\ncitizen = "#B3124F"\nagent = "#B3124F"\n')))
    assert red.count("too near to the colour of friction points; the program’s own stays") == 2
