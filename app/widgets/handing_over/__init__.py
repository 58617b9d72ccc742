"""The window in which a case is handed over as a file."""
