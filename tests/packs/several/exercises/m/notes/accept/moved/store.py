"""The notes are in `queries` now."""

from queries import notes as notes_of
