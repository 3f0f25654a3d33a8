"""A brand kit's file, TOML beside its logo and its fonts: what stands in it, and how its files are found and read.

    name = "Ville de Saint-Exemple"
    phone = "01 23 45 67 89"

    [logo]
    file = "logo.svg"
    alt = "Saint-Exemple, ville sur l’eau"

    [colours]
    main = "#0B5D57"
    citizen = "#9C4D27"
    agent = "#174E8C"

    [fonts]
    regular = "Town-Regular.ttf"
    bold = "Town-Bold.ttf"

A kit comes from others: its files lie in its own folder, and none is read that is larger than a logo or a font.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from os.path import lexists
from pathlib import Path, PurePosixPath, PureWindowsPath
from stat import S_ISREG
from typing import Annotated

from pydantic import AfterValidator, Field

from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.model.problems import WrongValue
from visavis.blueprint.storage.system_reasons import reason_of
from visavis.blueprint.storage.toml_files import TomlPart, read_toml

KIT_FILE = "brand.toml"
EXAMPLE = 'name = "Saint-Exemple"'
MOST_NAME, MOST_PHONE, MOST_SPOKEN = 120, 40, 400
_SHORT, _LONG = re.compile(r"#[0-9a-fA-F]{3}"), re.compile(r"#[0-9a-fA-F]{6}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def _check_colour(text: str) -> str:
    told = text.strip()
    if _LONG.fullmatch(told):
        return told.upper()
    if _SHORT.fullmatch(told):
        return "#" + "".join(2 * digit for digit in told[1:]).upper()
    raise WrongValue(message("'{given}' is not a colour; write it as # and six signs from 0 to F, as in {example}",
                             given=told[:30], example="#0B5D57"))


def _check_file(text: str) -> str:
    """Refuse what leads out of the kit's folder, on whatever system."""
    windows = PureWindowsPath(text)
    if (not text.strip() or "\0" in text or windows.drive or windows.root or PurePosixPath(text).is_absolute()
            or ".." in windows.parts):
        raise WrongValue(message("'{given}' is not a file in the kit's own folder; copy it there and write its name",
                                 given=text[:60]))
    return text


def _check_line(text: str) -> str:
    if _CONTROL.search(text):
        raise WrongValue(message("it holds control characters; type it again"))
    return " ".join(text.split())


def _check_name(text: str) -> str:
    name = _check_line(text)
    if not name:
        raise WrongValue(message("it must not be empty"))
    return name


KitColour = Annotated[str, AfterValidator(_check_colour)]
KitFileName = Annotated[str, AfterValidator(_check_file)]


class LogoEntry(TomlPart):
    """A logo: its file (SVG, PNG or JPEG), and what is read out instead of it."""

    file: KitFileName
    alt: Annotated[str, Field(max_length=MOST_SPOKEN), AfterValidator(_check_line)] = ""


class ColourEntries(TomlPart):
    """Up to three colours: of the bars of phases, of the citizen's side, of the agents'."""

    main: KitColour | None = None
    citizen: KitColour | None = None
    agent: KitColour | None = None


class FontEntries(TomlPart):
    """Up to three font files (TTF or OTF), by weight."""

    regular: KitFileName | None = None
    semibold: KitFileName | None = None
    bold: KitFileName | None = None

    def files(self) -> Mapping[str, str]:
        """Return the files that there are, by weight."""
        return {weight: name for weight in FontEntries.model_fields if (name := getattr(self, weight))}


class KitEntries(TomlPart):
    """All that a kit's file says."""

    name: Annotated[str, Field(max_length=MOST_NAME), AfterValidator(_check_name)]
    phone: Annotated[str, Field(max_length=MOST_PHONE), AfterValidator(_check_line)] = ""
    logo: LogoEntry | None = None
    colours: ColourEntries = Field(default_factory=ColourEntries)
    fonts: FontEntries = Field(default_factory=FontEntries)

    def files(self) -> tuple[str, ...]:
        """Return every file that belongs to the kit, each once."""
        logo = (self.logo.file,) if self.logo is not None else ()
        return tuple(dict.fromkeys((*logo, *self.fonts.files().values())))


def find_kit_file(path: Path) -> Path:
    """Return the kit's file that a path names: itself, or the one in a folder."""
    try:
        return path / KIT_FILE if path.is_dir() else path
    except (OSError, ValueError):
        return path


def read_entries(path: Path) -> KitEntries:
    """Return what a kit's file says. Raises BlueprintError naming the file, the place in it and what is wrong."""
    if "\0" in str(path):
        raise BlueprintError(message("the name of a file is empty"))
    return read_toml(path, KitEntries, EXAMPLE)


def read_kit_file(kit: Path, place: str, name: str, largest: int) -> bytes:
    """Return what is in a file beside a kit's; raises BlueprintError naming the kit, the place in it and the reason.

    A link that leads out of the folder, a device or a pipe, and what is `largest` bytes or more are not read.
    """
    folder, shown = kit.absolute().parent, name[:60]
    path = folder / name
    try:
        real = path.resolve(strict=True)
        told = real.stat()
        if not real.is_relative_to(folder.resolve()):
            raise _fault(kit, place, message("'{given}' is not a file in the kit's own folder; copy it there and "
                                             "write its name", given=shown))
        if not S_ISREG(told.st_mode):
            raise _fault(kit, place, message("'{given}' is not a file", given=shown))
        if told.st_size > largest:
            raise _fault(kit, place, message("{given} is larger than {most} MB", given=shown,
                                             most=largest // 1_000_000))
        with real.open("rb") as stream:
            return stream.read(largest)
    except FileNotFoundError:
        fault = message("'{given}' is not a file", given=shown) if lexists(path) else message(
            "there is no {given} in the kit's folder: copy it there, or take the line out", given=shown)
        raise _fault(kit, place, fault) from None
    except (OSError, RuntimeError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else message("{reason}", reason=str(error)[:60])
        raise _fault(kit, place, message("{given} cannot be read ({reason})", given=shown, reason=reason)) from None


def _fault(kit: Path, place: str, fault: object) -> BlueprintError:
    return BlueprintError(message("{file}: {place}: {fault}", file=str(kit), place=place, fault=fault))


def write_entries(entries: KitEntries) -> str:
    """Return a kit's file, in the order of its description."""
    lines = [f"name = {_quote(entries.name)}"]
    if entries.phone:
        lines.append(f"phone = {_quote(entries.phone)}")
    tables = {"logo": entries.logo.model_dump() if entries.logo else {}, "colours": entries.colours.model_dump(),
              "fonts": entries.fonts.model_dump()}
    for table, values in tables.items():
        told = [f"{key} = {_quote(value)}" for key, value in values.items() if value]
        lines += ["", f"[{table}]", *told] if told else []
    return "\n".join(lines) + "\n"


def _quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return f'"{escaped}"'
