"""What did they type? Codes of any convention, readings, and the tiers in which they are tried."""
