def build_message(subject, body):
    if "bcc:" in subject.lower():
        raise ValueError("no hidden receivers")
    return f"From: school@example.org\nTo: office@example.org\nSubject: {subject}\n\n{body}"
