import textwrap


def build_message(subject, body):
    subject = textwrap.fill(subject, 60)
    return f"From: school@example.org\nTo: office@example.org\nSubject: {subject}\n\n{body}"
