"""Printing: what is chosen, how it will look, and the printer."""
