"""The one place from which a blueprint goes out: what is made of it, files and sheets, on disk and on paper."""
