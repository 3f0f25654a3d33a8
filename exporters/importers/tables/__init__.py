"""Reading tables back: a workbook or a CSV that was written from a blueprint, filled in by people in a spreadsheet.

`sheet_files` makes sheets of bytes, `known_tables` finds which tables they are, `table_edits` takes them over.
"""
