"""The pages of the language menu."""

from typing import Final

ON_ONE_PAGE: Final = 8


def page_of(languages: tuple[str, ...], page: int) -> tuple[str, ...]:
    """The languages of one page of the menu; page 0 is the first. It goes round."""
    if not has_pages(languages):
        return languages
    pages = -(-len(languages) // ON_ONE_PAGE)
    first = page % pages * ON_ONE_PAGE
    return languages[first : first + ON_ONE_PAGE]


def has_pages(languages: tuple[str, ...]) -> bool:
    return len(languages) > ON_ONE_PAGE
