"""The search over all cases, in windows."""
