"""What the public reads: plain words for each step, and the record, with the page beside them while one writes."""
