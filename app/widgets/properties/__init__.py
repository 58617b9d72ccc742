"""The panel on the right: what is selected, and its fields."""
