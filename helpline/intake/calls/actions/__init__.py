"""What happens in a call, one verb a function; none of them commits."""
