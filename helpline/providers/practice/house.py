"""Puts the practice line together: one web server and one mail relay."""

import socket
from collections.abc import Mapping
from contextlib import closing
from copy import copy
from dataclasses import dataclass
from functools import cache

from aiosmtpd.controller import Controller
from flask import Flask
from requests.adapters import BaseAdapter
from werkzeug.serving import BaseWSGIServer, make_server

from helpline.providers.practice import (
    conferences,
    control,
    devices,
    members,
    messages,
    numbers,
    recordings,
    resources,
    rest,
)
from helpline.providers.practice.exchange import Exchange
from helpline.providers.practice.mailbox import Mailbox, serve_mail
from helpline.providers.practice.setup import Setup

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class PracticeLine:
    """Both servers, listening. ``serve`` blocks until ``close`` is called from elsewhere."""

    exchange: Exchange
    mailbox: Mailbox
    web: BaseWSGIServer
    mail: Controller
    mail_port: int

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.web.port}"

    @property
    def mail_url(self) -> str:
        return f"smtp://{LOOPBACK}:{self.mail_port}"

    def forget(self) -> None:
        """As if just opened."""
        self.exchange.forget()
        self.mailbox.forget()

    def serve(self) -> None:
        self.web.serve_forever()

    def close(self) -> None:
        self.web.shutdown()
        self.web.server_close()
        self.mail.stop()


def practice_app(exchange: Exchange, mailbox: Mailbox) -> Flask:
    app = copy(_addresses())
    app.extensions = {}
    parts = (resources, conferences, members, messages, numbers, recordings)
    handlers = {name: handler for part in parts for name, handler in part.HANDLERS.items()}
    rest.init_app(app, exchange, handlers)
    control.init_app(app, mailbox)
    devices.init_app(app)
    return app


@cache
def _addresses() -> Flask:
    """The same for every line: to take them apart takes longer than all else in opening one."""
    app = Flask(__name__, static_folder=None)
    for part in (recordings, rest, control, devices):
        app.register_blueprint(part.bp)
    return app


def open_line(
    setup: Setup, *, port: int, mail_port: int, ways: Mapping[str, BaseAdapter] | None = None
) -> PracticeLine:
    """Port 0 takes a free one. Listens on loopback only: there are no passwords here."""
    exchange = Exchange(setup, ways)
    mailbox = Mailbox(setup.mail_folder, exchange.faults)
    web = make_server(LOOPBACK, port, practice_app(exchange, mailbox), threaded=True)
    mail_port = mail_port or _free_port()
    return PracticeLine(exchange, mailbox, web, serve_mail(mailbox, mail_port), mail_port)


def _free_port() -> int:
    with closing(socket.create_server((LOOPBACK, 0))) as free:
        return int(free.getsockname()[1])
