"""What the README and the pages beside it say, tried."""
