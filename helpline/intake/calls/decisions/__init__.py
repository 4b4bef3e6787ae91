"""What is decided about a call, without database, clock or carrier."""
