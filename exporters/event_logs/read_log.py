"""A file of events, of whichever kind it is."""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO, cast

from visavis.blueprint.analysis.observed.log_events import LogEvent
from visavis.blueprint.language import message
from visavis.blueprint.model import BlueprintError
from visavis.blueprint.storage.system_reasons import reason_of
from visavis.exporters.event_logs.csv_events import read_csv_events, split_header
from visavis.exporters.event_logs.xes_events import read_xes_events

# Bytes by which the kind and the encoding are recognised.
_FIRST = 64 * 1024
_ZIPPED = b"\x1f\x8b"
_XES = re.compile(rb"<(?:[\w.-]+:)?log[\s>]")
_Stream = io.BufferedReader | gzip.GzipFile


@contextmanager
def open_log(path: Path, said: Mapping[str, str], skipped: list[int]) -> Iterator[Iterator[LogEvent]]:
    """Yield the events of a CSV or XES file, `.gz` or not, as they are read.

    `said` names columns of a CSV (`find_columns`); rows that are no events are added to `skipped`.
    Raises BlueprintError that names the file.
    """
    try:
        with path.open("rb") as file:
            zipped = file.read(2) == _ZIPPED
            file.seek(0)
            # A zipped log of any size is read as a stream: none of it is held.
            with gzip.GzipFile(fileobj=file) if zipped else nullcontext(file) as stream:
                yield _told(path, _events(stream, said, skipped))
    except (OSError, EOFError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else message("it ends too early")
        raise BlueprintError(message("{file}: cannot be read ({reason})", file=str(path), reason=reason)) from None


@contextmanager
def open_log_content(content: bytes, said: Mapping[str, str], skipped: list[int]) -> Iterator[Iterator[LogEvent]]:
    """Yield the events of a log that is held in memory, as `open_log` does of a file. Raises BlueprintError."""
    try:
        with _open_content(content) as stream:
            yield _events(stream, said, skipped)
    except (OSError, EOFError):
        raise BlueprintError(message("this zipped log is damaged, or ends too early")) from None
    except UnicodeError:
        raise BlueprintError(message("this is not text in UTF-8, UTF-16 or as Windows writes it")) from None


def read_log_header(content: bytes) -> list[str]:
    """Return the headings of a log that is a table; none for XES, and for what cannot be read."""
    try:
        with _open_content(content) as stream:
            first = stream.peek(_FIRST)[:_FIRST]
        text = first.decode(_encoding(first), "replace")
    except (OSError, EOFError, UnicodeError):
        return []
    lines = text.lstrip("\ufeff").splitlines()
    return split_header(lines[0]) if lines and not is_markup(first) else []


def is_xes(content: bytes) -> bool:
    """Return whether a file is XML whose root is a log."""
    try:
        with _open_content(content) as stream:
            first = stream.peek(_FIRST)[:_FIRST]
    except (OSError, EOFError):
        return False
    return is_markup(first) and _XES.search(first) is not None


def is_markup(first: bytes) -> bool:
    """Return whether a file that begins so is XML."""
    return first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _open_content(content: bytes) -> _Stream:
    held = io.BytesIO(content)
    if content.startswith(_ZIPPED):
        return gzip.GzipFile(fileobj=held)
    # A buffer asks for no more than it has: any stream of bytes does.
    return io.BufferedReader(cast("io.RawIOBase", held))


def _told(path: Path, events: Iterator[LogEvent]) -> Iterator[LogEvent]:
    try:
        yield from events
    except BlueprintError as error:
        raise BlueprintError(message("{file}: {fault}", file=str(path), fault=error.message)) from None
    except UnicodeError:
        raise BlueprintError(message("{file}: this is not text in UTF-8, UTF-16 or as Windows writes it",
                                     file=str(path))) from None


def _events(stream: _Stream, said: Mapping[str, str], skipped: list[int]) -> Iterator[LogEvent]:
    first = stream.peek(_FIRST)
    if is_markup(first):
        yield from read_xes_events(cast("IO[bytes]", stream), skipped)
        return
    lines = io.TextIOWrapper(cast("IO[bytes]", stream), _encoding(first), newline="")
    try:
        yield from read_csv_events(lines, said, skipped)
    finally:
        # The file is closed by who opened it.
        lines.detach()


def _encoding(first: bytes) -> str:
    """Return how a text is written: as its first bytes say, UTF-8 where these are, else as Windows writes French."""
    if first.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        # The last letter may be cut.
        first[:_FIRST - 4].decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "utf-8-sig" if error.start > len(first) - 4 else "cp1252"
    return "utf-8-sig"
