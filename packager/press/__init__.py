"""Press: made-up pages to PDF."""
