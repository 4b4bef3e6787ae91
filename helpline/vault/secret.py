"""Values that must not reach a page, a log or a queue."""

from typing import NoReturn

from typing_extensions import override


class Secret:
    """Shows its kind and nothing else; refuses templates, pickling and copies of that sort."""

    __slots__ = ()

    @override
    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    @override
    def __str__(self) -> str:
        return repr(self)

    @override
    def __format__(self, format_spec: str) -> str:
        return repr(self)

    def __html__(self) -> NoReturn:
        raise TypeError(f"a {type(self).__name__} reached a template")

    @override
    def __reduce__(self) -> NoReturn:
        raise TypeError(f"a {type(self).__name__} does not leave its process")
