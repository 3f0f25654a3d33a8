"""What must be there for a test to go on, said once for the reader and for the type checker."""

from __future__ import annotations

from typing import Any, TypeVar, overload

_T = TypeVar("_T")


@overload
def need(found: _T | None) -> _T: ...


@overload
def need(found: Any, kind: type[_T]) -> _T: ...


def need(found: Any, kind: type[Any] = object) -> Any:
    """Return what was found, which must be there, and of this kind; the test fails otherwise."""
    assert found is not None
    assert isinstance(found, kind), type(found)
    return found


def see(value: _T) -> _T:
    """Return a value as it is now: the type checker does not take it to be the same after what comes next."""
    return value
