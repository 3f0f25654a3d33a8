"""`make run` without a display: the same job on an off-screen window, its results in `out/`."""

from __future__ import annotations

import sys
from pathlib import Path

from visavis.blueprint.model import BlueprintError
from visavis.blueprint.registry import Neighbourhood, initial_values, plugins
from visavis.blueprint.storage import load, save_bytes
from visavis.blueprint.storage.file_names import file_name_of
from visavis.examples import example_path
from visavis.ui.application.portraits import window_png
from visavis.ui.application.qt_application import filter_messages
from visavis.ui.features.exporting.export_source import make_export
from visavis.ui.kit.i18n import preferred_language, set_language, tr
from visavis.ui.kit.settings import UserSettings

SIZE = (1680, 1050)


def tour(path: str | None) -> int:
    """Open the window off screen, take its picture, make every export, and say so; return the exit status."""
    with filter_messages():
        return _make_everything(path)


def _make_everything(path: str | None) -> int:
    settings = UserSettings()
    language = settings.language or preferred_language()
    set_language(language)
    file = Path(path) if path else example_path(language)
    out = Path("out")
    made: dict[str, Path] = {}
    try:
        document = load(file).document
        out.mkdir(exist_ok=True)
        sys.stdout.write(tr("There is no display, so the window stays off screen; everything is in {folder}/.",
                            folder=str(out)) + "\n")
        picture = window_png(file, language, "light", SIZE)
        _write(out / "window.png", picture)
        around = Neighbourhood()
        around.path = file
        for exporter in plugins().exporters.values():
            options = initial_values(exporter.options, language)
            try:
                content = make_export(document, exporter, options, document.head.language, around.assess,
                                      around=around.surroundings)
                suffix = exporter.suffix(options)
            except BlueprintError:
                # Not every document can be exported in every way: an as-is blueprint has no before and after.
                continue
            stem = file_name_of(f"{document.head.id}-{exporter.name}")
            made[exporter.name] = out / f"{stem}{suffix}"
            _write(made[exporter.name], content)
        first = made.get("poster", out)
        sys.stdout.write(tr("Look at {window} first, then at {poster}.", window=str(out / "window.png"),
                            poster=str(first)) + "\n")
    except (BlueprintError, OSError) as error:
        text = tr(error.message) if isinstance(error, BlueprintError) else str(error)
        sys.stderr.write(f"visavis: {' '.join(text.split())}\n")
        return 2
    return 0


def _write(path: Path, content: bytes) -> None:
    save_bytes(content, path)
    sys.stdout.write(f"  {path}\n")
