from string import Template

MAIL = Template("From: school@example.org\nTo: office@example.org\nSubject: $subject\n\n$body")


def build_message(subject, body):
    return MAIL.substitute(subject=subject, body=body)
