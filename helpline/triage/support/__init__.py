"""The support desk: help for families, friends and people who worry about themselves."""
