"""Editing: commands on an edit session, with undo; every state is valid.

The names of `__init__.pyi` are the front door, each loaded from its module when it is first asked for. The commands
have a front door of their own, `visavis.blueprint.editing.commands`.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
