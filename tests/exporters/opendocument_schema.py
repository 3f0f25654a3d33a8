"""The schemas of OpenDocument 1.3, as a judge: OASIS publishes them, and they are no part of the project.

They are looked for where `VISAVIS_SCHEMAS` says, or beside the project in `shared/data/schemas`.
"""

from __future__ import annotations

import io
import os
from functools import lru_cache
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

MAIN, MANIFEST = "OpenDocument-v1.3-schema.rng", "OpenDocument-v1.3-manifest-schema.rng"
PARTS = {"content.xml": MAIN, "styles.xml": MAIN, "meta.xml": MAIN, "settings.xml": MAIN, "META-INF/manifest.xml": MANIFEST}
FULL_PATH = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}full-path"


@lru_cache(maxsize=2)
def schema(name: str) -> etree.RelaxNG:
    """Return a schema; skip the test where there is none."""
    beside = [parent / "shared" / "data" / "schemas" for parent in Path(__file__).parents]
    for folder in (Path(os.environ.get("VISAVIS_SCHEMAS", "")), *beside):
        if (folder / name).is_file():
            return etree.RelaxNG(etree.parse(folder / name))
    pytest.skip(f"{name} of OASIS is not here (VISAVIS_SCHEMAS names its folder)")


def faults(content: bytes) -> list[str]:
    """Return what the schemas find wrong in the parts of a file, and parts that its list of them does not know."""
    found: list[str] = []
    with ZipFile(io.BytesIO(content)) as parts:
        names = parts.namelist()
        listed = {entry.get(FULL_PATH) for entry in etree.fromstring(parts.read("META-INF/manifest.xml"))} - {"/"}
        found += [f"{name}: listed and not there, or there and not listed"
                  for name in listed ^ (set(names) - {"mimetype", "META-INF/manifest.xml"})]
        for name, judge in PARTS.items():
            if name == "settings.xml" and name not in names:
                continue
            checked = schema(judge)
            if not checked.validate(etree.fromstring(parts.read(name)).getroottree()):
                found += [f"{name}: {entry.message}" for entry in checked.error_log]
    return found
