"""The schemas of OpenDocument 1.3, as the judge of what is written for LibreOffice and public offices."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

ROOT = Path(__file__).parents[2]
# Schemas of others lie beside the project, where there are any: they are no part of it.
SCHEMAS = ROOT.parent / "shared" / "data" / "schemas"
PARTS = ("content.xml", "meta.xml", "settings.xml", "styles.xml")


@cache
def _schema(name: str) -> etree.RelaxNG:
    path = SCHEMAS / f"OpenDocument-v1.3-{name}.rng"
    if not path.exists():
        pytest.skip(f"the OASIS schema {path.name} is not here")
    return etree.RelaxNG(etree.parse(path))


def faults_of(content: bytes) -> list[str]:
    """Return what the schemas of ODF 1.3 say against a file, its parts and its list of them; nothing where it holds."""
    faults = []
    with ZipFile(io.BytesIO(content)) as parts:
        assert parts.namelist()[0] == "mimetype", "what it is comes first"
        for name in (*PARTS, "META-INF/manifest.xml"):
            schema = _schema("manifest-schema" if name.startswith("META") else "schema")
            if not schema.validate(etree.fromstring(parts.read(name))):
                faults += [f"{name}: {each.message}" for each in schema.error_log]
        listed = etree.fromstring(parts.read("META-INF/manifest.xml"))
        paths = {each.get("{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}full-path") for each in listed} - {"/"}
        faults += [f"listed and not there, or there and not listed: {name}"
                   for name in paths ^ (set(parts.namelist()) - {"mimetype", "META-INF/manifest.xml"})]
    return faults
