"""Samkarta: the map, the wishes and the plan around a child, on one machine, without a network."""

__version__ = "0.1.0"
