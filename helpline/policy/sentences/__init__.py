"""The words of every promise: plain, whole sentences, read and heard by frightened people."""
