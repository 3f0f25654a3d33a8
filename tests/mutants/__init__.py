"""Mutants: small wrongs that a test must notice. See `python -m tests.mutants --help`."""
