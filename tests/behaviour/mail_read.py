# Mails that are read: headers, addresses, parts.
#> letter(Subject="Hi", To="a@b.example").as_string() gives 'Subject: Hi\nTo: a@b.example\nContent-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: 7bit\nMIME-Version: 1.0\n\nhello\nworld\n'
#> repr(letter(Subject="Hi")["subject"]) gives "'Hi'"
#> tried(lambda: letter(Subject="a\nBcc: x")) gives 'ValueError'
#> letter(To="Ada <a@b.example>")["to"].addresses[0].addr_spec gives 'a@b.example'
#> letter(X="1").keys() gives ['X', 'Content-Type', 'Content-Transfer-Encoding', 'MIME-Version']
#> letter(X="1").get_content_type() gives 'text/plain'
#> letter(X="1").get_content() gives 'hello\nworld\n'
#> repr(letter(To="a@b.example, c@d.example").get_all("to")) gives "['a@b.example, c@d.example']"
#> repr(letter(A="1").items()[:1]) gives "[('A', '1')]"
#> parsed()["from"].addresses[0].display_name gives 'Ada'
#> [a.addr_spec for a in parsed()["to"].addresses] gives ['bob@b.example', 'tom@t.example']
#> str(parsed()["subject"]) gives 'café time'
#> repr(parsed().get_all("x-one")) gives "['1', '2']"
#> parsed()["X-None"] gives None
#> parsed().get("x-none", "d") gives 'd'
#> len(parsed()) gives 5
#> "SUBJECT" in parsed() gives True
#> parsed().get_content() gives 'line 1\r\nline 2\r\n'
#> parsed().get_payload() gives 'line 1\r\nline 2\r\n'
#> parsed().is_multipart() gives False
#> parsed(policy=email.policy.compat32)["subject"] gives '=?utf-8?q?caf=C3=A9?= time'
#> parsed(policy=email.policy.compat32).get_payload() gives 'line 1\r\nline 2\r\n'
#> parsed()["from"].addresses[0].domain gives 'a.example'
#> parsed()["from"].addresses[0].username gives 'ada'
#> [p.get_content_type() for p in parsed(MULTI).walk()] gives ['multipart/mixed', 'text/plain', 'application/octet-stream']
#> [p.get_filename() for p in parsed(MULTI).iter_attachments()] gives ['../a.bin']
#> parsed(MULTI).get_body().get_content() gives 'hi there'
#> [p.get_content() for p in parsed(MULTI).iter_attachments()] gives [b'\x00\x01\x02']
#> parsed(MULTI).get_boundary() gives 'b'
#> [p.get_payload(decode=True) for p in parsed(MULTI).get_payload()] gives [b'hi there', b'\x00\x01\x02']
#> parsed(MULTI).get_content_maintype() gives 'multipart'
#> parsed(MULTI).get_payload(0).get_content_charset() gives 'utf-8'
#> parsed(MULTI).get_payload(1).get_content_disposition() gives 'attachment'
#> email.utils.parseaddr("Ada <ada@a.example>") gives ('Ada', 'ada@a.example')
#> email.utils.parseaddr("nobody") gives ('', 'nobody')
#> email.utils.getaddresses(["a@b.example, C <c@d.example>"]) gives [('', 'a@b.example'), ('C', 'c@d.example')]
#> email.utils.formataddr(("Ada L", "a@b.example")) gives 'Ada L <a@b.example>'
#> email.utils.formataddr(("A, B", "a@b.example")) gives '"A, B" <a@b.example>'
#> email.utils.quote('a"b') gives 'a\\"b'
#> email.utils.unquote('"a"') gives 'a'
#> email.message_from_string("A: 1\n\nbody")["a"] gives '1'
#> email.message_from_string("A: 1\nB: 2\n\nbody").items() gives [('A', '1'), ('B', '2')]
#> email.message_from_string("no headers").get_payload() gives 'no headers'
#> email.message_from_string("A: 1\n  more\n\n")["A"] gives '1\n  more'
import email
import email.message
import email.policy
import email.utils


def letter(**headers):
    message = email.message.EmailMessage()
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content("hello\nworld\n")
    return message


RAW = b"From: Ada <ada@a.example>\r\nTo: bob@b.example, Tom T <tom@t.example>\r\nSubject: =?utf-8?q?caf=C3=A9?= time\r\nX-One: 1\r\nX-One: 2\r\n\r\nline 1\r\nline 2\r\n"


MULTI = b'From: a@a.example\nSubject: files\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain; charset="utf-8"\n\nhi there\n--b\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename="../a.bin"\nContent-Transfer-Encoding: base64\n\nAAEC\n--b--\n'


def parsed(raw=RAW, policy=email.policy.default):
    return email.message_from_bytes(raw, policy=policy)


def tried(call):
    try:
        return call()
    except Exception as error:
        return type(error).__name__
