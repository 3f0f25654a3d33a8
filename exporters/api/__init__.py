"""Vis-à-vis from Python: read a service blueprint, measure it, find its frictions, change it and export it.

    import visavis

    document = visavis.load("examples/apa-a-domicile.blueprint.json")
    for finding in visavis.check(document).open[:3]:
        print(visavis.tell(finding.message, "fr"))
    visavis.save_export(document, "poster", "apa.pdf")

Every name below is described in docs/api.md. What is not listed in `__all__` may change in any version. Nothing is
loaded before it is used: `import visavis` takes about as long as an empty module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from visavis.blueprint.analysis import Comparison, Finding, FrictionReport, Measures
    from visavis.blueprint.editing import EditSession
    from visavis.blueprint.model import BlueprintDocument, BlueprintError
    from visavis.blueprint.registry import ContentChoice
    from visavis.functions import (
        check,
        compare,
        edit,
        export,
        from_graph,
        graph,
        load,
        measure,
        save,
        save_export,
        tell,
    )

__all__ = [
    "BlueprintDocument", "BlueprintError", "Comparison", "ContentChoice", "EditSession", "Finding", "FrictionReport",
    "Measures", "check", "compare", "edit", "export", "from_graph", "graph", "load", "measure", "save",
    "save_export", "tell",
]

_HOMES = {
    "BlueprintDocument": "visavis.blueprint.model",
    "BlueprintError": "visavis.blueprint.model",
    "Comparison": "visavis.blueprint.analysis.redesign.comparison",
    "ContentChoice": "visavis.blueprint.registry",
    "EditSession": "visavis.blueprint.editing",
    "Finding": "visavis.blueprint.analysis.frictions.finding",
    "FrictionReport": "visavis.blueprint.analysis.frictions.report",
    "Measures": "visavis.blueprint.analysis.figures",
}


def __getattr__(name: str) -> Any:
    """Load a name of the API when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module 'visavis' has no attribute '{name}'")
    from importlib import import_module

    value = getattr(import_module(_HOMES.get(name, "visavis.functions")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
