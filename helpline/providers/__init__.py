"""The companies outside: who rings and texts for us, and who carries our mail."""
