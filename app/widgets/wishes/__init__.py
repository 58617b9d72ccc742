"""The numbered list of wishes."""
