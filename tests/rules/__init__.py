"""The rules of the house: what holds for every face, table and file."""
