"""Names of files that are proposed for documents: what people call them, and nothing that a file system refuses.

What Windows refuses is told in Microsoft's "Naming Files, Paths, and Namespaces".
"""

from __future__ import annotations

import unicodedata

# Signs that some file system gives a meaning; each becomes a hyphen.
_MEANT = '/\\:*?"<>|'
# What Windows takes for a device, with any suffix.
_PORTS = (f"{port}{number}" for port in ("com", "lpt") for number in range(10))
_DEVICES = frozenset({"con", "prn", "aux", "nul", *_PORTS})
# Most file systems take 255 bytes; suffixes and numbers of copies come after the name.
MOST_BYTES = 160


def file_name_of(title: str, otherwise: str = "blueprint") -> str:
    """Return a title as the name of a file, without a suffix: one line, never a path, never hidden, never empty.

    `otherwise` is the name where no letter is left.
    """
    plain = "".join("-" if sign in _MEANT else sign if _is_shown(sign) else " "
                    for sign in unicodedata.normalize("NFC", title))
    name = _shorten(" ".join(plain.split())).strip(". -")
    if not any(sign.isalnum() for sign in name):
        return otherwise
    return f"{name}-" if name.split(".")[0].rstrip().lower() in _DEVICES else name


def slug_of(text: str, otherwise: str = "blueprint") -> str:
    """Return a text as a part of a file's name that needs no quotes anywhere: small letters and figures, hyphens.

    Letters lose their accents; those of other scripts stay. `otherwise` is what is left where no letter is.
    """
    plain = unicodedata.normalize("NFKD", file_name_of(text, "").casefold().replace("œ", "oe").replace("æ", "ae"))
    bare = unicodedata.normalize("NFC", "".join(sign for sign in plain if not unicodedata.combining(sign)))
    return "-".join("".join(sign if sign.isalnum() else " " for sign in bare).split()) or otherwise


def _is_shown(sign: str) -> bool:
    """Return whether a sign may stand in a name: no control, no half of a pair, nothing that turns the text round."""
    return unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def _shorten(name: str) -> str:
    """Return as much of a name as may be, whole words where there are some."""
    if len(name.encode()) <= MOST_BYTES:
        return name
    short = name.encode()[:MOST_BYTES].decode(errors="ignore")
    return short.rsplit(" ", 1)[0] if " " in short else short
