def build_message(subject, body):
    one_line = " ".join(subject.split())
    return f"From: school@example.org\nTo: office@example.org\nSubject: {one_line}\n\n{body}"
