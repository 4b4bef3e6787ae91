"""Voice notes, one format each: only what is sound is kept; what is not understood is refused."""
