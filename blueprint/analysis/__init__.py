"""What is computed of a document: journeys, measures of both sides, frictions."""
