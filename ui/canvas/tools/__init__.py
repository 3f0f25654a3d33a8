"""The tools of the canvas: one small state object each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from visavis.ui.canvas.tools.add import AddTool
from visavis.ui.canvas.tools.connect import ConnectTool
from visavis.ui.canvas.tools.palette_entries import PALETTE
from visavis.ui.canvas.tools.pan import PanTool
from visavis.ui.canvas.tools.select import SelectTool
from visavis.ui.canvas.tools.tool import Tool

FIRST_TOOL = SelectTool.name
TOOLS: dict[str, Callable[..., Tool]] = {
    SelectTool.name: SelectTool,
    ConnectTool.name: ConnectTool,
    PanTool.name: PanTool,
    **{entry.tool: partial(AddTool, entry=entry) for entry in PALETTE},
}
