r"""Where text goes to a terminal: nothing in it may steer the terminal, and a stream that takes nothing is told.

Titles, ids and names of files come from files that anyone may have written. What moves the cursor, changes colours
or turns the order of letters round is written as `\u001b`, which people can see and JSON can read back.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from typing import IO, Any, cast

# All control characters but tab and line feed; line and paragraph separators; what embeds, overrides or isolates a
# direction; halves of characters.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class TerminalColour(Enum):
    """The colours in which lines are written, by the numbers of ECMA-48 (select graphic rendition)."""

    BOLD = 1
    RED = 31
    GREEN = 32
    YELLOW = 33


class OutputLost(Exception):
    """The standard output takes nothing any more; `error` is the system's, None where it was always closed."""

    def __init__(self, error: OSError | None) -> None:
        super().__init__(error)
        self.error = error


def make_visible(text: str) -> str:
    """Return the text with everything that would steer a terminal in a form that can be seen."""
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


class Terminal:
    """A standard stream that text goes through. `is_needed` says that what cannot be written must be told.

    When the reader has gone (`visavis check … | head`), what is still written is dropped: it had what it wanted, and
    the exit status is that of the work.
    """

    def __init__(self, stream: IO[str] | None, *, is_needed: bool) -> None:
        self._stream = stream
        self._is_needed = is_needed
        self._is_gone = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    @property
    def buffer(self) -> Terminal:
        """The stream for bytes, which go through as they are, except onto a screen."""
        return self

    def write(self, text: str | bytes) -> int:
        """Write text made visible, or bytes; raises OutputLost."""
        if isinstance(text, str):
            self._attempt(lambda stream: stream.write(make_visible(text)))
        else:
            self._attempt(lambda stream: _write_bytes(stream, text))
        return len(text)

    def write_painted(self, text: str, ink: TerminalColour) -> None:
        """Write text made visible in a colour, which is the only thing that steers; raises OutputLost."""
        body = make_visible(text.rstrip("\n"))
        ends = "\n" * (len(text) - len(text.rstrip("\n")))
        self._attempt(lambda stream: stream.write(f"\x1b[{ink.value}m{body}\x1b[0m{ends}"))

    def writelines(self, lines: list[str]) -> None:
        """Write one text after the other; raises OutputLost."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Hand on what was written; raises OutputLost."""
        if self._stream is not None:
            self._attempt(lambda stream: stream.flush())

    def _attempt(self, action: Any) -> None:
        if self._is_gone:
            return
        try:
            if self._stream is None:
                raise OutputLost(None)
            action(self._stream)
        except BrokenPipeError:
            self._detach()
        except OSError as error:
            self._detach()
            if self._is_needed:
                raise OutputLost(error) from None
        except OutputLost:
            if self._is_needed:
                raise

    def _detach(self) -> None:
        """Write nothing more; what is still in the stream must not be tried again when the program ends."""
        self._is_gone = True
        with suppress(OSError, ValueError, AttributeError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, cast("IO[str]", self._stream).fileno())
            os.close(nowhere)


@contextmanager
def terminals() -> Iterator[None]:
    """Let text go through terminals inside this block."""
    before = sys.stdout, sys.stderr
    for stream in before:
        if hasattr(stream, "reconfigure"):
            # A narrow no-break space must not stop a terminal that cannot show it.
            stream.reconfigure(errors="replace")
    sys.stdout = cast("Any", Terminal(before[0], is_needed=True))
    sys.stderr = cast("Any", Terminal(before[1], is_needed=False))
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def write_painted(stream: object, text: str, ink: TerminalColour, *, is_painted: bool) -> None:
    """Write text to a standard stream, in a colour where that is asked for."""
    if is_painted and isinstance(stream, Terminal):
        stream.write_painted(text, ink)
    else:
        cast("IO[str]", stream).write(text)


def _write_bytes(stream: IO[str], content: bytes) -> None:
    if stream.isatty():
        # No one keeps what they write onto a screen: there it is a text like any other.
        stream.write(make_visible(content.decode("utf-8", "replace")))
        return
    stream.flush()
    binary: IO[bytes] = cast("Any", stream).buffer
    binary.write(content)
    binary.flush()
