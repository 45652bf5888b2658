def one_line(text):
    if "\r" in text or "\n" in text:
        raise ValueError("one line, please")
    return text


def build_message(subject, body):
    return f"From: school@example.org\nTo: office@example.org\nSubject: {one_line(subject)}\n\n{body}"
