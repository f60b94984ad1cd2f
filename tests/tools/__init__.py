"""The outside checkers, as pytest fixtures: what a browser, a validator or a PDF reader says.

`kit` knows which tools there are and where; `install` (`make test-tools`) brings them; `fixtures`
hands them to the tests; the other modules each drive one tool. Fixtures take a `Path` or the bytes
themselves. A test that asks for one gets its marker by itself (`kit.FIXTURES`), is skipped where
the tool is missing, and fails there if CI=true or `--require-tools` is given.

    browser.visit(page, scheme="dark")      Chromium: what the page asks for and says on the console
    axe(page, scheme="dark", opened=True)   WCAG 2.2 AA, EN 301 549, best practice, as rendered
    nu(page, …)                             errors and warnings of the Nu HTML checker
    verapdf(pdf, …)                         PDF/UA-1 and PDF/A-2a, by veraPDF: the reference
    page_validation(pdf)                    the same standards by another hand, in milliseconds
    pdf_text(pdf), pdf_pages_png(pdf)       what poppler reads and draws
    faketime(moment, command)               a command at another time
"""
