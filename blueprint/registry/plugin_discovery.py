"""Finding plug-ins by entry point. One that fails is told by its name and set aside; every other one goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import EntryPoint, distributions, entry_points
from threading import RLock
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from visavis.blueprint.analysis import FrictionRule
from visavis.blueprint.language import learn_translations, message
from visavis.blueprint.model.problems import PluginError, PluginFailure, WrongValue
from visavis.blueprint.registry.containment import LOAD_SECONDS, Containment, describe_exception
from visavis.blueprint.registry.export_formats import Exporter
from visavis.blueprint.registry.import_formats import Importer
from visavis.blueprint.registry.plugin_adapters import (
    read_exporters,
    read_importers,
    read_rules,
    read_templates,
    read_workshops,
)
from visavis.templates.catalogue import Template

if TYPE_CHECKING:
    from visavis.blueprint.registry.workshop_format import Script

EXPORTERS, IMPORTERS, RULES, TEMPLATES, WORKSHOPS, APPLICATION = GROUPS = (
    "visavis.exporters", "visavis.importers", "visavis.rules", "visavis.templates", "visavis.workshops",
    "visavis.application")
# What ships with the program is trusted: its code is not run in containment.
PACKAGE = "visavis"


class Named(Protocol):
    """Anything that can be plugged in."""

    @property
    def name(self) -> str:
        """What it is chosen by."""
        ...


T = TypeVar("T", bound=Named)


class Plugins:
    """What is plugged in, loaded when first asked for.

    `noticed` tells what those that were used since `begin` did wrong: that they could not be loaded, or later.
    """

    def __init__(self, found: Callable[[str], Iterable[EntryPoint]]) -> None:
        self.noticed: list[PluginFailure] = []
        self._failures: dict[str, list[PluginFailure]] = {group: [] for group in GROUPS}
        self._find_points = found
        self._loaded: dict[str, dict[str, Any]] = {}
        self._looked_at: set[str] = set()
        # Rules may be asked for by a worker while the window asks for formats.
        self._locks = {group: RLock() for group in GROUPS}

    @property
    def exporters(self) -> Mapping[str, Exporter]:
        """Export formats by name, in the order they were declared."""
        return self._load_once(EXPORTERS, lambda given: [given], read_exporters)

    @property
    def importers(self) -> Mapping[str, Importer]:
        """Import formats by name, in the order they were declared."""
        return self._load_once(IMPORTERS, lambda given: [given], read_importers)

    @property
    def rules(self) -> tuple[FrictionRule, ...]:
        """Every friction rule; an entry point gives a sequence of them."""
        return tuple(self._load_once(RULES, list, read_rules).values())

    @property
    def templates(self) -> Mapping[str, Template]:
        """Templates by name; an entry point gives a sequence of them."""
        return self._load_once(TEMPLATES, list, read_templates)

    @property
    def workshops(self) -> Mapping[str, Script]:
        """Workshop scripts by name; an entry point gives a sequence of them, or of their JSON texts."""
        from visavis.blueprint.registry.workshop_format import read_script

        return self._load_once(WORKSHOPS, lambda given: list(map(read_script, given)), read_workshops)

    def load_failures(self) -> tuple[PluginFailure, ...]:
        """Load everything that others plugged in and return what could not be; what only ships is not looked at."""
        loads: Mapping[str, Callable[[], object]] = {
            RULES: lambda: self.rules, EXPORTERS: lambda: self.exporters, IMPORTERS: lambda: self.importers,
            TEMPLATES: lambda: self.templates, WORKSHOPS: lambda: self.workshops}
        for group, load in loads.items():
            if group not in self._looked_at:
                self._looked_at.add(group)
                if not all(map(_is_shipped, self._points(group))):
                    load()
        return tuple(failure for failures in self._failures.values() for failure in failures)

    def application(self) -> Callable[[str | None], int] | None:
        """Return the function that opens the window on a file, or nothing when no window is installed."""
        for point in self._find_points(APPLICATION):
            try:
                run: Callable[[str | None], int] = point.load()
            except Exception as error:  # noqa: BLE001 - whatever it raises is told, not spread
                self._fail(APPLICATION, _load_failure(point, error))
                return None
            return run
        return None

    def begin(self) -> None:
        """Begin a piece of work: what plug-ins did wrong in those before is no longer of interest."""
        self.noticed = []

    def note(self, failure: PluginFailure) -> None:
        """Remember, once, what a plug-in did wrong."""
        if failure not in self.noticed:
            self.noticed.append(failure)

    def _load_once(self, group: str, own: Callable[[Any], Iterable[T]],
                   plugged: Callable[[Containment, Any], list[T]]) -> dict[str, T]:
        with self._locks[group]:
            if group not in self._loaded:
                self._loaded[group] = self._load(group, own, plugged)
            for failure in self._failures[group]:
                self.note(failure)
            return self._loaded[group]

    def _load(self, group: str, own: Callable[[Any], Iterable[T]],
              plugged: Callable[[Containment, Any], list[T]]) -> dict[str, T]:
        found: dict[str, T] = {}
        # What ships comes first: no other plug-in can take its names.
        for point in sorted(self._points(group), key=_is_shipped, reverse=True):
            try:
                parts = own(point.load()) if _is_shipped(point) else self._load_point(point, plugged)
                named = [(part.name, part) for part in parts]
            except PluginError as error:
                self._fail(group, error.failure)
            except Exception as error:  # noqa: BLE001 - whatever it raises is told, not spread
                self._fail(group, _load_failure(point, error))
            else:
                names = [name for name, _ in named]
                taken = next((name for name in names if name in found or names.count(name) > 1), None)
                if taken is None:
                    found.update(named)
                    _learn_translations(found[name] for name in names)
                else:
                    self._fail(group, PluginFailure(point.name, message("'{name}' already exists", name=taken)))
        return found

    def _load_point(self, point: EntryPoint, plugged: Callable[[Containment, Any], list[T]]) -> list[T]:
        containment = Containment(point.name, self.note)
        return containment.run(message("loading '{value}'", value=point.value),
                               lambda: plugged(containment, _load_object(point)), seconds=LOAD_SECONDS)

    def _points(self, group: str) -> tuple[EntryPoint, ...]:
        try:
            return tuple(self._find_points(group))
        except Exception:  # noqa: BLE001 - a package whose own description is damaged
            return self._readable_points(group)

    def _readable_points(self, group: str) -> tuple[EntryPoint, ...]:
        """Return the entry points of those packages whose description can be read, and tell of the others."""
        points: dict[tuple[str, str], EntryPoint] = {}
        for package in distributions():
            try:
                found = package.entry_points.select(group=group)
                points.update(((point.name, point.value), point) for point in found)
            except Exception as error:  # noqa: BLE001 - whatever it raises is told, not spread
                # Its name is in a file that may be damaged, too; its folder is named after it.
                name = str(getattr(package, "_path", "")).replace("\\", "/").rpartition("/")[2]
                self._fail(group, PluginFailure(name, describe_exception(error)))
        return tuple(points.values())

    def _fail(self, group: str, failure: PluginFailure) -> None:
        self.note(failure)
        if failure not in self._failures[group]:
            self._failures[group].append(failure)


def _is_shipped(point: EntryPoint) -> bool:
    return point.value.partition(":")[0].partition(".")[0].strip() == PACKAGE


def _learn_translations(parts: Iterable[object]) -> None:
    for part in parts:
        tables: Mapping[str, Mapping[str, str]] = getattr(part, "translations", {})
        for language, texts in tables.items():
            if texts:
                learn_translations(language, texts)


def _load_object(point: EntryPoint) -> Any:
    if not point.pattern.match(point.value):
        raise WrongValue(message("this names nothing that can be loaded"))
    return point.load()


def _load_failure(point: EntryPoint, error: Exception) -> PluginFailure:
    return PluginFailure(point.name, message("loading '{value}': {reason}", value=point.value,
                                             reason=describe_exception(error)))


def _installed_points(group: str) -> tuple[EntryPoint, ...]:
    return tuple(entry_points(group=group))


_PLUGINS = Plugins(_installed_points)


def plugins() -> Plugins:
    """Return the plugins of this installation."""
    return _PLUGINS
