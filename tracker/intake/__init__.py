"""Reports from files: a CSV or XLSX table is read, every row is checked, and only then anything is recorded.

    data --content--> separated | workbook --> Sheet --headings, rows, doubts--> Checked --record--> ledger

Owns contracts.md's "Reports". Must not know Streamlit, and never writes by itself: record does.
"""

from tracker.intake.entries import Entry, MeasureEntry, sheet_of
from tracker.intake.taking import Checked, Taken, check_file, check_sheet, take_in

__all__ = ["Checked", "Entry", "MeasureEntry", "Taken", "check_file", "check_sheet", "sheet_of", "take_in"]
