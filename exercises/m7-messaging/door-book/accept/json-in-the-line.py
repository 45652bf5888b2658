import json


def note_entry(person):
    line = "entered: " + json.dumps(person) + "\n"
    with open("/srv/doors.txt", mode="a", encoding="utf-8") as book:
        book.write(line)
