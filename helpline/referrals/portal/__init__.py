"""The partner face: handovers to one partner, opened with that partner's key alone."""

from helpline.referrals.portal import own, pages, police, signing
from helpline.referrals.portal.blueprint import PORTAL
