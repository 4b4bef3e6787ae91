"""A word of its own in every field; afterwards it stands where it belongs, and nowhere else."""
