"""Reduced motion: chosen in the window, remembered, and nothing glides then."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF

from tests.need import need, see
from tests.ui.conftest import APA, Open
from visavis.ui.kit.appearance_settings import is_reduced, reduce_motion
from visavis.ui.kit.settings import UserSettings


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    yield
    reduce_motion(False)


def test_motion_is_reduced_at_once_and_remembered(open_window: Open, settings: UserSettings) -> None:
    window = open_window(APA)
    window.canvas.full_size()
    window.actions_table.by_name["appearance.toggle_motion"].trigger()
    assert see(settings.reduced_motion)
    assert is_reduced()
    far = QPointF(*need(window.canvas.picture).layout.cards[window.bridge.document.steps[30].id].rect.centre)
    window.canvas.camera.fly_to(far)
    assert window.canvas.camera.area().contains(far)
    window.actions_table.by_name["appearance.toggle_motion"].trigger()
    assert not settings.reduced_motion
    assert not is_reduced()


def test_a_window_begins_as_was_chosen(open_window: Open, settings: UserSettings) -> None:
    settings.reduced_motion = True
    open_window(APA)
    assert is_reduced()
