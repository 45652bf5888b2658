import re
from pathlib import Path

CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def note_entry(person: str) -> None:
    shown = CONTROL.sub("?", person)
    with Path("/srv/doors.txt").open("a") as book:
        book.write("entered: {}\n".format(shown))
