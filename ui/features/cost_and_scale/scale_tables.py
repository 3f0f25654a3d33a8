"""The tables of cost and scale: their texts, and the widget that shows one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from visavis.blueprint.analysis import Scale
from visavis.blueprint.analysis.economics.costs import amount_words
from visavis.blueprint.analysis.economics.scale import Year, YearOfSide
from visavis.blueprint.analysis.economics.scale_words import (
    SIDES,
    cost_words,
    gap_words,
    hours_words,
    is_worth_showing,
    posts_words,
    range_words,
)
from visavis.blueprint.drawing import Theme
from visavis.blueprint.language import Count, Minutes
from visavis.blueprint.model import BlueprintDocument, Side
from visavis.ui.kit.i18n import interface_language, tr

# Of a name that someone made very long, the rest shows as an ellipsis; the tool tip tells it all.
LONGEST_TIP = 500


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table; `side` colours its name, `strong` sets it off (a sum, everybody)."""

    cells: tuple[str, ...]
    side: Side | None = None
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of texts: its name for screen readers, its head and its lines."""

    name: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]


def case_table(scale: Scale) -> Table:
    """Return what a case takes and costs on each side, and what that leaves out."""
    cost = scale.costs.everybody
    rows = []
    if cost is not None:
        for side in (cost.side(side) for side in Side if is_worth_showing(cost.side(side))):
            unasked = side.side is Side.CITIZEN and side.amount is None
            rows.append(Row((tr(SIDES[side.side]), _write(Minutes(side.minutes)),
                             "–" if unasked else _write(cost_words(side, cost.currency)),
                             ", ".join(tr(gap) for gap in gap_words(side))), side.side))
        if cost.fixed:
            rows.append(Row((tr("Fixed cost"), "", _write(amount_words(cost.fixed, cost.currency)), "")))
        if cost.amount is not None:
            amount = _write(amount_words(cost.amount, cost.currency))
            rows.append(Row((tr("The service in all"), "",
                             tr("at least {amount}", amount=amount) if cost.is_least else amount, ""), strong=True))
    table = Table(tr("A case"), ("", tr("Work"), tr("Cost"), tr("Left out")), tuple(rows))
    if any(row.cells[-1] for row in rows):
        return table
    return replace(table, head=table.head[:-1], rows=tuple(replace(row, cells=row.cells[:-1]) for row in rows))


def year_table(document: BlueprintDocument, scale: Scale) -> Table:
    """Return the year of everybody and of each persona."""
    rows = []
    if scale.year is not None:
        rows.append(_year_row(tr("Everybody"), scale.year, strong=True))
        for year in scale.personas:
            persona = document.persona_by_id[year.persona or ""]
            rows.append(_year_row(" ".join(persona.name.split()) or persona.id, year))
    head = ("", tr("Cases"), tr("Citizens’ hours"), tr("Agents’ hours"), tr("FTE"))
    return Table(tr("A year"), head, tuple(rows))


def _year_row(name: str, year: Year, *, strong: bool = False) -> Row:
    return Row((name, _write(Count(round(year.cases))), _hours(year.citizen), _hours(year.agent),
                _write(posts_words(year))), strong=strong)


def _hours(side: YearOfSide) -> str:
    text = _write(hours_words(side.hours.mean))
    if side.untimed:
        text = tr("at least {amount}", amount=text)
    span = range_words(side.hours)
    return f"{text} ({tr(span)})" if span is not None else text


def extra_table(scale: Scale, currency: str | None) -> Table:
    """Return Shostack's table: what more minutes do to time, cost and profit."""
    table = scale.extra
    priced = table is not None and table.rows[0].profit is not None
    rows = []
    for row in table.rows if table is not None else ():
        cells = [f"+{_write(Minutes(row.extra))}", _write(Minutes(row.total_minutes)),
                 _write(amount_words(row.cost, currency))]
        if row.profit is not None:
            cells.append(_write(amount_words(row.profit, currency)))
        rows.append(Row(tuple(cells)))
    longer, dearer = table is not None and table.time_is_least, table is not None and table.cost_is_least
    head = (tr("More work"), tr("Time in all, at least") if longer else tr("Time in all"),
            tr("Cost, at least") if dearer else tr("Cost"),
            *((tr("Profit, at most") if dearer else tr("Profit"),) if priced else ()))
    return Table(tr("Extra minutes"), head, tuple(rows))


def _write(value: object) -> str:
    return interface_language.translator.write(value)


def table_widget(table: Table, theme: Theme, parent: QWidget) -> QTableWidget:
    """Return a table that shows all its lines at once."""
    widget = QTableWidget(len(table.rows), len(table.head), parent)
    widget.setHorizontalHeaderLabels(list(table.head))
    widget.setAccessibleName(table.name)
    widget.verticalHeader().hide()
    widget.setShowGrid(False)
    widget.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    widget.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    widget.setTabKeyNavigation(False)
    widget.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    for number, row in enumerate(table.rows):
        for column, text in enumerate(row.cells):
            widget.setItem(number, column, _item(text, row, column, theme))
    header = widget.horizontalHeader()
    for column in range(len(table.head)):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents if column
                                    else QHeaderView.ResizeMode.Stretch)
        head = widget.horizontalHeaderItem(column)
        assert head is not None  # every column was named
        head.setTextAlignment(_alignment(column))
    header.setHighlightSections(False)
    height = header.sizeHint().height() + sum(widget.rowHeight(row) for row in range(len(table.rows)))
    widget.setFixedHeight(height + 2 * widget.frameWidth())
    return widget


def _item(text: str, row: Row, column: int, theme: Theme) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    item.setTextAlignment(_alignment(column))
    font = item.font()
    font.setBold(row.strong or (column == 0 and row.side is not None))
    item.setFont(font)
    if column == 0:
        item.setToolTip(text[:LONGEST_TIP] if "<" not in text else "")
        inks = {Side.CITIZEN: theme.citizen.ink, Side.AGENT: theme.agent.ink}
        if row.side in inks:
            item.setForeground(QColor(inks[row.side]))
    return item


def _alignment(column: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignVCenter | (Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft)
