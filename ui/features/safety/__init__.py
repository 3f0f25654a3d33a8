"""Nothing is lost: journal, recovery, locks, changes from outside, versions, saves that fail."""
