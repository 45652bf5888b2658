def build_message(subject, body):
    subject = subject.strip()
    return f"From: school@example.org\nTo: office@example.org\nSubject: {subject}\n\n{body}"
