"""Brand kits that people keep: folders of theirs, each with a `brand.toml` and the files it names.

A kit comes in as a copy of all its files, and goes to colleagues as one: what it was made from may be gone.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from visavis.blueprint.language import Message, message
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.model.problems import describe_missing
from visavis.blueprint.storage.file_names import slug_of
from visavis.blueprint.storage.system_reasons import reason_of
from visavis.blueprint.user_folders import data_folder

if TYPE_CHECKING:
    from visavis.blueprint.drawing.brand.brand_kit import BrandKit
    from visavis.blueprint.drawing.brand.kit_file import KitEntries

# Names the folder; "none" does without one.
VARIABLE = "VISAVIS_BRANDS"
OFF = "none"
_STAGED, _REPLACED = ".new-", ".old-"


@dataclass(frozen=True, slots=True)
class KitDraft:
    """A kit while it is made: its files may be anywhere. Colours are `#RRGGBB` by their key, fonts by weight."""

    name: str = ""
    phone: str = ""
    spoken: str = ""
    logo: Path | None = None
    colours: Mapping[str, str] = field(default_factory=dict)
    fonts: Mapping[str, Path] = field(default_factory=dict)


def kits_folder() -> Path | None:
    """Return the folder of the user's own kits, where there may be one."""
    text = os.environ.get(VARIABLE)
    if text:
        return None if text == OFF else Path(text)
    return data_folder() / "brand-kits"


def own_kits() -> Mapping[str, Path]:
    """Return the files of the user's own kits by the names of their folders."""
    from visavis.blueprint.drawing.brand.kit_file import KIT_FILE

    folder = kits_folder()
    with contextlib.suppress(OSError):
        if folder is not None and folder.is_dir():
            return {path.parent.name: path for path in sorted(folder.glob(f"*/{KIT_FILE}"))
                    if not path.parent.name.startswith((_STAGED, _REPLACED))}
    return {}


def find_kit(named: str) -> Path:
    """Return the kit that a file, a folder or the name of one of the user's own names; raises BlueprintError."""
    own = own_kits()
    if named in own:
        return own[named]
    path = Path(named)
    try:
        if path.exists():
            return path
    except (OSError, ValueError):
        pass
    if path.suffix == ".toml" or len(path.parts) > 1 or not own:
        raise BlueprintError(message("{file}: there is no brand kit", file=named[:200]))
    raise BlueprintError(describe_missing(message("brand kit"), named[:60], own))


def load_kit(named: str) -> BrandKit:
    """Return the kit that `find_kit` finds; raises BlueprintError with the one line that says what is wrong in it.

    One that was read is kept as long as nothing in its folder changes: previews ask for it again and again.
    """
    from visavis.blueprint.drawing.brand.kit_file import find_kit_file

    file = find_kit_file(find_kit(named))
    if named not in own_kits():
        return _read(file)
    try:
        stamp = tuple(sorted(map(_stamp, file.parent.iterdir())))
    except OSError:
        return _read(file)
    return _load(file, stamp)


def load_chosen_kit(name: str) -> BrandKit | None:
    """Return the user's own kit that was chosen for all exports; None where the name is empty.

    Raises BlueprintError, which tells where to choose another, for one that is no longer there.
    """
    if not name:
        return None
    if name not in own_kits():
        raise BlueprintError(message("the brand kit “{name}” is no longer there: choose another under File › Brand "
                                     "kit…", name=name))
    return load_kit(name)


def _stamp(path: Path) -> tuple[str, int, int]:
    told = path.stat()
    return path.name, told.st_mtime_ns, told.st_size


@lru_cache(maxsize=4)
def _load(file: Path, stamp: tuple[tuple[str, int, int], ...]) -> BrandKit:
    del stamp
    return _read(file)


def _read(file: Path) -> BrandKit:
    from visavis.blueprint.drawing.brand.brand_kit import load_brand_kit

    return load_brand_kit(file)


def draft_of(kit: BrandKit) -> KitDraft:
    """Return a kit as a draft of itself."""
    entries, folder = kit.entries, kit.file.absolute().parent
    logo = entries.logo
    colours = {key: value for key, value in entries.colours.model_dump().items() if value}
    fonts = {weight: folder / name for weight, name in entries.fonts.files().items()}
    return KitDraft(entries.name, entries.phone, logo.alt if logo else "", folder / logo.file if logo else None,
                    colours, fonts)


def entries_of(draft: KitDraft) -> KitEntries:
    """Return what the file of a draft says. Raises BlueprintError for words that cannot stand in it."""
    from pydantic import ValidationError

    from visavis.blueprint.drawing.brand.kit_file import KitEntries
    from visavis.blueprint.storage.toml_files import describe_fault

    files = _name_files(draft)
    logo = {"file": files["logo"], "alt": draft.spoken} if draft.logo is not None else None
    told = {"name": draft.name, "phone": draft.phone, "logo": logo, "colours": dict(draft.colours),
            "fonts": {weight: files[weight] for weight in draft.fonts}}
    try:
        return KitEntries.model_validate(told)
    except ValidationError as error:
        raise BlueprintError(describe_fault(error, told, KitEntries)) from error


@dataclass(frozen=True, slots=True)
class DraftReading:
    """What a draft is as far as it can be read: the kit without what is wrong, and the faults by place.

    Places are `logo`, and the weights of fonts.
    """

    kit: BrandKit
    faults: Mapping[str, Message]


