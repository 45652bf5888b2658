def build_message(subject, body):
    if "\n" in subject.strip() or "\r" in subject.strip():
        raise ValueError("one line, please")
    return f"From: school@example.org\nTo: office@example.org\nSubject: {subject}\n\n{body}"
