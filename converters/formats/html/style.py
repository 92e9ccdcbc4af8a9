"""The style sheet of written pages: readable on a screen and on paper, in either direction, nothing loaded."""

from __future__ import annotations

SHEET = """\
:root { color-scheme: light dark; }
body { margin: 0; font: 1.05rem/1.6 Georgia, "Times New Roman", "Noto Naskh Arabic", "Noto Serif CJK SC", serif; }
main { max-width: 44rem; margin: 2rem auto; padding: 0 1.5rem; }
.akn-coverPage { border-block-end: 2px solid; margin-block-end: 1.5rem; padding-block-end: .5rem; }
.akn-coverPage p { margin: .2rem 0; }
h1 { font-size: 1.35rem; line-height: 1.3; margin: 1.6rem 0 1rem; }
h2 { font-size: 1.1rem; margin: 1.4rem 0 .6rem; }
p { margin: 0 0 .8rem; }
.akn-num { display: inline-block; min-width: 1.6em; }
.akn-concept { font-style: italic; }
:lang(ar) .akn-concept, :lang(zh) .akn-concept { font-style: normal; font-weight: bold; }
.akn-noteRef { line-height: 0; }
.akn-noteRef a { text-decoration: none; padding: 0 .1em; }
.akn-notes { border-block-start: 1px solid; margin-block-start: 2rem; padding-block-start: .8rem; font-size: .88rem; }
.akn-authorialNote { display: flex; gap: .5rem; }
.akn-authorialNote > div { flex: 1; }
.akn-authorialNote p { margin-block-end: .4rem; }
table { border-collapse: collapse; margin: 0 0 1rem; width: 100%; }
td, th { border: 1px solid; padding: .3rem .5rem; text-align: start; vertical-align: top; }
td p, th p { margin: 0; }
[data-align="center"] { text-align: center; }
[data-align="end"] { text-align: end; }
[data-new-page] { border-block-start: 1px solid; margin-block-start: 3rem; padding-block-start: 1rem; }
[data-indent="1"] { margin-inline-start: 2rem; }
[data-indent="2"] { margin-inline-start: 4rem; }
[data-indent="3"] { margin-inline-start: 6rem; }
[data-indent="4"] { margin-inline-start: 8rem; }
:target { background: Mark; color: MarkText; }
@media print { main { max-width: none; margin: 0; } [data-new-page] { break-before: page; border: 0; } }
"""
