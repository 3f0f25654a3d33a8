"""What can be plugged in (formats, friction rules, templates, scripts, the window), and assessing with it all."""

from visavis.blueprint.registry.assessment import (
    Neighbourhood,
    assess,
    compare_redesign,
    refuse_slips,
    surroundings_of,
)
from visavis.blueprint.registry.containment import give_up_when
from visavis.blueprint.registry.export_formats import Exporter, ExportJob, ExportOption, Surroundings
from visavis.blueprint.registry.format_options import FormatOption, abbreviations, as_written, initial_values
from visavis.blueprint.registry.import_formats import Importer, find_losses, import_document, importers_of
from visavis.blueprint.registry.own_templates import (
    own_templates,
    remove_template,
    save_template,
    template_name,
    templates,
)
from visavis.blueprint.registry.plugins import Plugins, plugins

__all__ = [
    "ExportJob", "ExportOption", "Exporter", "FormatOption", "Importer", "Neighbourhood", "Plugins", "Surroundings",
    "abbreviations", "as_written", "assess", "compare_redesign", "find_losses", "give_up_when", "import_document",
    "importers_of", "initial_values", "own_templates", "plugins", "refuse_slips", "remove_template", "save_template",
    "surroundings_of", "template_name", "templates",
]
