"""What can be plugged in (formats, friction rules, templates, scripts, the window), and assessing with it all.

The names of `__init__.pyi` are the front door, each loaded from its module when it is first asked for.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
