"""Presets of exports: several things to make at once, under one name. Some ship, others people save for themselves.

One's own are files in a folder, one each, that can be passed on. A preset may name what is not here: a format of a
plug-in, a persona of another blueprint, a paper of another version. It is used without that, and the slip is told.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from visavis.blueprint.language import Message, message
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.model.problems import describe_missing
from visavis.blueprint.registry.content_choice import ContentChoice
from visavis.blueprint.registry.export_formats import Exporter
from visavis.blueprint.registry.export_series import ExportOrder, number_name
from visavis.blueprint.registry.format_options import as_written
from visavis.blueprint.storage import save_bytes
from visavis.blueprint.storage.file_names import slug_of
from visavis.blueprint.storage.system_reasons import reason_of

SUFFIX, FORMAT = ".exports.json", "visavis-exports/1"
# Bytes and letters: more is no preset, and no name for one.
LARGEST, LONGEST_TITLE = 1_000_000, 60
# As many slips of one preset are told.
MOST_SLIPS = 6


@dataclass(frozen=True, slots=True)
class ExportPreset:
    """A name, and what is made under it; `path` is the file of one that people saved themselves."""

    title: Message
    orders: tuple[ExportOrder, ...]
    path: Path | None = None


class _Stored(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, defer_build=True)


class StoredOrder(_Stored):
    """One thing to make, as it stands in a file."""

    format: str
    options: dict[str, str] = Field(default_factory=dict)
    language: str = ""
    personas: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    lanes: tuple[str, ...] = ()
    journeys: tuple[str, ...] = ()
    internal: bool = False


class StoredPreset(_Stored):
    """A preset as it stands in a file."""

    format: str
    title: str
    exports: tuple[StoredOrder, ...]


def shipped_presets(exporters: Iterable[str]) -> tuple[ExportPreset, ...]:
    """Return the presets that ship; the last one makes each of the formats there are."""
    return (
        ExportPreset(message("Office printer"), (
            ExportOrder("poster", {"paper": "A2", "tile": "A4"}), ExportOrder("infographic", {"paper": "A4"}))),
        ExportPreset(message("Print shop"), (
            ExportOrder("poster", {"paper": "A0", "bleed": "3", "marks": "crop", "annex": "no"}),)),
        ExportPreset(message("Meeting"), (
            ExportOrder("poster", {"paper": "A3", "annex": "yes"}), ExportOrder("infographic", {"paper": "A4"}))),
        ExportPreset(message("Everything there is"), tuple(map(ExportOrder, exporters))),
    )


@dataclass(frozen=True, slots=True)
class OwnPresets:
    """What people saved, by title, and what could not be read."""

    presets: tuple[ExportPreset, ...] = ()
    faults: tuple[Message, ...] = field(default_factory=tuple)


def read_presets(folder: Path) -> OwnPresets:
    """Return the presets in a folder; a file that is none is told and passed over."""
    found, faults = [], []
    try:
        files = sorted(folder.glob(f"*{SUFFIX}"))
    except OSError:
        files = []
    for path in files:
        try:
            found.append(_read(path))
        except (BlueprintError, OSError, ValueError, RecursionError) as error:
            faults.append(message("{file}: {reason}", file=path.name, reason=_reason(error)))
    return OwnPresets(tuple(sorted(found, key=lambda preset: str(preset.title.values["text"]).casefold())),
                      tuple(faults))


def save_preset(folder: Path, title: str, orders: Iterable[ExportOrder]) -> ExportPreset:
    """Save a preset in a folder, in place of one of the same name; raises BlueprintError where that fails."""
    plain = " ".join(title.split())[:LONGEST_TITLE]
    stored = StoredPreset(format=FORMAT, title=plain, exports=tuple(map(_store, orders)))
    others = {preset.path for preset in read_presets(folder).presets
              if str(preset.title.values["text"]).casefold() != plain.casefold()}
    path = folder / number_name(f"{slug_of(plain, 'preset')}{SUFFIX}", SUFFIX, lambda name: folder / name in others)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BlueprintError(message("{file}: {reason}", file=str(folder), reason=reason_of(error))) from None
    content = json.dumps(stored.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False, indent=1)
    save_bytes(f"{content}\n".encode(), path)
    return _read(path)


def remove_preset(preset: ExportPreset) -> None:
    """Delete one's own preset; raises BlueprintError where that is not possible."""
    if preset.path is None:
        return
    try:
        preset.path.unlink(missing_ok=True)
    except OSError as error:
        raise BlueprintError(message("{file}: {reason}", file=preset.path.name, reason=reason_of(error))) from None


