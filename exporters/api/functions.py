"""The functions of `import visavis`: each is one call into the same code that the window and the command line use."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from os import fspath
from pathlib import Path
from typing import TYPE_CHECKING

from visavis.blueprint.analysis.simulation.run_limits import DEFAULT_SEED
from visavis.blueprint.language import Message, message, translator
from visavis.blueprint.model import BlueprintDocument, BlueprintError
from visavis.blueprint.model.problems import describe_missing

if TYPE_CHECKING:
    from os import PathLike

    import networkx as nx

    from visavis.blueprint.analysis import Comparison, FrictionReport, Measures
    from visavis.blueprint.editing import EditSession
    from visavis.blueprint.registry import ContentChoice, Exporter


def load(path: str | PathLike[str]) -> BlueprintDocument:
    """Read a `.blueprint.json` file. Raises BlueprintError with one line that says where it is wrong."""
    from visavis.blueprint.storage import load as load_file

    return load_file(Path(path)).document


def save(document: BlueprintDocument, path: str | PathLike[str]) -> None:
    """Write a document in canonical form, all or nothing. Raises BlueprintError with the old file as it was."""
    from visavis.blueprint.storage import save as save_file

    save_file(document, Path(path))


def graph(document: BlueprintDocument) -> nx.MultiDiGraph:
    """Return the frozen networkx graph of a document: nodes by step id, edges by flow key, the rest in `graph`.

    Attributes are those of the file; `from_graph` is the way back.
    """
    from visavis.blueprint.graph import to_graph

    return to_graph(document)


def from_graph(given: nx.MultiDiGraph) -> BlueprintDocument:
    """Return the document of a graph. Raises BlueprintError naming what is wrong in it."""
    from visavis.blueprint.graph import from_graph as document_of

    return document_of(given)


def check(document: BlueprintDocument, *, path: str | PathLike[str] | None = None,
          rules: str | None = None) -> FrictionReport:
    """Return the frictions of a document, ranked, and which rules could not be judged for lack of figures.

    `path` is the file the document lives in: the organisation's `visavis.toml` and the blueprint that it redesigns
    are looked for beside it. `rules` names a rule set that goes before the document's own. Raises BlueprintError.
    """
    from dataclasses import replace

    from visavis.blueprint.registry import assess, surroundings_of

    around = surroundings_of(Path(path) if path is not None else None, document)
    return assess(document, replace(around, rules=_rule_set(rules))).frictions


def measure(document: BlueprintDocument, *, runs: int | None = None, seed: int = DEFAULT_SEED,
            queues: bool = False) -> Measures:
    """Return the measures of everybody and of each persona: minutes of work on each side, elapsed time, outcomes.

    They are exact where that is possible, and simulated with `runs` journeys from `seed` where it is asked for or
    nothing else works; simulated figures tell their standard error. With `queues` cases wait for each other. A
    figure that rests on what no one gave is None.
    """
    from visavis.blueprint.analysis import measure_all

    return measure_all(document, runs=runs, seed=seed, queues=queues)


def compare(as_is: BlueprintDocument, to_be: BlueprintDocument, *, rules: str | None = None) -> Comparison:
    """Return what a redesign does to both sides, for everybody and for each persona. Raises BlueprintError."""
    from visavis.blueprint.registry import Surroundings, compare_redesign

    return compare_redesign(as_is, to_be, Surroundings(rules=_rule_set(rules)))


def export(document: BlueprintDocument, to: str, *, path: str | PathLike[str] | None = None,
           as_is: BlueprintDocument | None = None, language: str | None = None,
           options: Mapping[str, str] | None = None, choice: ContentChoice | None = None,
           brand: str | PathLike[str] | None = None) -> bytes:
    """Return a document as the bytes of one export format: "poster", "spec", "svg" and what else is installed.

    `options` are those that `visavis formats` lists; `language` is "fr" or "en", the document's own unless told.
    `as_is` is the blueprint it redesigns; without it, it is looked for beside `path`. `choice` names the personas,
    phases, lanes and journeys to be shown (all, unless told), or asks for the internal version. `brand` is the brand
    kit to draw with: its file, its folder, or the name of one of the user's own. Raises BlueprintError for an unknown
    format or option, a kit with a mistake in it, and where this document cannot be exported so.
    """
    from dataclasses import replace

    from visavis.blueprint.registry import WHOLE, assess, load_kit, make_job, surroundings_of

    exporter = _exporter(to)
    language = language or document.head.language
    chosen = _options(exporter, options or {}, language)
    around = surroundings_of(Path(path) if path is not None else None, document)
    if as_is is not None:
        from visavis.blueprint.analysis import context_of

        around = replace(around, before=context_of(as_is))
    if brand is not None:
        around = replace(around, brand=load_kit(fspath(brand)))
    return exporter.export(make_job(document, assess(document, around), language, chosen, around, choice or WHOLE))


def save_export(document: BlueprintDocument, to: str, path: str | PathLike[str], *,
                as_is: BlueprintDocument | None = None, language: str | None = None,
                options: Mapping[str, str] | None = None, choice: ContentChoice | None = None,
                brand: str | PathLike[str] | None = None) -> None:
    """Write what `export` returns to a file, all or nothing. An existing file is replaced. Raises BlueprintError."""
    from visavis.blueprint.storage import save_bytes

    save_bytes(export(document, to, as_is=as_is, language=language, options=options, choice=choice,
                      brand=brand), Path(path))


def edit(document: BlueprintDocument) -> EditSession:
    """Return an edit session on a document: `do` a command, `undo`, `redo`, subscribe.

    The commands are those of `visavis.blueprint.editing.commands`. The document itself never changes; the session's
    `document` is the one as it is now.
    """
    from visavis.blueprint.editing import EditSession

    return EditSession(document)


def tell(text: Message, language: str = "en") -> str:
    """Return a message (of a finding, a verdict, an error) as text in a language: "fr" or "en"."""
    return translator(language)(text)


def _rule_set(name: str | None) -> str | None:
    from visavis.blueprint.analysis import set_names
    from visavis.blueprint.registry import plugins

    if name is not None:
        _refuse_unknown(message("rule set"), name, set_names(plugins().rules))
    return name


def _exporter(name: str) -> Exporter:
    from visavis.blueprint.registry import plugins

    known = plugins().exporters
    _refuse_unknown(message("format"), name, known)
    return known[name]


def _options(exporter: Exporter, given: Mapping[str, str], language: str) -> Mapping[str, str]:
    from visavis.blueprint.registry import initial_values

    known = {option.name: option for option in exporter.options}
    for name, value in given.items():
        _refuse_unknown(message("option of {format}", format=exporter.name), name, known)
        if known[name].choices:
            _refuse_unknown(message("{option} of {format}", option=name, format=exporter.name), value,
                            known[name].choices)
    return initial_values(exporter.options, language) | dict(given)


def _refuse_unknown(what: Message, name: str, known: Collection[str]) -> None:
    if name not in known:
        raise BlueprintError(describe_missing(what, name, known))
