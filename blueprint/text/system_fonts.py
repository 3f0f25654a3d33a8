"""Fonts of the system, for scripts that ship with no face: Chinese, Japanese, Korean and many more.

They are looked for once, where a letter first needs one, by the names of files that systems are known to have, in the
folders where fonts are kept; nothing but HarfBuzz reads them. A file that it cannot read is passed over.
`VISAVIS_SYSTEM_FONTS=none` leaves them all aside, so that the same drawing is the same bytes on every machine.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import uharfbuzz

VARIABLE = "VISAVIS_SYSTEM_FONTS"
# Between the path of a file and the number of a face in it; no shipped face has it in its name.
SEPARATOR = "#"
# Names of files, the best first: sans serif faces for Chinese, Japanese and Korean, then faces for many scripts.
_KNOWN = (
    # Linux
    "NotoSansCJK-Regular", "NotoSansCJKsc-Regular", "NotoSansSC-Regular", "SourceHanSansSC-Regular",
    "SourceHanSans-Regular", "NotoSansCJKtc-Regular", "NotoSansCJKjp-Regular", "NotoSansCJKkr-Regular",
    "wqy-microhei", "wqy-zenhei", "DroidSansFallbackFull", "NotoSerifCJK-Regular", "uming", "ukai", "TakaoPGothic",
    "ipagp", "ipag", "VL-PGothic", "NanumGothic", "UnDotum",
    # macOS
    "PingFang", "Hiragino Sans GB", "STHeiti Light", "ヒラギノ角ゴシック W3", "AppleSDGothicNeo", "AppleGothic",
    "Arial Unicode",
    # Windows
    "msyh", "msjh", "simsun", "YuGothR", "YuGothM", "meiryo", "msgothic", "malgun", "Nirmala", "LeelawUI", "seguisym",
    "seguihis", "ebrima", "gadugi", "mmrtext", "himalaya", "segoeui", "arialuni",
    # Any of them
    "DejaVuSans", "FreeSans", "unifont",
)
_FACE_FILE = re.compile(r"\.(?:ttf|otf|ttc|otc)$", re.IGNORECASE)
# One face for each script that Noto has one for.
_NOTO = re.compile(r"Noto(?:Sans|Serif)\w*-Regular", re.IGNORECASE)
_OUTLINES = frozenset({"glyf", "CFF ", "CFF2"})
# The number that a face's family has among its names (OpenType, `name`).
_FAMILY = 1
# Of the faces in one file for all of East Asia, the one for Chinese in its simplified letters.
_PREFERRED = re.compile(r"\bSC\b")


def system_face_of(codes: Sequence[int]) -> str | None:
    """Return the first face of the system that has a glyph for each code point; None where there is none."""
    for path in _font_files():
        face = _face_in(path)
        if face is not None and all(code in face[1] for code in codes):
            return face[0]
    return None


def font_folders() -> Iterator[Path]:
    """Yield the folders where this system and its user keep fonts."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111  pathlib raises where no one knows a home
    if sys.platform == "darwin":
        yield from (home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"))
    elif sys.platform == "win32":
        yield Path(os.environ.get("LOCALAPPDATA", str(home))) / "Microsoft/Windows/Fonts"
        yield Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
    else:
        yield from (home / ".fonts", Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share") / "fonts")
        for folder in (os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":"):
            yield Path(folder) / "fonts"


@lru_cache(maxsize=1)
def _font_files() -> tuple[str, ...]:
    """Return the font files to ask, in the order in which they are asked."""
    if os.environ.get(VARIABLE) == "none":
        return ()
    ranks = {name.lower(): rank for rank, name in enumerate(_KNOWN)}
    ranked = []
    for folder in filter(Path.is_absolute, font_folders()):
        for where, _, names in os.walk(folder):
            for name in names:
                stem = _FACE_FILE.sub("", name)
                rank = ranks.get(stem.lower(), len(ranks) if _NOTO.fullmatch(stem) else None)
                if stem != name and rank is not None:
                    ranked.append((rank, stem.lower(), str(Path(where) / name)))
    return tuple([path for _, _, path in sorted(ranked)])


@lru_cache(maxsize=512)
def _face_in(path: str) -> tuple[str, frozenset[int]] | None:
    """Return a file's face and its code points; None where it cannot be read, or has pictures only."""
    import uharfbuzz

    try:
        blob = uharfbuzz.Blob.from_file_path(path)
        faces = [uharfbuzz.Face(blob, number) for number in range(uharfbuzz.Face(blob).count)]
        number, face = next(filter(lambda one: _is_preferred(one[1]), enumerate(faces)), (0, faces[0]))
        if not _OUTLINES & set(face.table_tags):
            return None
        return f"{path}{SEPARATOR}{number}", frozenset(face.unicodes)
    except (OSError, ValueError, IndexError, MemoryError, uharfbuzz.HarfBuzzError):
        return None


def _is_preferred(face: uharfbuzz.Face) -> bool:
    name = face.get_name(_FAMILY)
    return name is not None and _PREFERRED.search(name) is not None
