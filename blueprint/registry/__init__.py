"""What can be plugged in (exporters, friction rules, templates, the window), and assessing a document with it all."""

from blueprint.registry.assessment import Neighbourhood, Surroundings, assess, compared, surroundings_of
from blueprint.registry.formats import Exporter, ExportJob, ExportOption
from blueprint.registry.plugins import Plugins, plugins

__all__ = ["ExportJob", "ExportOption", "Exporter", "Neighbourhood", "Plugins", "Surroundings", "assess", "compared",
           "plugins", "surroundings_of"]
