"""The phone: what a caller hears, who is rung for them, and how the two are joined."""
