PARTS = ["From: school@example.org", "To: office@example.org", "Subject: {}", "", "{}"]


def build_message(subject, body):
    return "\n".join(PARTS).format(subject, body)
