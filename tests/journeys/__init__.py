"""The stories of the house, walked from end to end through the real processes."""
