"""Runs the readers of `tests/node`: programs of others, from npm, that judge what is exported."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

NODE = Path(__file__).parent / "node"
# A reader that has not answered by then never will.
PATIENCE = 120


def run_node(script: str, given: Any) -> Any:
    """Return what a script of `tests/node` makes of `given`: it reads JSON from standard input and prints JSON.

    Skips the test where Node or its packages are not there.
    """
    node = shutil.which("node")
    if node is None or not (NODE / "node_modules").is_dir():
        pytest.skip("needs Node 18 or newer and `npm ci --prefix tests/node`")
    done = subprocess.run([node, NODE / script], input=json.dumps(given), capture_output=True, text=True,
                          timeout=PATIENCE, check=False, cwd=NODE)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
