"""The file: canonical bytes, refusals in words, atomic saves."""

from visavis.blueprint.storage.codec import decode, encode
from visavis.blueprint.storage.files import BlueprintFileError, StoredDocument, digest, load, save, save_bytes
from visavis.blueprint.storage.schema import document_schema

__all__ = [
    "BlueprintFileError", "StoredDocument", "decode", "digest", "document_schema", "encode", "load", "save",
    "save_bytes",
]
