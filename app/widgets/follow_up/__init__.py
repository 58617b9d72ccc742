"""Following the plan up: row by row, the goals, and what a meeting takes up."""
