"""What is done at the door, one verb a function; none of them commits."""
