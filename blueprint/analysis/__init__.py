"""What is computed of a document: journeys, measures of both sides, frictions.

The names of `__init__.pyi` are the front door, each loaded from its module when it is first asked for: who reads a
figure does not load the rules. Words for figures and reports as JSON stand in modules of their own.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
