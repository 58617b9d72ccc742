"""What a picture is, and how each medium paints it. Knows nothing of cases."""