def fit_preset(preset: ExportPreset, exporters: Mapping[str, Exporter],
               document: BlueprintDocument) -> tuple[tuple[ExportOrder, ...], tuple[Message, ...]]:
    """Return what can be made of a preset here, and what of it cannot be: formats, options, parts of a blueprint."""
    orders: list[ExportOrder] = []
    slips: list[Message] = []
    for order in preset.orders:
        exporter = exporters.get(order.form)
        if exporter is None:
            fault = describe_missing(message("format"), order.form, exporters)
            slips.append(message("{fault} (it may belong to a plug-in that is not installed here)", fault=fault))
            continue
        options = dict(_fit_options(exporter, order.options, slips))
        choice = _fit_choice(document, order.choice, slips)
        orders.append(replace(order, options=options, choice=choice))
    told = [slip for index, slip in enumerate(slips) if slip not in slips[:index]]
    return tuple(orders), tuple(told[:MOST_SLIPS])


def _fit_options(exporter: Exporter, asked: Mapping[str, str], slips: list[Message]) -> Iterator[tuple[str, str]]:
    known = {option.name: option for option in exporter.options}
    for name, value in asked.items():
        option = known.get(name)
        if option is None:
            fault = describe_missing(message("option"), name, known)
            slips.append(message("{format}: {fault}", format=exporter.title, fault=fault))
        elif option.choices and not option.is_open and value not in option.choices:
            fault = describe_missing(option.title, value, option.choices)
            slips.append(message("{format}: {fault}", format=exporter.title, fault=fault))
        else:
            yield name, value


def _fit_choice(document: BlueprintDocument, choice: ContentChoice, slips: list[Message]) -> ContentChoice:
    """Return a choice without what this blueprint does not have."""
    head = document.head
    kept: dict[str, tuple[str, ...]] = {}
    for part, what, there in (("personas", message("persona"), head.personas),
                              ("phases", message("phase"), head.phases), ("lanes", message("lane"), head.lanes)):
        known = {one.id for one in there}
        asked = getattr(choice, part)
        slips += [describe_missing(what, name, sorted(known)) for name in asked if name not in known]
        kept[part] = tuple(name for name in asked if name in known)
    return replace(choice, personas=kept["personas"], phases=kept["phases"], lanes=kept["lanes"])


def _read(path: Path) -> ExportPreset:
    if path.stat().st_size > LARGEST:
        raise BlueprintError(message("this is too large for a preset"))
    stored = StoredPreset.model_validate(json.loads(path.read_bytes().decode("utf-8-sig")))
    if stored.format != FORMAT:
        raise BlueprintError(message("this is no preset of this version (“{given}”)", given=stored.format[:40]))
    title = " ".join(stored.title.split())[:LONGEST_TITLE] or path.name.removesuffix(SUFFIX)
    return ExportPreset(as_written(title), tuple(map(_order, stored.exports)), path)


def _order(stored: StoredOrder) -> ExportOrder:
    choice = ContentChoice(stored.personas, stored.phases, stored.lanes, stored.journeys, stored.internal)
    return ExportOrder(stored.format, stored.options, stored.language, choice)


def _store(order: ExportOrder) -> StoredOrder:
    choice = order.choice
    return StoredOrder(format=order.form, options=dict(order.options), language=order.language,
                       personas=choice.personas, phases=choice.phases, lanes=choice.lanes,
                       journeys=choice.journeys, internal=choice.internal)


def _reason(error: Exception) -> Message:
    """Return why a file is no preset."""
    match error:
        case ValidationError():
            place = ".".join(str(part) for part in error.errors(include_url=False, include_input=False)[0]["loc"])
            return message("“{place}” is not what a preset has there", place=place[:60] or FORMAT)
        case BlueprintError():
            return error.message
        case OSError():
            return reason_of(error)
        case _:
            return message("this is no preset: it is damaged, or another file")
