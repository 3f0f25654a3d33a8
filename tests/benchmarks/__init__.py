"""Speed, measured against budgets by `make bench`; never part of the suite."""
