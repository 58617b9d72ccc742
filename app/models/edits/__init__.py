"""Edits: pure functions from a case, and what is wanted, to the patch that does it.

Each raises `EditRefused`, with a whole sentence for people, where it makes no sense; the case is never touched.
"""

from app.models.edits.making import EditRefused

__all__ = ["EditRefused"]
