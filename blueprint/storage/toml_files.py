"""Files in TOML, read into a model; what is wrong with one is told in a line that names the file and the place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from visavis.blueprint.language import Message, MessageList, message
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.storage.system_reasons import reason_of
from visavis.blueprint.storage.validation_messages import problems_of

# Bytes: far more than anyone writes by hand.
LARGEST_TOML = 1_000_000


class TomlPart(BaseModel):
    """A table of such a file: it has no key but those that it names."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, defer_build=True)


Part = TypeVar("Part", bound=TomlPart)


def read_toml(path: Path, model: type[Part], example: str) -> Part:
    """Return what a file says; `example` is a line of such a file, shown to those whose own line is no TOML.

    Raises BlueprintError naming the file, the place in it and what is wrong.
    """
    found: dict[str, Any] = {}
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_TOML + 1)
        if len(content) > LARGEST_TOML:
            raise RecursionError
        found = tomllib.loads(content.decode("utf-8-sig"))
        return model.model_validate(found)
    except OSError as error:
        raise BlueprintError(message("{file}: cannot be read ({reason})", file=str(path),
                                     reason=reason_of(error))) from error
    except UnicodeDecodeError as error:
        fault = message("byte {position} is not UTF-8 text", position=error.start)
    except tomllib.TOMLDecodeError as error:
        fault = describe_syntax(str(error), example)
    except ValidationError as error:
        fault = describe_fault(error, found, model)
    except (ValueError, RecursionError):
        # Nested without end, or a number of thousands of digits.
        fault = message("it is larger than anyone writes settings")
    raise BlueprintError(message("{file}: {fault}", file=str(path), fault=fault))


def describe_syntax(said: str, example: str) -> Message:
    """Return where a text is not TOML by what its reader `said`, which says why in English only."""
    position = re.search(r"at line (\d+), column (\d+)", said)
    if position is None:
        return message("it ends too early: a value or a bracket is missing")
    return message("line {line}, column {column}: this is not TOML (texts go between quotes, as in {example})",
                   line=int(position[1]), column=int(position[2]), example=example)


def describe_fault(error: ValidationError, found: dict[str, Any], model: type[TomlPart]) -> Message:
    """Return the first mistake in words, with its place; a wrong key with those that there are, the nearest first."""
    wrong_keys = [detail for detail in error.errors(include_url=False, include_input=False)
                  if detail["type"] == "extra_forbidden"]
    if not wrong_keys:
        return problems_of(error, "graph", {"graph": found})[0].fault
    *path, key = (str(part) for part in wrong_keys[0]["loc"])
    known = list(_model_at(model, path).model_fields)
    return describe_strange_key(key, known, ".".join((*path, key)))


def describe_strange_key(key: str, known: Sequence[str], place: str = "") -> Message:
    """Return that a key (at a `place`) is none of those that are known, with the nearest of them."""
    close = get_close_matches(key, known, n=1)
    key_path, listed = place or key, MessageList(tuple(known))
    if close:
        return message("'{place}' is not a setting; did you mean '{close}'? There are {listed}", place=key_path,
                       close=close[0], listed=listed)
    return message("'{place}' is not a setting; there are {listed}", place=key_path, listed=listed)


def _model_at(model: type[TomlPart], path: Sequence[str]) -> type[TomlPart]:
    """Return the table that a path leads to: the first model that the field's own type holds."""
    for key in path:
        field = model.model_fields.get(key)
        if field is not None:
            model = next(_models_in(field.annotation), model)
    return model


def _models_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, TomlPart):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _models_in(inner)
