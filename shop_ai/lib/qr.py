"""QR codes as pictures in the page."""

from __future__ import annotations

import io

import segno


def qr_svg(text: str) -> str:
    """The text as an inline SVG without style attributes, which the content security policy would refuse."""
    out = io.BytesIO()
    segno.make(text, error="m").save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=False,
        omitsize=True,
        border=2,
        light="white",
        svgclass="qr",
        lineclass=None,
    )
    return out.getvalue().decode()
