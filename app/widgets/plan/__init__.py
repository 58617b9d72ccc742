"""The joint action plan (gemensam handlingsplan): its rows as a table, its goals."""
