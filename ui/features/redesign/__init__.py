"""The place where a redesign and what it redesigns are looked at together."""
