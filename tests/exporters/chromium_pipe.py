"""Chromium as somebody at a keyboard has it: real keys, a real narrow window, over the browser's debugging pipe.

A script inside a page cannot press keys, and Chromium's own windows are no narrower than 500 pixels. The pipe speaks
the protocol of developer tools (https://chromedevtools.github.io/devtools-protocol/): JSON with a zero byte at the end.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.exporters.rasters import CHROMIUM

# Windows' key codes, which tell Chromium what a key does.
KEYS = {"Tab": 9, "Enter": 13, " ": 32, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40, "End": 35}
_SHIFT = 8
_PLACED = """import os, sys
reading, writing = (os.dup(int(number)) for number in sys.argv[1:3])
high = [os.dup2(each, 200 + place) for place, each in enumerate((reading, writing))]
os.dup2(high[0], 3)
os.dup2(high[1], 4)
os.execv(sys.argv[3], sys.argv[3:])
"""


class OpenPage:
    """A page that is open in Chromium."""

    def __init__(self, reading: int, writing: int) -> None:
        self._reading, self._writing = os.fdopen(reading, "rb"), os.fdopen(writing, "wb")
        self._numbers = count(1)
        self._session = ""

    def open(self, address: str, width: int, height: int, scale: float = 1.0) -> None:
        """Open an address in a window of CSS pixels; `scale` are pixels of the screen for each."""
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale,
                   mobile=False)
        self._call("Page.enable")
        self._call("Page.navigate", url=address)
        while not self.ask("document.readyState === 'complete'"):
            pass

    def close(self) -> None:
        """Let the pipes go."""
        self._reading.close()
        # What was not read any more is nobody's.
        with suppress(BrokenPipeError):
            self._writing.close()

    def ask(self, script: str) -> Any:
        """Return what an expression is worth in the page."""
        found = self._call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def press(self, key: str, *, shift: bool = False) -> None:
        """Press and release a key."""
        told: dict[str, Any] = {"key": key, "code": "Space" if key == " " else key,
                                "windowsVirtualKeyCode": KEYS[key], "modifiers": _SHIFT if shift else 0}
        text = {"Enter": "\r", " ": " "}.get(key)
        self._call("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", **told,
                   **({"text": text} if text else {}))
        self._call("Input.dispatchKeyEvent", type="keyUp", **told)

    def print_pdf(self) -> bytes:
        """Return the page as the browser prints it."""
        import base64

        return base64.b64decode(self._call("Page.printToPDF", printBackground=False)["data"])

    def _call(self, method: str, **given: Any) -> Any:
        number = next(self._numbers)
        asked = {"id": number, "method": method, "params": given}
        if self._session:
            asked["sessionId"] = self._session
        self._writing.write(json.dumps(asked).encode() + b"\0")
        self._writing.flush()
        while True:
            answer = json.loads(self._read())
            if answer.get("id") == number:
                assert "error" not in answer, answer
                return answer["result"]

    def _read(self) -> bytes:
        told = bytearray()
        while (byte := self._reading.read(1)) != b"\0":
            assert byte, "Chromium has gone"
            told += byte
        return bytes(told)


@contextmanager
def opened(page: bytes, folder: Path, width: int = 1366, height: int = 768, scale: float = 1.0) -> Iterator[OpenPage]:
    """Give a page in Chromium, and close it afterwards; the test is skipped where there is none."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("chromium is not installed")
    file = folder / "page.html"
    file.write_bytes(page)
    # Chromium reads from 3 and writes to 4: a program between puts the pipes there, whatever numbers they have here.
    to_read, here_write = os.pipe()
    here_read, to_write = os.pipe()
    command = [program, *CHROMIUM, "--remote-debugging-pipe", f"--user-data-dir={folder / 'profile'}", "about:blank"]
    started = subprocess.Popen([sys.executable, "-c", _PLACED, str(to_read), str(to_write), *command],
                               pass_fds=(to_read, to_write), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(to_read)
    os.close(to_write)
    shown = OpenPage(here_read, here_write)
    try:
        shown.open(file.as_uri(), width, height, scale)
        yield shown
    finally:
        started.kill()
        started.wait()
        shown.close()
