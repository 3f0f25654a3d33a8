"""Logs of real cases as files: CSV and XES (IEEE 1849), read as a stream of events."""
