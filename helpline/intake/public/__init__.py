"""The public pages: start, what happens, privacy, and the form; nobody signs in here."""

from helpline.intake.public.pages import DOOR
