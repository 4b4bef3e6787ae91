"""How a sealed value is stored: as bytes, and nothing but sealed values."""

from sqlalchemy import Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator
from typing_extensions import override

from helpline.vault.sealed import Sealed


class SealedText(TypeDecorator[Sealed]):
    """A column that refuses plain text. Raises TypeError (StatementError, by way of SQLAlchemy)."""

    impl = LargeBinary
    cache_ok = True

    @override
    def process_bind_param(self, value: object, dialect: Dialect) -> bytes | None:
        if value is None:
            return None
        if not isinstance(value, Sealed):
            raise TypeError("only a Sealed value may be stored here")
        return value.blob

    @override
    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Sealed | None:
        return None if value is None else Sealed(bytes(value))
