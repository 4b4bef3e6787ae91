"""What the hotline does with a signal, one verb a function; none of them commits."""
