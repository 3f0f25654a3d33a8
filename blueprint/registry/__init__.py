"""What can be plugged in: exporters, friction rules, templates and the application window, found by entry point."""

from blueprint.registry.formats import Exporter, ExportJob, ExportOption
from blueprint.registry.plugins import Plugins, plugins

__all__ = ["ExportJob", "ExportOption", "Exporter", "Plugins", "plugins"]
