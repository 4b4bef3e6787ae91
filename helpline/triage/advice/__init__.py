"""The advice desk: questions from professionals, never a file on a person."""
