"""A helpline of a few pages, written in our words only, that notes down what it is told."""

from collections.abc import Callable

from flask import Flask, Response, request
from flask.typing import ResponseReturnValue

from helpline.providers import Answer, Carrier, Form

Page = Callable[[Form], Answer]


class Toy:
    def __init__(self, carrier: Carrier, base: str) -> None:
        self.carrier = carrier
        self.base = base
        self.asked: list[tuple[str, Form]] = []
        """Every webhook, in order: path and fields."""
        self.headers: list[dict[str, str]] = []
        self.refused = 0
        self.app = Flask("toy")
        self.app.before_request(self._check)
        self.says("/status", _nothing)
        self.says("/events", _nothing)

    def url(self, path: str) -> str:
        return self.base + path

    def says(self, path: str, page: Page) -> None:
        """Answer this path with these steps."""

        def view() -> Response:
            return self.carrier.respond(page(request.form))

        self.serves(path, view)

    def serves(self, path: str, view: Callable[[], ResponseReturnValue]) -> None:
        self.app.add_url_rule(path, path, view, methods=["GET", "POST"])

    def writes(self, path: str, verbs: str) -> None:
        """Answer this path with TwiML, word for word."""
        document = f"<Response>{verbs}</Response>"
        self.serves(path, lambda: Response(document, content_type="text/xml"))

    def told(self, path: str) -> list[Form]:
        return [form for asked, form in self.asked if asked == path]

    def _check(self) -> ResponseReturnValue | None:
        if request.path.endswith(".wav"):  # a recording is for whoever knows its name
            return None
        raw = str(request.environ["RAW_URI"])
        if not self.carrier.signed(raw, request.form, request.headers):
            self.refused += 1
            return "not signed", 403
        self.asked.append((request.path, request.form))
        self.headers.append(dict(request.headers))
        return None


def _nothing(_form: Form) -> Answer:
    return Answer()
