BREAKS = ("\r", "\n")


def build_message(subject, body):
    if any(mark in subject for mark in BREAKS):
        raise ValueError("one line, please")
    return (
        "From: school@example.org\n"
        "To: office@example.org\n"
        f"Subject: {subject}\n"
        "\n"
        f"{body}"
    )
