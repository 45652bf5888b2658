ONE_LINE = str.maketrans("\r\n", "  ")


def build_message(subject, body):
    return "From: school@example.org\nTo: office@example.org\nSubject: %s\n\n%s" % (subject.translate(ONE_LINE), body)
