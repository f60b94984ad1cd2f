"""How a formula in MathML reads in a line, and what of it is kept."""

from __future__ import annotations

import pytest
from lxml import etree

from pipeline import xmldoor
from pipeline.content import Math
from pipeline.ingest import mathml

SPACE = 'xmlns="http://www.w3.org/1998/Math/MathML"'


def root(inside: str) -> etree._Element:
    return xmldoor.parse(f"<math {SPACE}>{inside}</math>".encode())


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<mi>a</mi><mo>+</mo><mi>b</mi>", "a+b"),
        ("<mn>2</mn><mi>a</mi><mo>&#x2062;</mo><mi>b</mi>", "2a b"),
        ("<mfrac><mi>a</mi><mrow><mi>b</mi><mo>-</mo><mn>1</mn></mrow></mfrac>", "a/(b-1)"),
        (
            "<msup><mi>x</mi><mn>2</mn></msup><msub><mi>y</mi><mrow><mi>i</mi><mo>+</mo><mi>j</mi></mrow></msub>",
            "x^2 y_(i+j)",
        ),
        ("<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>", "x_1^2"),
        ("<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover><mi>x</mi>", "∑_i^n x"),
        ("<mover><mi>x</mi><mo>¯</mo></mover>", "x¯"),
        ("<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>", "√(x+1)"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", "3√x"),
        (
            "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd></mtr></mtable>",
            "[1, 2; 3]",
        ),
        ("<mmultiscripts><mi>X</mi><mi>a</mi><mprescripts/><mi>b</mi></mmultiscripts>", "Xa b"),
        ("<mfrac><mi>a</mi></mfrac>", "a"),
        ("<mi>foo</mi><mi>bar</mi>", "foobar"),
        ("<maction><mi>a</mi></maction><mtext> als </mtext><mi>b</mi>", "a als b"),
    ],
)
def test_a_formula_reads_in_a_line(inside: str, text: str) -> None:
    found = mathml.formula(root(inside))
    assert found is not None
    assert found.text == text
    held = "".join(mathml.leaves(root(inside)))
    assert sorted("".join(held.split()).replace("\u2062", "") + mathml.added(found, held)) == sorted(
        text.replace(" ", "")
    )


def test_what_only_programs_read_is_left_out() -> None:
    made = mathml.formula(
        root('<semantics><mi onclick="x()" mathvariant="bold">a</mi><annotation>{a}</annotation></semantics>')
    )
    assert made == Math("a", f'<math {SPACE}><semantics><mi mathvariant="bold">a</mi></semantics></math>')


def test_a_formula_too_deep_to_be_one_keeps_its_text() -> None:
    assert mathml.formula(root("<mrow>" * 200 + "<mi>a</mi>" + "</mrow>" * 200)) == Math("a")
    assert mathml.formula(root("<mi> </mi>")) is None
