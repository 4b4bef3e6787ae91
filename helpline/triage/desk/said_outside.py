"""What this room says to enquirers by itself, in their language."""

from helpline.i18n import gettext as _


def tell_the_hotline_anew(link: str) -> str:
    """To a professional who asked, and might signal: nothing of their question goes along."""
    return _(
        "If you decide that you want to report a worry about a person or a group, "
        "please tell it to the hotline anew. Nothing of this question is passed on. "
        "You can write to the hotline here: %(link)s",
        link=link,
    )
