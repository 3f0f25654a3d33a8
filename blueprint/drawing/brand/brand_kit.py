"""A brand kit as drawings use it: its logo and fonts read, its colours judged; and all that people are told of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from visavis.blueprint.drawing.brand.brand_colours import (
    COLOURED,
    BrandColour,
    ColourAnswer,
    judge_colours,
    paint_theme,
)
from visavis.blueprint.drawing.brand.kit_file import KitEntries, LogoEntry, find_kit_file, read_entries, read_kit_file
from visavis.blueprint.drawing.brand.press_colours import MOST_DIFFERENCE, press_difference
from visavis.blueprint.drawing.brand.raster_logo import JPEG, LEAST_HIGH, PNG, read_pixels
from visavis.blueprint.drawing.brand.svg_logo import move_to_origin, read_svg
from visavis.blueprint.drawing.brand.svg_path_data import LogoRefused
from visavis.blueprint.drawing.brand_look import BrandLook, Logo, grey_logo
from visavis.blueprint.drawing.display_list import Bitmap
from visavis.blueprint.drawing.theme import Theme
from visavis.blueprint.language import Decimal, Message, message
from visavis.blueprint.layout import Rect
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.text.brand_faces import Typeface, add_face, brand_face, choose_weights, missing_french
from visavis.blueprint.text.font_files import LARGEST_FONT, FontRefused
from visavis.blueprint.text.metrics import HarfBuzzMetrics

# Bytes: a drawing of shapes, a photograph.
LARGEST_SVG, LARGEST_PICTURE = 2_000_000, 20_000_000
COLOUR_TITLES: Mapping[BrandColour, Message] = {
    BrandColour.MAIN: message("Bars of phases"), BrandColour.CITIZEN: message("Citizen’s side"),
    BrandColour.AGENT: message("Agents’ side"),
}


@dataclass(frozen=True)
class BrandKit:
    """A town's own look; `file` is its TOML, `faces` the names of its faces by weight."""

    entries: KitEntries
    file: Path
    logo: Logo | None = None
    faces: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What the kit is called."""
        return self.entries.name

    @cached_property
    def answers(self) -> tuple[ColourAnswer, ...]:
        """What becomes of each of its colours."""
        told = self.entries.colours.model_dump()
        return judge_colours({part: told[part] for part in BrandColour if told[part]})

    @cached_property
    def typeface(self) -> Typeface:
        """The faces that it brings for each weight."""
        return choose_weights(self.faces)

    def paint(self, theme: Theme) -> Theme:
        """Return a theme in the colours of the kit; greys and little ink stay what they are."""
        return paint_theme(theme, self.answers)

    def look(self, theme: Theme) -> BrandLook:
        """Return what the kit gives a drawing in a theme: its logo is grey where there is no colour."""
        logo = self._grey_logo if self.logo is not None and theme.name not in COLOURED else self.logo
        return BrandLook(HarfBuzzMetrics(self.typeface), logo, self.entries.phone)

    @cached_property
    def _grey_logo(self) -> Logo | None:
        return grey_logo(self.logo) if self.logo is not None else None


def load_brand_kit(path: Path) -> BrandKit:
    """Read a kit: its file, or the folder that it is in. Raises BlueprintError, one line, for the first fault."""
    file = find_kit_file(path)
    return read_brand_kit(read_entries(file), file)


def read_brand_kit(entries: KitEntries, file: Path) -> BrandKit:
    """Return the kit that a file would be, its logo and its fonts read. Raises BlueprintError as `load_brand_kit`."""
    logo = _read_logo(entries.logo, entries.name, file) if entries.logo is not None else None
    faces = {weight: _read_face(file, weight, name) for weight, name in entries.fonts.files().items()}
    return BrandKit(entries, file, logo, faces)


def _read_face(file: Path, weight: str, name: str) -> str:
    place = f"fonts.{weight}"
    try:
        return add_face(read_kit_file(file, place, name, LARGEST_FONT), name)
    except FontRefused as error:
        raise BlueprintError(message("{file}: {place}: {given}: {fault}", file=str(file), place=place, given=name,
                                     fault=error.message)) from None


def _read_logo(entry: LogoEntry, name: str, file: Path) -> Logo:
    content = read_kit_file(file, "logo.file", entry.file, LARGEST_PICTURE)
    try:
        return make_logo(content, entry.alt or name)
    except LogoRefused as error:
        raise BlueprintError(message("{file}: {place}: {given}: {fault}", file=str(file), place="logo.file",
                                     given=entry.file, fault=error.message)) from None


def make_logo(content: bytes, spoken: str) -> Logo:
    """Return the logo in an SVG, PNG or JPEG file; raises LogoRefused."""
    if content.startswith((PNG, JPEG)):
        pixels = read_pixels(content)
        rect = Rect(0.0, 0.0, float(pixels.width), float(pixels.height))
        return Logo(rect.width, rect.height, (Bitmap(rect, pixels),), spoken)
    if b"<" not in content[:2000]:
        raise LogoRefused(message("it is no SVG, PNG or JPEG file"))
    if len(content) > LARGEST_SVG:
        raise LogoRefused(message("the drawing is larger than {most} MB: simplify it", most=LARGEST_SVG // 1_000_000))
    drawing = read_svg(content)
    return Logo(drawing.box.width, drawing.box.height, move_to_origin(drawing), spoken)


def kit_remarks(kit: BrandKit) -> Iterator[Message]:
    """Yield what people should know of a kit that can be used: colours that change, letters that others draw."""
    for answer in kit.answers:
        yield from colour_remarks(answer)
    for weight, face in kit.faces.items():
        name = kit.entries.fonts.files()[weight]
        lacking = missing_french(face)
        if lacking:
            yield message("{file} has no {letters}: the program’s own font draws them", file=name, letters=lacking)
        if brand_face(face).facts.is_preview_only:
            yield message("{file}: its licence allows printing and reading only; publish no SVG with it", file=name)
    if kit.faces and not (kit.typeface.bold and kit.typeface.regular):
        yield message("titles and texts in different fonts: the kit has no regular font") if not (
            kit.typeface.regular) else message("no bold font: the program’s own draws titles")
    if kit.logo is not None and not (kit.entries.logo and kit.entries.logo.alt):
        yield message("the logo has no words of its own: the kit’s name is read out instead")
    parts = kit.logo.primitives if kit.logo is not None else ()
    pixels = next((part.pixels for part in parts if isinstance(part, Bitmap)), None)
    if pixels is not None and min(pixels.width, pixels.height) < LEAST_HIGH:
        yield message("the logo is only {count} pixels high: it will be coarse in print", count=pixels.height)


def colour_remarks(answer: ColourAnswer) -> Iterator[Message]:
    """Yield what becomes of a colour that is not drawn as it was given, and what a press does to the one that is."""
    for reason in colour_reasons(answer):
        yield message("{colour} {given}: {reason}", colour=COLOUR_TITLES[answer.part], given=answer.given,
                      reason=reason)


def colour_reasons(answer: ColourAnswer) -> Iterator[Message]:
    """Yield what `colour_remarks` does, beside the colour itself."""
    if answer.is_friction:
        yield message("too near to the colour of friction points; the program’s own stays")
    elif answer.used is None:
        yield message("too near to the other side for some readers; the program’s own stays")
    elif not answer.is_fine and answer.is_too_near:
        yield message("too near to the other side for some readers; {used} is used", used=answer.used)
    elif not answer.is_fine:
        yield message("contrast {ratio}:1, where words need 4.5:1; the nearest that passes, {used}, is used",
                      ratio=Decimal(answer.ratio), used=answer.used)
    if answer.used is not None and (far := press_difference(answer.used)) > MOST_DIFFERENCE:
        yield message("duller on paper: a difference of {far}, where 5 is hardly seen", far=Decimal(far))
