"""The hotline: signals, weighed by two assessors on five levels, never scored."""
