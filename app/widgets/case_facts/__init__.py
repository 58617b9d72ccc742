"""The page "Ärendet": the facts of the case, its life, its areas, organisations and maps."""
