"""What is owed to a caller: ringing people, joining two, letting others go."""
