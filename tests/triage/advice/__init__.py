"""The advice desk."""
