def build_message(subject, body):
    lines = subject.splitlines()
    subject = lines[0] if lines else "(no subject)"
    return f"From: school@example.org\nTo: office@example.org\nSubject: {subject}\n\n{body}"
