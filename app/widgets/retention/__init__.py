"""The window in which closed cases are reviewed."""
