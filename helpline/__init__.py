"""The back end of a contact point for worries about radicalisation."""
