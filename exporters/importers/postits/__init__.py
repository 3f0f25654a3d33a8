"""A plain table of post-its, one note a row, as boards of workshops export them: whatever its columns are.

`propose_mapping` says what its columns seem to hold; the importer takes that, or what was chosen instead.
"""
