"""What can be plugged in (exporters, friction rules, templates, the window), and assessing a document with it all."""

from visavis.blueprint.registry.assessment import (
    Neighbourhood,
    Surroundings,
    assess,
    compared,
    refuse_slips,
    surroundings_of,
)
from visavis.blueprint.registry.containment import given_up
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
    "ExportJob", "ExportOption", "Exporter", "Neighbourhood", "Plugins", "Surroundings", "assess", "compared",
    "given_up", "own_templates", "plugins", "refuse_slips", "remove_template", "save_template", "surroundings_of",
    "template_name", "templates",
]
