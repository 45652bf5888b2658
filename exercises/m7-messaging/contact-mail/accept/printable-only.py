def build_message(subject, body):
    if not subject.isprintable():
        raise ValueError("odd characters in the subject")
    head = ["From: school@example.org", "To: office@example.org", "Subject: " + subject]
    return "\n".join(head) + "\n\n" + body
