"""The tools in one table, by name; only the one that is in hand first is loaded before it is taken."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from visavis.ui.canvas.tools.palette_entries import PALETTE, PaletteEntry
from visavis.ui.canvas.tools.select import SelectTool
from visavis.ui.canvas.tools.tool import Tool, ToolName

if TYPE_CHECKING:
    from visavis.ui.canvas.canvas import Canvas


def _make_connect_tool(view: Canvas) -> Tool:
    from visavis.ui.canvas.tools.connect import ConnectTool

    return ConnectTool(view)


def _make_pan_tool(view: Canvas) -> Tool:
    from visavis.ui.canvas.tools.pan import PanTool

    return PanTool(view)


def _make_add_tool(view: Canvas, entry: PaletteEntry) -> Tool:
    from visavis.ui.canvas.tools.add import AddTool

    return AddTool(view, entry)


FIRST_TOOL: str = ToolName.SELECT
TOOLS: dict[str, Callable[[Canvas], Tool]] = {
    ToolName.SELECT: SelectTool,
    ToolName.CONNECT: _make_connect_tool,
    ToolName.PAN: _make_pan_tool,
    **{entry.tool: partial(_make_add_tool, entry=entry) for entry in PALETTE},
}
