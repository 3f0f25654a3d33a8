"""Reports: findings, measures and comparisons as JSON and SARIF, with their schemas."""
