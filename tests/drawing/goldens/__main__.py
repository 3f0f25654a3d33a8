"""Make the goldens again: `make goldens`, or `python -m tests.drawing.goldens [name …]`; for developers.

Look at the difference before it is kept: a golden says what people see, not what is right.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tests.drawing.goldens.drawings import DRAWINGS
from tests.drawing.goldens.files import FOLDER, golden_file


def main(names: Sequence[str]) -> int:
    """Write the goldens of some drawings, or of all; return 2 when one of the names is that of no drawing."""
    unknown = [name for name in names if name not in DRAWINGS]
    if unknown:
        print(f"no such golden: {', '.join(unknown)}; there are {', '.join(DRAWINGS)}", file=sys.stderr)  # noqa: T201
        return 2
    for name in names or DRAWINGS:
        golden_file(name).write_text(DRAWINGS[name](), encoding="utf-8", newline="\n")
    for file in FOLDER.glob("*.txt"):
        if file.stem not in DRAWINGS:
            file.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
