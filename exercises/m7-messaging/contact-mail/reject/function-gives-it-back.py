import re


def build_message(subject, body):
    subject = re.sub(r"[\r\n]+", lambda found: found.group(0)[0], subject)
    return f"From: school@example.org\nTo: office@example.org\nSubject: {subject}\n\n{body}"
