"""Kill -9 at random moments: the file always opens, and every commit that was told of comes back."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.need import need
from tests.ui.keeping.editing_until_killed import SAVE_EVERY, replayed
from visavis.blueprint.editing.journal import find_unfinished
from visavis.blueprint.storage import load, save
from visavis.ui.kit.settings import UserSettings

ROOT = Path(__file__).parents[3]
BLANK = ROOT / "templates" / "blank.fr.blueprint.json"
KILLS = 50 if os.environ.get("VISAVIS_PROFILE") == "ci" else 3


@pytest.mark.few(1)
@pytest.mark.parametrize("seed", range(KILLS))
def test_what_was_committed_survives(tmp_path: Path, seed: int) -> None:
    path, settings = tmp_path / "demande.blueprint.json", tmp_path / "settings.ini"
    save(load(BLANK).document, path)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "VISAVIS_SETTINGS": ""}
    process = subprocess.Popen([sys.executable, "-m", "tests.ui.keeping.editing_until_killed", str(path), str(settings),
                                str(seed)], stdout=subprocess.PIPE, env=environment, cwd=ROOT)
    assert need(process.stdout).readline() == b"1\n"
    # Not proof of anything: where it is killed is left to chance, that is what is tested.
    time.sleep(random.Random(seed).uniform(0, 0.4))
    process.kill()
    committed = int((b"1\n" + process.communicate()[0]).split(b"\n")[-2])
    states = list(replayed(load(BLANK).document, seed, committed + 2))
    stored = load(path).document
    found = list(find_unfinished(UserSettings(settings).recovery))
    recovered = found[0].document if found else stored
    # The commit under way may or may not be in it; everything before it is.
    assert recovered in states[committed - 1:]
    if stored in states:
        assert len(states) - states.index(stored) <= SAVE_EVERY + 3
