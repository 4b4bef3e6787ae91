"""The staff's pages of this room: find, consent, hand on, and the package for the police."""

from helpline.referrals.staff import finding, handing_on, police
from helpline.referrals.staff.blueprint import PAGES
