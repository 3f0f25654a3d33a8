"""The row of phases above a canvas and the column of lanes at its left: they stay in sight, as in a spreadsheet."""
