import html


def build_message(subject, body):
    subject = html.escape(subject)
    return f"From: school@example.org\nTo: office@example.org\nSubject: {subject}\n\n{body}"
