"""The errors of reechain. Each says what is wrong, where, and what to do.

ReechainError
├── InputError        a document that cannot be read
├── ConfigError       reechain.toml, a table or a pattern that cannot be used
├── StoreError        a store that is missing, locked, damaged or of another format
├── QueryError        a SPARQL query that cannot be run
└── ValidationError   data that breaks its own rules
"""


class ReechainError(Exception):
    """An error that a user can mend; `where` names the file, line, IRI or name it is about."""

    def __init__(self, message: str, *, where: str | None = None) -> None:
        super().__init__(message)
        self.where = where

    def __str__(self) -> str:
        message = super().__str__()
        return f"{self.where}: {message}" if self.where else message


class InputError(ReechainError):
    """A document cannot be read."""


class ConfigError(ReechainError):
    """A configuration, table or pattern cannot be used."""


class StoreError(ReechainError):
    """A store is missing, locked, damaged or of an unknown format."""


class QueryError(ReechainError):
    """A SPARQL query cannot be run."""


class ValidationError(ReechainError):
    """Data breaks the rules that it must hold."""
