"""The window in which the user keeps roles of their own."""
