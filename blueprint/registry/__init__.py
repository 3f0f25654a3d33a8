"""What can be plugged in (exporters, friction rules, templates, the window), and assessing a document with it all."""

from visavis.blueprint.registry.assessment import (
    Neighbourhood,
    Surroundings,
    assess,
    compare_redesign,
    refuse_slips,
    surroundings_of,
)
from visavis.blueprint.registry.containment import give_up_when
from visavis.blueprint.registry.export_formats import Exporter, ExportJob, ExportOption
from visavis.blueprint.registry.own_templates import (
    own_templates,
    remove_template,
    save_template,
    template_name,
    templates,
)
from visavis.blueprint.registry.plugins import Plugins, plugins

__all__ = [
    "ExportJob", "ExportOption", "Exporter", "Neighbourhood", "Plugins", "Surroundings", "assess", "compare_redesign",
    "give_up_when", "own_templates", "plugins", "refuse_slips", "remove_template", "save_template", "surroundings_of",
    "template_name", "templates",
]
