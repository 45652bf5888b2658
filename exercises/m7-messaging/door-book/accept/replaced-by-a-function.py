import re

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def note_entry(person):
    """Add a line to the book at the door."""
    safe = CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", person)
    with open("/srv/doors.txt", "a") as book:
        book.write(f"entered: {safe}\n")
