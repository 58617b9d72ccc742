"""Tie kinds, one file each: the qualities of a relation, and the wish."""
