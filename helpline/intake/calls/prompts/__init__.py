"""What is said on the phone: whole sentences, in plain language."""