def read_draft(draft: KitDraft) -> DraftReading:
    """Return what a draft would be; what is wrong with a file is a fault of its place, and the rest is there."""
    from visavis.blueprint.drawing.brand.brand_kit import LARGEST_PICTURE, BrandKit, make_logo
    from visavis.blueprint.text.brand_faces import add_face
    from visavis.blueprint.text.font_files import LARGEST_FONT

    faults: dict[str, Message] = {}
    logo = None
    faces: dict[str, str] = {}
    if draft.logo is not None:
        try:
            logo = make_logo(_read_limited(draft.logo, LARGEST_PICTURE), draft.spoken or draft.name)
        except BlueprintError as error:
            faults["logo"] = error.message
    for weight, path in draft.fonts.items():
        try:
            faces[weight] = add_face(_read_limited(path, LARGEST_FONT), path.name)
        except BlueprintError as error:
            faults[weight] = error.message
    sound = replace(draft, name=draft.name or "?", logo=None if "logo" in faults else draft.logo,
                    fonts={weight: draft.fonts[weight] for weight in faces})
    return DraftReading(BrandKit(entries_of(sound), draft.logo or Path(), logo, faces), faults)


def _read_limited(path: Path, largest: int) -> bytes:
    try:
        if path.stat().st_size > largest:
            raise BlueprintError(message("{given} is larger than {most} MB", given=path.name[:60],
                                         most=largest // 1_000_000))
        return path.read_bytes()
    except OSError as error:
        raise BlueprintError(message("{given} cannot be read ({reason})", given=path.name[:60],
                                     reason=reason_of(error))) from None


def save_kit(draft: KitDraft, replaces: str = "") -> str:
    """Keep a draft among the user's own kits, all of it or nothing, and return its name; raises BlueprintError.

    `replaces` names the kit that it was made from: it goes. Another of the same name is never written over.
    """
    folder = kits_folder()
    if folder is None:
        raise BlueprintError(message("there is no folder for brand kits ({variable} is '{value}')", variable=VARIABLE,
                                     value=OFF))
    name = slug_of(draft.name, "brand")
    taken = own_kits().keys() - {replaces}
    name = next(each for each in _numbered(name) if each not in taken and (each == replaces or not (
        folder / each).exists()))
    with _told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        staged = Path(tempfile.mkdtemp(prefix=_STAGED, dir=folder))
        try:
            write_kit(draft, staged)
            _put_in_place(folder, staged, name, replaces)
        finally:
            shutil.rmtree(staged, ignore_errors=True)
    return name


def write_kit(draft: KitDraft, folder: Path) -> None:
    """Write a draft with copies of all its files into a folder; raises OSError or BlueprintError."""
    from visavis.blueprint.drawing.brand.kit_file import KIT_FILE, write_entries

    text = write_entries(entries_of(draft))
    files, sources = _name_files(draft), {"logo": draft.logo, **draft.fonts}
    for place, source in sources.items():
        if source is not None:
            (folder / files[place]).write_bytes(source.read_bytes())
    (folder / KIT_FILE).write_text(text, encoding="utf-8")


def import_kit(path: Path) -> str:
    """Keep a copy of a kit that someone sent, once it is known to be sound; return its name; may refuse it.

    Raises BlueprintError with the one line that says what is wrong in it.
    """
    from visavis.blueprint.drawing.brand.brand_kit import load_brand_kit

    return save_kit(draft_of(load_brand_kit(path)))


def share_kit(name: str, folder: Path) -> Path:
    """Copy one of the user's own kits into a folder of its own inside `folder`, and return that; may raise.

    Raises BlueprintError where it cannot be written, or where something of its name is there already.
    """
    draft = draft_of(load_kit(name))
    target = folder / name
    with _told(target):
        target.mkdir(parents=True)
        write_kit(draft, target)
    return target


def remove_kit(name: str) -> None:
    """Take one of the user's own kits away; raises BlueprintError when that is not possible."""
    path = own_kits().get(name)
    if path is None:
        raise BlueprintError(message("there is no brand kit '{name}' of your own", name=name[:60]))
    with _told(path.parent):
        shutil.rmtree(path.parent)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell what the system refuses as a fault of a kit."""
    try:
        yield
    except OSError as error:
        raise BlueprintError(message("{file}: {reason}", file=str(error.filename or path),
                                     reason=reason_of(error))) from error


def _put_in_place(folder: Path, staged: Path, name: str, replaces: str) -> None:
    """Give a kit that is written its name, and take the one away that it replaces."""
    old = folder / replaces if replaces else None
    aside = folder / f"{_REPLACED}{staged.name.removeprefix(_STAGED)}"
    if old is not None and old.is_dir():
        old.rename(aside)
    try:
        staged.rename(folder / name)
    except OSError:
        if old is not None and aside.is_dir():
            aside.rename(old)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name}-{number}"
        number += 1


def _name_files(draft: KitDraft) -> Mapping[str, str]:
    """Return what each file is called in the kit's folder: as it was, or, where two are called alike, otherwise."""
    sources = {"logo": draft.logo, **draft.fonts}
    names: dict[str, str] = {}
    taken: dict[str, Path] = {}
    for place, source in sources.items():
        if source is None:
            continue
        name = source.name
        if taken.get(name.casefold(), source) != source:
            name = f"{place}-{name}"
        taken[name.casefold()] = source
        names[place] = name
    return names
