"""A mail server of one's own, for tests: it takes mails, refuses them in many ways, or does not answer at all."""

import socketserver
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Server:
    """`answers`: {verb: what to say instead of taking it}; "" says nothing ever, None hangs up."""

    answers: dict = field(default_factory=dict)
    taken: list = field(default_factory=list)  # (recipients, the mail as text)
    connections: int = 0
    port: int = 0


class Session(socketserver.StreamRequestHandler):
    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())

    def handle(self):
        server = self.server.state
        server.connections += 1
        recipients = []
        if not self.answer("CONNECT", "220 ready"):
            return
        while line := self.rfile.readline().decode(errors="replace").strip():
            verb = line.split(":")[0].split()[0].upper()
            if verb == "DATA":
                self.say("354 go on")
                words = self.data()
                if not self.answer("DATA", "250 taken"):
                    return
                if "DATA" not in server.answers:
                    server.taken.append((recipients, words))
                    recipients = []
            elif not self.answer(verb, "221 bye" if verb == "QUIT" else "250 ok"):
                return
            elif verb == "RCPT" and "RCPT" not in server.answers:
                recipients.append(line.partition("<")[2].partition(">")[0])
            elif verb == "QUIT":
                return

    def answer(self, verb, usual):
        answer = self.server.state.answers.get(verb, usual)
        if answer == "":
            self.rfile.read()  # until the other side gives up
        if not answer:
            return False
        self.say(answer)
        return True

    def data(self):
        lines = []
        while (line := self.rfile.readline()) and line != b".\r\n":
            lines.append(line)
        return b"".join(lines).decode(errors="replace")


class _Listening(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False


@contextmanager
def running(**answers):
    with _Listening(("127.0.0.1", 0), Session) as listening:
        listening.state = Server(answers, port=listening.server_address[1])
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        try:
            yield listening.state
        finally:
            listening.shutdown()
