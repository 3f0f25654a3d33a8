"""The rules of plain language, in French and English: sentences, a reading level, words, what to write instead."""
