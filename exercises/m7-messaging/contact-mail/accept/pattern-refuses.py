import re


def build_message(subject, body):
    if re.search(r"[\r\n]", subject):
        raise ValueError("line break in subject")
    return f"From: school@example.org\nTo: office@example.org\nSubject: {subject}\n\n{body}"
