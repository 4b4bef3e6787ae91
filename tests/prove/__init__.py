"""Breaks each guard in a copy of the house, to see its named test fail."""
