import textwrap


def build_message(subject, body):
    subject = textwrap.shorten(subject, width=200, placeholder="...")
    return f"From: school@example.org\nTo: office@example.org\nSubject: {subject}\n\n{body}"
