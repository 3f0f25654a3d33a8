"""The program itself: its start, its Qt application, and what happens when it fails."""
