"""The document as tables: a sheet for steps, for flows and for each list, in which everything can be edited."""
