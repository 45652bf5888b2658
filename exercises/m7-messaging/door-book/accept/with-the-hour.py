import time
import unicodedata


def note_entry(person):
    """Add a line to the book at the door."""
    shown = "".join("?" if unicodedata.category(sign)[0] in "CZ" and sign != " " else sign for sign in person)
    line = f"entered: {shown} ({time.strftime('%H:%M')})"
    with open("/srv/doors.txt", mode="a", encoding="utf-8") as book:
        print(line, file=book)
