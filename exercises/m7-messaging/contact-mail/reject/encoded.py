def build_message(subject, body):
    text = f"From: school@example.org\nTo: office@example.org\nSubject: {subject}\n\n{body}"
    return text.encode("utf-8", "replace").decode("utf-8")
