"""What is done about handing on, one subject a file; none of it commits."""
