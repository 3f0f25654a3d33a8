"""The before/after page, and the words and rows of a comparison."""
