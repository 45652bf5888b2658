def build_message(subject, body):
    subject = subject.replace("\r\n", " ")
    return f"From: school@example.org\nTo: office@example.org\nSubject: {subject}\n\n{body}"
