"""The commands: frozen intents, one module a topic; `__init__.pyi` is their list."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
