"""What can be written in place: steps (`steps`), and labels, names and notes (`texts`).

The names of `__init__.pyi` are the front door, each loaded when someone begins to write.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
