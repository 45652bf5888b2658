def build_message(subject, body):
    clean = subject.replace("\r", "").replace("\n", "")
    if not clean:
        raise ValueError("empty")
    return f"From: school@example.org\nTo: office@example.org\nSubject: {subject}\n\n{body}"
