"""Finding plugins by entry point. A plugin that fails to load becomes a message, never a crash."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from blueprint.analysis.rule import FrictionRule
from blueprint.language import Message, message
from blueprint.registry.formats import Exporter
from templates.catalogue import Template

GROUPS = ("visavis.exporters", "visavis.rules", "visavis.templates", "visavis.application")


@dataclass
class Plugins:
    """What is plugged in, loaded when first asked for. `failures` tells what could not be."""

    found: Callable[[str], tuple[EntryPoint, ...]]
    failures: list[Message] = field(default_factory=list)

    @cached_property
    def exporters(self) -> Mapping[str, Exporter]:
        """Export formats by name, in the order they were declared."""
        loaded = (self._load(point) for point in self.found("visavis.exporters"))
        return {exporter.name: exporter for exporter in loaded if exporter is not None}

    @cached_property
    def rules(self) -> tuple[FrictionRule, ...]:
        """Every friction rule; an entry point gives a sequence of them."""
        return tuple(rule for point in self.found("visavis.rules") for rule in self._load(point) or ())

    @cached_property
    def templates(self) -> Mapping[str, Template]:
        """Templates by name; an entry point gives a sequence of them."""
        loaded = (self._load(point) or () for point in self.found("visavis.templates"))
        return {template.name: template for templates in loaded for template in templates}

    def application(self) -> Callable[[str | None], int] | None:
        """Return the function that opens the window on a file, or nothing when no window is installed."""
        for point in self.found("visavis.application"):
            return self._load(point)  # type: ignore[no-any-return]
        return None

    def _load(self, point: EntryPoint) -> Any:
        try:
            return point.load()
        except Exception as error:  # noqa: BLE001 - third-party code: whatever it raises is told, not spread
            self.failures.append(message("the plugin '{name}' ({value}) does not load: {reason}", name=point.name,
                                         value=point.value, reason=str(error).splitlines()[0] if str(error) else
                                         type(error).__name__))
            return None


def _installed(group: str) -> tuple[EntryPoint, ...]:
    return tuple(entry_points(group=group))


_PLUGINS = Plugins(_installed)


def plugins() -> Plugins:
    """Return the plugins of this installation."""
    return _PLUGINS
