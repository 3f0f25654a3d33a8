"""A second reading of `docs/decisions/0006` and of the file format, written without the product's analysis."""
