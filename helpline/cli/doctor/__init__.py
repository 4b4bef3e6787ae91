"""``helpline doctor``: is a live installation set up rightly, and if not, how is it mended?"""

from helpline.cli.doctor.command import doctor

__all__ = ["doctor"]
