"""Barnets bästa-hjulet as a page: rated by child, guardians and professionals, over time, tied to the goals."""
