"""The command `brand`: what exports make of a kit, or which kits there are; and `--brand`, which draws with one."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from visavis.blueprint.language import Decimal, Message, Translator, message, translator
from visavis.blueprint.registry import load_kit, own_kits
from visavis.exporters.cli.fault_lines import print_fault
from visavis.exporters.cli.usage import EXIT_FINE, interface_language

if TYPE_CHECKING:
    from visavis.blueprint.drawing.brand.brand_kit import BrandKit


def read_brand(named: str) -> BrandKit:
    """Return a kit to draw with; what becomes of colours that are not drawn as given is told on standard error."""
    from visavis.blueprint.drawing.brand.brand_kit import colour_remarks

    kit = load_kit(named)
    for answer in kit.answers:
        if not answer.is_fine:
            print_fault(message("{file}: {fault}", file=str(kit.file), fault=next(colour_remarks(answer))))
    return kit


def brand(asked: argparse.Namespace) -> int:
    """Tell of a kit what exports make of it, or list the user's own kits."""
    tr = translator(asked.lang or interface_language())
    if asked.kit is None:
        for name, path in own_kits().items():
            sys.stdout.write(f"{name}\t{path}\n")
        return EXIT_FINE
    from visavis.blueprint.drawing.brand.brand_kit import kit_remarks

    kit = load_kit(asked.kit)
    lines, remarks = [tr(line) for line in _describe(kit, tr)], [tr(remark) for remark in kit_remarks(kit)]
    sys.stdout.write("".join(f"{line}\n" for line in (*lines, *([""] if remarks else []), *remarks)))
    return EXIT_FINE


def _describe(kit: BrandKit, tr: Translator) -> Iterator[Message]:
    """Yield what there is in a kit."""
    from visavis.blueprint.drawing.brand.brand_kit import COLOUR_TITLES

    yield message("{name}", name=kit.name)
    if kit.entries.phone:
        yield message("{label}: {value}", label=message("telephone"), value=kit.entries.phone)
    if kit.entries.logo is not None:
        yield message("{label}: {value}", label=message("logo"), value=kit.entries.logo.file)
    for answer in kit.answers:
        yield message("{label}: {value}", label=COLOUR_TITLES[answer.part], value=tr(message(
            "{given} (contrast {ratio}:1)", given=answer.given, ratio=Decimal(answer.ratio))))
    for weight, name in kit.entries.fonts.files().items():
        yield message("{label}: {value}", label=message("font, {weight}", weight=weight), value=name)
