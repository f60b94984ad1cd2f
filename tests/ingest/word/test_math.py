"""Formulas: what they say in a line, and as MathML."""

import pytest

from pipeline.content import LineBreak, Math, Text, content_text
from pipeline.diagnostics import Code
from tests.ingest.word.build import codes, docx, inline, p, source


def run(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def math(inner: str) -> str:
    return f"<m:oMath>{inner}</m:oMath>"


def of(name: str, **arguments: str) -> str:
    return f"<m:{name}>{''.join(f'<m:{key}>{inner}</m:{key}>' for key, inner in arguments.items())}</m:{name}>"


def accent(sign: str, inner: str) -> str:
    return f'<m:acc><m:accPr><m:chr m:val="{sign}"/></m:accPr><m:e>{inner}</m:e></m:acc>'


def normal(text: str, on: str = "1") -> str:
    return f'<m:r><m:rPr><m:nor m:val="{on}"/></m:rPr><m:t xml:space="preserve">{text}</m:t></m:r>'


MATHML = '<math xmlns="http://www.w3.org/1998/Math/MathML">{}</math>'


@pytest.mark.parametrize(
    ("formula", "text", "mathml"),
    [
        (run("a=2,5"), "a=2,5", "<mi>a</mi><mo>=</mo><mn>2,5</mn>"),
        (
            of("f", num=run("a+1"), den=run("b")),
            "(a+1)/b",
            "<mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mi>b</mi></mfrac>",
        ),
        (of("sSup", e=run("r"), sup=run("2")), "r^2", "<msup><mi>r</mi><mn>2</mn></msup>"),
        (of("sSub", e=run("r"), sub=run("i")), "r_i", "<msub><mi>r</mi><mi>i</mi></msub>"),
        (
            of("sSubSup", e=run("r"), sub=run("i"), sup=run("2")),
            "r_i^2",
            "<msubsup><mi>r</mi><mi>i</mi><mn>2</mn></msubsup>",
        ),
        (of("rad", deg="", e=run("x")), "√x", "<msqrt><mi>x</mi></msqrt>"),
        (of("rad", deg=run("3"), e=run("x")), "3√x", "<mroot><mi>x</mi><mn>3</mn></mroot>"),
        (of("d", e=run("x")), "(x)", "<mo>(</mo><mi>x</mi><mo>)</mo>"),
        (
            '<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val=""/></m:dPr><m:e><m:r><m:t>x</m:t></m:r></m:e></m:d>',
            "[x",
            "<mo>[</mo><mi>x</mi>",
        ),
        (
            '<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr>'
            + f"<m:sub>{run('i')}</m:sub><m:sup>{run('n')}</m:sup><m:e>{run('x')}</m:e></m:nary>",
            "∑_i^n x",
            "<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover><mi>x</mi>",
        ),
        (of("func", fName=run("f"), e=run("x")), "f x", "<mi>f</mi><mo>\u2061</mo><mi>x</mi>"),
        (
            of("m", mr=of("e") and f"<m:e>{run('a')}</m:e><m:e>{run('b')}</m:e>"),
            "[a, b]",
            "<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr></mtable>",
        ),
        (of("eqArr", e=run("a")), "a", "<mtable><mtr><mtd><mi>a</mi></mtd></mtr></mtable>"),
        (of("limLow", e=run("x"), lim=run("n")), "x_n", "<munder><mi>x</mi><mi>n</mi></munder>"),
        (of("bar", e=run("x")), "x", "<munder><mi>x</mi><mo>¯</mo></munder>"),
        (of("acc", e=run("x")), "x\u0302", '<mover accent="true"><mi>x</mi><mo>^</mo></mover>'),
        (accent("\u20d7", run("v")), "v\u20d7", '<mover accent="true"><mi>v</mi><mo>→</mo></mover>'),
        (accent("\u0303", run("ab")), "ab", '<mover accent="true"><mrow><mi>a</mi><mi>b</mi></mrow><mo>~</mo></mover>'),
        (accent("", run("x")), "x", "<mi>x</mi>"),
        (normal("als x groot is"), "als x groot is", "<mtext>als x groot is</mtext>"),
        (
            run("x") + normal(" in  mln") + run("="),
            "x in mln=",
            "<mi>x</mi><mtext>\u00a0in mln</mtext><mo>=</mo>",
        ),
        (normal("x", on="0"), "x", "<mi>x</mi>"),
        (of("box", e=run("x")), "x", "<mi>x</mi>"),
        (run("π") + of("sSup", e=run("r"), sup=run("2")), "π r^2", "<mi>π</mi><msup><mi>r</mi><mn>2</mn></msup>"),
    ],
)
def test_a_formula_reads_in_a_line_and_is_mathml(formula: str, text: str, mathml: str) -> None:
    assert inline(p(math(formula))) == (Math(text, MATHML.format(mathml)),)


def test_formulas_of_one_paragraph_stand_under_each_other() -> None:
    body = p("a", f"<m:oMathPara>{math(run('x'))}{math(run('y'))}</m:oMathPara>")
    assert inline(body) == (
        Text("a"),
        Math("x", MATHML.format("<mi>x</mi>")),
        LineBreak(),
        Math("y", MATHML.format("<mi>y</mi>")),
    )


def test_an_empty_formula_is_nothing() -> None:
    assert inline(p("a", math(""))) == (Text("a"),)


def test_an_invisible_sign_is_a_blank() -> None:
    (found,) = inline(p(math(run("sin\u2061") + run("θ"))))
    assert isinstance(found, Math)
    assert found.text == "sin θ"


def test_formulas_in_a_row_are_kept_apart() -> None:
    found = inline(p(math(run("x")), math(run("y"))))
    assert found == (Math("x", MATHML.format("<mi>x</mi>")), Text(" "), Math("y", MATHML.format("<mi>y</mi>")))


def test_what_is_deleted_or_hidden_in_a_formula_is_in_no_formula_and_quoted() -> None:
    gone = f'<w:del w:id="1" w:author="a">{run("weg")}</w:del><w:ins w:id="2" w:author="a">{run("b")}</w:ins>'
    hidden = "<m:r><w:rPr><w:vanish/></w:rPr><m:t>geheim</m:t></m:r>"
    phantom = f'<m:phant><m:phantPr><m:show m:val="0"/></m:phantPr><m:e>{run("schim")}</m:e></m:phant>'
    made, told = source(docx(p(math(run("a") + gone + hidden + phantom + of("f", num=gone, den=run("c"))))))
    assert content_text([piece.content for piece in made.pieces]) == "a b b/c"
    quoted = [found for found in codes(told) if found[0] is not Code.TRACKED_CHANGES]
    assert quoted == [(Code.HIDDEN_TEXT, "geheimschim"), (Code.DELETED_TEXT, "weg weg")]
