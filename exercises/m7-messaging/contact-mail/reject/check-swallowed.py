def build_message(subject, body):
    try:
        if "\n" in subject or "\r" in subject:
            raise ValueError("one line, please")
    except ValueError:
        print("odd subject")
    return f"From: school@example.org\nTo: office@example.org\nSubject: {subject}\n\n{body}"
