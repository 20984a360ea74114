"""Make-up: an issue and a layout become pages of placed items. No HTML, no I/O."""
