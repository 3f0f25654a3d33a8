"""A page in a real browser: what a script finds on it, at some width."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.exporters.rasters import CHROMIUM

_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
_RESULT = re.compile(r'data-found="([^"]*)"')


def ask_page(page: bytes, script: str, folder: Path, *, width: int = 1366, library: str = "") -> Any:
    """Return what an asynchronous function's body returns in Chromium; its policy would let no script of ours in."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("chromium is not installed")
    asked = (f"<script>{library}</script><script>(async function(){{ {script} }})().then(function(found){{"
             "document.documentElement.setAttribute('data-found', JSON.stringify(found));});</script>")
    file = folder / "page.html"
    file.write_bytes(_POLICY.sub(b"", page).replace(b"</body>", asked.encode() + b"</body>"))
    made = subprocess.run([program, *CHROMIUM, f"--user-data-dir={folder / 'profile'}", f"--window-size={width},900",
                           "--virtual-time-budget=20000", "--dump-dom", file.as_uri()], check=True, capture_output=True,
                          timeout=90).stdout.decode()
    found = _RESULT.search(made)
    assert found is not None, "the script gave no answer"
    return json.loads(html.unescape(found[1]))
