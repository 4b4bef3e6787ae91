"""Measurements, as ratios against limits: seconds alone tell more about the machine than us."""
