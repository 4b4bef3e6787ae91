"""The one place that knows WeasyPrint. Import it by way of ``helpline.paper``."""

from typing import Final

from PIL import ImageFile
from weasyprint import HTML
from weasyprint.urls import URLFetcher

NOTHING: Final = URLFetcher(allowed_protocols=())
"""Refuses every address: no file of this machine, and nobody else's server."""

# It lets the whole process take torn pictures; what people send us must be whole.
ImageFile.LOAD_TRUNCATED_IMAGES = False


def make(html: str) -> bytes:
    pdf: bytes = HTML(string=html, url_fetcher=NOTHING).write_pdf(pdf_variant="pdf/ua-1")
    return pdf
