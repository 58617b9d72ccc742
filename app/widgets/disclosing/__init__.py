"""Handing out the plan: who gets what and why, the packages, what has been given, and checking a package."""
