def build_message(subject, body):
    return ""
