"""Tables for anybody's spreadsheet: comma-separated, and OpenDocument. Written row by row, however many there are."""

from bookings.spreadsheets.cells import Cell, Percent, Table, harmless
from bookings.spreadsheets.comma_separated import csv_lines
from bookings.spreadsheets.open_document import MIME as ODS
from bookings.spreadsheets.open_document import write_ods

__all__ = ["ODS", "Cell", "Percent", "Table", "csv_lines", "harmless", "write_ods"]
