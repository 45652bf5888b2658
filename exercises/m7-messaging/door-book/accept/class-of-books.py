class Book:
    def __init__(self, path):
        self.path = path

    def add(self, word, value):
        with open(self.path, "a") as file:
            file.write(f"{word}: {ascii(value)}\n")


def note_entry(person):
    Book("/srv/doors.txt").add("entered", person)
