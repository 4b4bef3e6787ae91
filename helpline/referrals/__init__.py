"""Handing a family on: a directory, a yes, a sealed package, and what comes back."""

from helpline.referrals.queries import packages_about_danger
