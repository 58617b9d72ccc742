"""What the map shows, in sentences beside it (Kartan visar)."""
