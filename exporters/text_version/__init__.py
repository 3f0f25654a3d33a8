"""The blueprint in words: one page for everyone who cannot see the picture, or would rather read.

`text_page` says what stands on it, in the order in which it is read; each format writes the same page.
"""
