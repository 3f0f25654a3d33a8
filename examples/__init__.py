"""Finished blueprints that ship with the program: real public services, and textbook ones."""
