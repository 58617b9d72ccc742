"""How the map came to be: an earlier state is looked at, printed and compared, never changed."""
