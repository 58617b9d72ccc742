"""The page that tells who did what when."""
