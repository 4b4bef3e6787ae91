"""The pages of a desk, one file for each thing that is done there."""
