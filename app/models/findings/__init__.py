"""Findings: what a case's records show, each kind one file, in plain words. Nobody is scored or ranked."""
