"""Edits: pure functions from a case and a wish to change it to a patch. A file a subject."""
