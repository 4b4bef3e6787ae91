"""Sentences of the phone as people have read them aloud, each bound to its very words."""
