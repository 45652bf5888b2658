import re


def build_message(subject, body):
    subject = re.sub(r"[\x00-\x1f\x7f]", " ", subject)
    return f"From: school@example.org\nTo: office@example.org\nSubject: {subject}\n\n{body}"
