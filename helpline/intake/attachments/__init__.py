"""Pictures and voice notes that somebody sends along: checked, made clean, sealed."""
