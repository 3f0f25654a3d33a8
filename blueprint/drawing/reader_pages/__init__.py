"""Pages for readers: one page for one reader, on paper or on a screen, with one head and one foot for all."""
