def build_message(subject, body):
    return f"From: school@example.org\nTo: office@example.org\nSubject: {subject}\n\n{body}"
