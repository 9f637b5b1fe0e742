#!/usr/bin/python3
"""A small but real SMTP server for the tests: STARTTLS first, then AUTH PLAIN or LOGIN, then mail into a folder.

    smtp.py --cert CERT --key KEY --user NAME --password WORD --dir FOLDER [--port N] [--port-file FILE] [--defer N]

Prints its port as one line once it listens (and writes it to --port-file); ends on SIGTERM. CERT and KEY are made,
self-signed for localhost and 127.0.0.1, if CERT does not exist. Each mail becomes two files: NNNNNN.eml, the bytes as
they came, and NNNNNN.json with the envelope, the user and whether TLS was on. Both appear whole.

The first --defer mails are answered 451. Recipients whose name begins with "busy" are always answered 451, those
with "nobody" 550, so that tests of one server do not disturb each other.
"""
import argparse
import asyncio
import hmac
import json
import os
import pathlib
import signal
import ssl
import subprocess

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("cert", "key", "dir"):
        parser.add_argument(f"--{name}", type=pathlib.Path, required=True)
    for name in ("user", "password"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--port-file", type=pathlib.Path)
    parser.add_argument("--defer", type=int, default=0)
    return parser.parse_args()


def make_certificate(cert, key):
    # Not a certificate authority: a client that trusts it as a root must still accept it as the server's own.
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
         "-addext", "basicConstraints=critical,CA:FALSE", "-keyout", str(key), "-out", str(cert)],
        check=True, stderr=subprocess.DEVNULL)


def write_whole(path, data):
    part = path.with_name(f".{path.name}")
    part.write_bytes(data)
    os.replace(part, path)


class Handler:
    def __init__(self, folder, defer):
        self.folder, self.defer, self.count = folder, defer, 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("busy"):
            return "451 4.3.0 Try again later"
        if address.startswith("nobody"):
            return "550 5.1.1 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.defer > 0:
            self.defer -= 1
            return "451 4.3.0 Try again later"
        self.count += 1
        told = {"from": envelope.mail_from, "to": envelope.rcpt_tos, "hello": session.host_name,
                "user": session.auth_data, "tls": session.ssl is not None}
        # The mail last: whoever sees it finds its envelope too.
        write_whole(self.folder / f"{self.count:06}.json", json.dumps(told).encode())
        write_whole(self.folder / f"{self.count:06}.eml", envelope.original_content)
        return "250 OK"


async def main():
    args = arguments()
    args.dir.mkdir(parents=True, exist_ok=True)
    if not args.cert.exists():
        make_certificate(args.cert, args.key)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(args.cert, args.key)

    def authenticate(server, session, envelope, mechanism, data):
        known = isinstance(data, LoginPassword) \
            and hmac.compare_digest(data.login, args.user.encode()) \
            and hmac.compare_digest(data.password, args.password.encode())
        return AuthResult(success=known, handled=False, auth_data=args.user if known else None)

    handler = Handler(args.dir, args.defer)

    def connection():
        return SMTP(handler, hostname="localhost", tls_context=tls, require_starttls=True, auth_required=True,
                    auth_require_tls=True, authenticator=authenticate)

    loop = asyncio.get_running_loop()
    server = await loop.create_server(connection, "127.0.0.1", args.port)
    port = server.sockets[0].getsockname()[1]
    if args.port_file:
        write_whole(args.port_file, f"{port}\n".encode())
    print(port, flush=True)
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    await stopped.wait()
    server.close()


if __name__ == "__main__":
    asyncio.run(main())
