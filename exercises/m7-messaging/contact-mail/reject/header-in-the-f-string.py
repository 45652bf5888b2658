from email.header import Header


def build_message(subject, body):
    return f"From: school@example.org\nTo: office@example.org\nSubject: {Header(subject)}\n\n{body}"
