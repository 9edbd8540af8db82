"""How does it look? Prints, decides nothing."""
