"""Typesetting: text and a measure become finished lines. No HTML, no I/O but font files."""
