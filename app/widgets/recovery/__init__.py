"""Backups, the check, and what is seen when a library is damaged, held by somebody else or in an unsafe place."""
