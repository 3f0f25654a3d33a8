"""Where everything stands: lanes × phases × columns, and flows that cross no card and no label.

The names of `__init__.pyi` are the front door, each loaded from its module when it is first asked for.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
