"""Everything that can be done in a window, as targets of its one field for search and commands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtGui import QKeySequence

from visavis.blueprint import registry
from visavis.blueprint.language import LANGUAGES, Message, translator
from visavis.blueprint.storage.files import SUFFIX
from visavis.examples import example_files
from visavis.ui.canvas.keys import BINDINGS, key_text
from visavis.ui.canvas.overlays.spotlight import Facet
from visavis.ui.fields.choices import choices
from visavis.ui.kit.i18n import language, tr
from visavis.ui.window.dialogs import Dialogs
from visavis.ui.window.search_field import SearchTarget
from visavis.ui.window.window_parts import WindowParts

_NATIVE = QKeySequence.SequenceFormat.NativeText


def list_commands(window: WindowParts, dialogs: Dialogs) -> Iterator[SearchTarget]:
    """Yield what can be done now: actions, keys, formats, templates, examples and recent files."""
    yield from _actions(window)
    yield from _keys(window)
    yield from _spotlight_targets(window)
    for name, exporter in registry.plugins().exporters.items():
        yield _target(tr("Export"), exporter.title, partial(dialogs.export_as, name))
    for name, importer in registry.plugins().importers.items():
        yield _target(tr("Import"), importer.title, partial(dialogs.import_as, name))
    for name, template in registry.templates().items():
        also = " ".join(template.title.values())
        yield SearchTarget(template.title[language()], tr("New from template"), partial(window.file.new, name), also)
    for name, template in registry.own_templates().items():
        yield SearchTarget(template.title[language()], tr("Delete the template"),
                           partial(dialogs.remove_template, name))
    for path in example_files():
        yield SearchTarget(path.name.removesuffix(SUFFIX), tr("Example"),
                           partial(window.file.open, path, example=True))
    for path in window.file.recent:
        yield SearchTarget(path.name.removesuffix(SUFFIX), str(path.parent), partial(window.file.open, path))


def _actions(window: WindowParts) -> Iterator[SearchTarget]:
    table = window.actions_table
    for name, action in table.by_name.items():
        if action.isEnabled():
            # What says on itself what it will do, as undoing does, has no other word in its menu.
            words = tr(table.title(name)) if table.specs[name].label else action.text().partition("\t")[0]
            yield SearchTarget(words.replace("&", ""), action.shortcut().toString(_NATIVE), action.trigger,
                               _other_names(table.title(name)))


def _keys(window: WindowParts) -> Iterator[SearchTarget]:
    """Yield the keys of the canvas that no menu shows."""
    for binding in BINDINGS:
        if f"{binding.method}:{binding.argument or ''}" not in window.actions_table.by_name:
            yield _target(key_text(binding.keys[0]) if binding.keys else "", binding.title,
                          partial(window.canvas.perform, binding))


def _spotlight_targets(window: WindowParts) -> Iterator[SearchTarget]:
    """Yield what can be looked at alone: each persona, lane, phase and used channel of the document."""
    document, light = window.bridge.document, window.canvas.spotlight.show_only
    used = {step.channel for step in document.steps}
    facets = {
        Facet.PERSONA: [(persona.id, persona.name) for persona in document.head.personas],
        Facet.LANE: [(lane.id, lane.name) for lane in document.head.lanes],
        Facet.PHASE: [(phase.id, phase.name) for phase in document.head.phases],
        Facet.CHANNEL: [(name, words) for name, words in choices("channel", document) if name in used],
    }
    for facet, things in facets.items():
        for name, words in things:
            yield SearchTarget(" ".join(words.split())[:120], tr("Isolate"), partial(light, facet, name))


def _target(aside: str, title: Message | str, act: Callable[[], object]) -> SearchTarget:
    return SearchTarget(tr(title), aside, act, _other_names(title))


def _other_names(title: Message | str) -> str:
    """Return what a thing is called in the other languages: people know a name from a colleague's screen."""
    return " ".join(translator(tag)(title) for tag in LANGUAGES if tag != language())
