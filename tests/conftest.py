"""What every test shares: an off-screen Qt, hypothesis profiles, and the folders of the project."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtWidgets import QApplication

from tests.profiles import IS_DEEP, PROFILE, keep_few

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

# Thousands of tests are made and stay until the end: searching them for garbage again and again would take minutes.
gc.disable()

# Before anything imports Qt: tests never open a window on someone's screen, and never depend on its scale.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "1")
os.environ["VISAVIS_SETTINGS"] = "none"
os.environ["VISAVIS_TEMPLATES"] = "none"
os.environ["VISAVIS_BRANDS"] = "none"
# A drawing is the same whatever fonts this machine has.
os.environ["VISAVIS_SYSTEM_FONTS"] = "none"

ROOT = Path(__file__).parents[1]
# What tests share asserts, too, and is to tell what it found where it fails. All but `profiles` is imported later.
SHARED = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in sorted((ROOT / "tests").rglob("*.py"))
          if not path.name.startswith(("test_", "conftest", "__")) and path.stem != "profiles"]
pytest.register_assert_rewrite(*SHARED)
QUIET = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture)

settings.register_profile("quick", max_examples=15, stateful_step_count=25, deadline=None, derandomize=True,
                          database=None, suppress_health_check=QUIET)
settings.register_profile("ci", max_examples=100, stateful_step_count=50, deadline=None, derandomize=True,
                          database=None, suppress_health_check=QUIET)
settings.load_profile(PROFILE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the slow profiles to `.ci/run`, which asks for them by name: elsewhere they are not collected."""
    if not IS_DEEP:
        items[:] = keep_few([item for item in items if "slow" not in item.keywords])


def pytest_collection_finish() -> None:
    """Search for garbage in what tests make, from here on, and not in the tests themselves."""
    gc.freeze()
    # Layouts and drawings are made by the thousand, and hold few cycles: a seventh of the time was spent searching.
    gc.set_threshold(20_000, 15, 15)
    gc.enable()


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def examples() -> list[Path]:
    """Every shipped example and template."""
    return sorted([*ROOT.glob("examples/*.blueprint.json"), *ROOT.glob("templates/*.blueprint.json")])


@pytest.fixture(scope="session", autouse=True)
def one_application(qapp: QApplication) -> QApplication:
    """One QApplication for the whole run: pictures made before the first window must not start a lesser one."""
    return qapp
