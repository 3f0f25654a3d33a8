"""A short script with one activity of each kind, whatever the shipped ones become."""

from __future__ import annotations

from pathlib import Path

import pytest

from visavis.blueprint.registry import workshop_scripts
from visavis.blueprint.registry.workshop_format import read_script

# As it was when scripts were JSON.
LANE_BY_LANE = read_script((Path(__file__).parent / "lane_by_lane.json").read_bytes())


@pytest.fixture(autouse=True)
def lane_by_lane(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the projection begin with it."""
    shipped = workshop_scripts.workshops
    monkeypatch.setattr(workshop_scripts, "workshops", lambda: {**shipped(), "as-is": LANE_BY_LANE})
