"""Charts of numbers: one Altair specification each, for the browser, SVG, PNG and PDF alike."""
