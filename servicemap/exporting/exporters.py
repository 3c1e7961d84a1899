"""The forms in which a map can be exported, and one of them made."""

from collections.abc import Callable, Mapping

from servicemap.csv_rows import as_csv, separator_for
from servicemap.exporting.delivery_rows import DeliveryTable, deliveries_of
from servicemap.exporting.excel import WorkbookSheet, as_workbook
from servicemap.loading import Loaded

Exporter = Callable[[DeliveryTable, str, str], bytes]
"""Writes a table under a title, with cells parted by a separator where that matters."""


def _csv(table: DeliveryTable, _: str, separator: str) -> bytes:
    return as_csv([table.headings, *table.rows], separator)


def _workbook(table: DeliveryTable, title: str, _: str) -> bytes:
    return as_workbook([WorkbookSheet(title, [table.headings, *table.rows])])


EXPORTERS: Mapping[str, Exporter] = {"xlsx": _workbook, "csv": _csv}
"""How a map can be exported, by the ending of the file."""

WRITTEN_ENDINGS = " or ".join(f".{kind}" for kind in EXPORTERS)
"""How people know these forms."""


def exported(
    loaded: Loaded, kind: str, language: str, *, for_excel: bool = False
) -> tuple[DeliveryTable, bytes]:
    """The rows of a map, and the file of that kind. Raises MissingExtra."""
    table = deliveries_of(loaded.map, loaded.sources, language)
    separator = separator_for(language) if for_excel else ","
    return table, EXPORTERS[kind](table, loaded.map.title, separator)
