"""What becomes of an input: a word that commands may name without loading what reads inputs."""

from __future__ import annotations

from enum import StrEnum

_IN_WORDS = {"foreign": "not a resolution", "superseded": "the same as another", "died": "broken off"}


class Status(StrEnum):
    """What became of an input."""

    CONVERTED = "converted"
    FOREIGN = "foreign"  # there is an output, but nothing of a resolution, decision or statement was found
    INVALID = "invalid"  # there is an output, but an error was found in it
    DOUBTFUL = "doubtful"  # there is an output, but its structure as a whole is in doubt
    FAILED = "failed"  # there is no output
    DIED = "died"  # the process that worked on it ended; there is no output
    UNCHANGED = "unchanged"  # done by an earlier run and still the same
    SUPERSEDED = "superseded"  # the same document as an input of the same name, which was taken; there is no output

    @property
    def words(self) -> str:
        """The status as a person reads it.

        >>> Status.FOREIGN.words, Status.INVALID.words
        ('not a resolution', 'invalid')
        """
        return _IN_WORDS.get(self.value, self.value)

    @property
    def good(self) -> bool:
        """True if the output is there and may be relied on, or is not needed."""
        return self in (Status.CONVERTED, Status.UNCHANGED, Status.SUPERSEDED)

    @property
    def there(self) -> bool:
        """True if this conversion made an output, reliable or not."""
        return self in (Status.CONVERTED, Status.FOREIGN, Status.INVALID, Status.DOUBTFUL)
