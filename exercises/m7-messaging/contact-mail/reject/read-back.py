from email import message_from_string


def build_message(subject, body):
    text = f"From: school@example.org\nTo: office@example.org\nSubject: {subject}\n\n{body}"
    return message_from_string(text).as_string()
