"""The blueprint as tables: steps, flows, friction points, measures, and what else spreadsheets can hold.

`make_tables` says what stands in them; each format writes the same tables.
"""
