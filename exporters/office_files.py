"""What files for offices share: no dates, so that the same page is the same file, and how they name a language.

Word processors, spreadsheets and slides are archives of XML alike.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

# The first date that an archive can hold (APPNOTE 6.3.10, 4.4.6): no date of a part means anything to a reader.
FIRST_DATE = (1980, 1, 1, 0, 0, 0)
# What an OpenDocument says of itself comes first, and is not compressed (ODF 1.3, part 2, 3.3).
KIND = "mimetype"
# Nor does that of a file: the record says of when the blueprint is.
NO_DATE = datetime(2000, 1, 1)
# A font that every office has.
FONT = "Arial"
# The most characters that Excel takes in one cell, as UTF-16 counts them; longer ones make it mend the file.
MOST_IN_CELL = 32_767
# A language with the country whose spelling is checked.
TAGS = {"fr": "fr-FR", "en": "en-GB"}


def language_tag(language: str) -> str:
    """Return a language as office files name it, with a country."""
    return TAGS.get(language, language)


def steady_zip(content: bytes) -> bytes:
    """Return an archive with its parts in a fixed order and without dates."""
    with ZipFile(io.BytesIO(content)) as source:
        return zip_parts({name: source.read(name) for name in source.namelist() if not name.endswith("/")})


def zip_parts(parts: Mapping[str, bytes]) -> bytes:
    """Return parts by name as an archive, in a fixed order and without dates."""
    target = io.BytesIO()
    with ZipFile(target, "w") as made:
        for name in sorted(parts, key=lambda name: (name != KIND, name)):
            about = ZipInfo(name, FIRST_DATE)
            about.compress_type = ZIP_STORED if name == KIND else ZIP_DEFLATED
            # Regular file, rw-r--r--: what the system that made it would have asked for.
            about.external_attr = 0o644 << 16
            about.create_system = 3
            made.writestr(about, parts[name])
    return target.getvalue()
