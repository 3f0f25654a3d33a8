"""The tools of the canvas: one small state object each.

The names of `__init__.pyi` are the front door, each loaded when a hand first takes hold of something.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
