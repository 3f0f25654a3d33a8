"""Brand kits for tests: the shipped example, and files that make one from scratch."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.text.brand_files import noto
from visavis.blueprint.drawing.brand.brand_kit import BrandKit, load_brand_kit

EXAMPLE = Path(__file__).parents[3] / "examples" / "brand-kits" / "saint-exemple"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">{}</svg>'
SQUARE = SVG.format('<rect x="5" y="5" width="10" height="10" fill="#0B5D57"/>')


def example() -> BrandKit:
    return load_brand_kit(EXAMPLE)


def write_kit(folder: Path, text: str, **files: bytes | str) -> Path:
    """Write a kit and its files, each named as its keyword with the first `_` a dot; return its TOML."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name.replace("_", ".")
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    made = folder / "brand.toml"
    made.write_text(text, encoding="utf-8")
    return made


def picture(width: int = 300, height: int = 150, mode: str = "RGB", form: str = "PNG", colour: str = "#C8102E") -> bytes:
    """Return a file of one colour."""
    stream = BytesIO()
    Image.new(mode, (width, height), colour).save(stream, form)
    return stream.getvalue()


def whole_kit(folder: Path) -> Path:
    """Write a kit with a picture, three colours that change, and fonts."""
    return write_kit(folder, """
        name = "Ville de Trois-Ponts"
        phone = "01 00 00 00 00"
        [logo]
        file = "logo.png"
        alt = "Trois-Ponts"
        [colours]
        main = "#fc0"
        citizen = "#E87722"
        agent = "#009A9A"
        [fonts]
        regular = "a.ttf"
        bold = "b.ttf"
        """, logo_png=picture(), a_ttf=noto(), b_ttf=noto("Bold"))
