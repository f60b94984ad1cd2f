"""Writes the Word pages of the held-out set into a folder: python -m tests.accuracy.held.make FOLDER."""

import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

STAMP = (2026, 1, 1, 0, 0, 0)


def cells_of(text: str) -> list[list[str]]:
    """The cells of a table written as lines with bars."""
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


def shade(cell: _Cell, colour: str) -> None:
    """Give the cell a background."""
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:color"), "auto")
    shading.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(shading)


def fill(cell: _Cell, text: str, *, bold: bool, style: str | None) -> None:
    """Write the cell: '#RRGGBB' in front is its background, bullets are paragraphs of a list."""
    if text.startswith("#"):
        shade(cell, text[1:7])
        text = text[7:].strip()
    if text.startswith("• "):
        for number, item in enumerate(text[2:].split(" • ")):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            paragraph.style = "List Bullet"
            paragraph.add_run(item)
        return
    if style:
        cell.paragraphs[0].style = style
    run = cell.paragraphs[0].add_run(text)
    run.bold = bold or None


def table(
    doc: Document, text: str, *, heads: tuple[int, ...] = (0,), style: str = "Table Grid", cell_style: str | None = None
) -> Table:
    """A table: '<' joins a cell with the one on its left, '^' with the one above; the rows of `heads` are bold."""
    rows = cells_of(text)
    made: Table = doc.add_table(rows=len(rows), cols=len(rows[0]), style=style)
    for y, row in enumerate(rows):
        for x, content in enumerate(row):
            if content == "<":
                made.cell(y, x - 1).merge(made.cell(y, x))
            elif content == "^":
                made.cell(y - 1, x).merge(made.cell(y, x))
            else:
                fill(made.cell(y, x), content, bold=y in heads, style=cell_style)
    doc.add_paragraph()
    return made


def fake(doc: Document, text: str, size: int, style: str | None = None) -> Paragraph:
    """A heading that is only a bold line."""
    paragraph = doc.add_paragraph(style=style)
    run = paragraph.add_run(text)
    run.bold = True
    run.font.size = Pt(size)
    return paragraph


def own_style(doc: Document, name: str, base: str, size: int | None = None) -> None:
    """A paragraph style of the template's own."""
    style = doc.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = doc.styles[base]
    if size:
        style.font.size = Pt(size)
        style.font.bold = True


def dutch(doc: Document) -> None:
    """The style ids a Dutch Word writes."""
    names = {f"Heading{n}": f"Kop{n}" for n in range(1, 6)} | {
        "ListParagraph": "Lijstalinea",
        "Normal": "Standaard",
        "NoSpacing": "Geenafstand",
    }
    for element in doc.styles.element.iter():
        for attribute in (qn("w:styleId"), qn("w:val")):
            value = element.get(attribute)
            if value in names and (attribute == qn("w:styleId") or element.tag in LINKS):
                element.set(attribute, names[value])


LINKS = {qn("w:basedOn"), qn("w:next"), qn("w:link")}


def lines(doc: Document, style: str, *texts: str) -> None:
    """Some paragraphs of one style."""
    for text in texts:
        doc.add_paragraph(text, style=style)


def bullets(doc: Document, *texts: str) -> None:
    """A list as Word's button makes it: list paragraphs with a numbering of their own."""
    number = doc.styles["List Bullet"].element.pPr.numPr.numId.val
    for text in texts:
        paragraph = doc.add_paragraph(text, style="List Paragraph")
        numbering, reference = OxmlElement("w:numPr"), OxmlElement("w:numId")
        reference.set(qn("w:val"), str(number))
        numbering.append(reference)
        paragraph._p.get_or_add_pPr().append(numbering)


OUDEWATER_ACTIONS = """
Resultaat | Planning | Portefeuillehouder
De transitievisie warmte is herijkt en door de raad vastgesteld | Q2 2026 | W. Knol
Voor de Schuylenburcht ligt een uitvoeringsplan voor een warmtenet klaar | 3e/4e kwartaal 2026 | W. Knol
Inwoners met een laag inkomen krijgen hulp van een energiecoach | doorlopend | J. de Regt
De gemeentelijke gebouwen zijn voorzien van een energielabel A | eind 2026 | B. Lont
Op drie schooldaken liggen zonnepanelen | voor de zomer van 2026 | B. Lont
"""
OUDEWATER_MONEY = """
| Rekening 2024 | Begroting 2025 | Begroting 2026 | Raming 2027 | Raming 2028 | Raming 2029
Lasten | 2.914 | 3.102 | 3.268 | 3.190 | 3.187 | 3.201
Baten | -1.871 | -1.940 | -2.015 | -2.012 | -2.018 | -2.018
Saldo van baten en lasten | 1.043 | 1.162 | 1.253 | 1.187 | 1.169 | 1.183
Toevoeging reserves | 120 | 50 | 50 | 50 | 0 | 0
Onttrekking reserves | -210 | -75 | -140 | -60 | -25 | -25
Geraamd resultaat | 953 | 1.137 | 1.163 | 1.168 | 1.144 | 1.158
"""


def oudewater_01(doc: Document) -> None:
    """Dutch heading styles, one wrong figure."""
    dutch(doc)
    doc.add_heading("4 Energietransitie en milieu", 1)
    doc.add_heading("Maatschappelijk effect", 2)
    doc.add_paragraph(
        "Oudewater is in 2050 een klimaatneutrale stad, waarin iedereen een betaalbaar en comfortabel huis heeft. "
        "De historische binnenstad en het open veenweidelandschap vragen daarbij om maatwerk."
    )
    doc.add_heading("Ambities", 2)
    lines(
        doc,
        "List Number",
        "Het aardgasverbruik van woningen is in 2030 met een kwart gedaald",
        "De eigen gebouwen van de gemeente zijn in 2035 energieneutraal",
        "Geen huishouden hoeft in de kou te zitten",
    )
    doc.add_heading("Resultaat", 2)
    table(doc, OUDEWATER_ACTIONS)
    doc.add_heading("Actualiteit en beleidsaanpassingen", 2)
    doc.add_paragraph(
        "Met de Wet collectieve warmte krijgt de gemeente een regierol bij de aanleg van warmtenetten. Wij onderzoeken "
        "samen met Woerden of een regionaal warmtebedrijf haalbaar is."
    )
    doc.add_heading("Wat mag het kosten?", 2)
    doc.add_paragraph("Bedragen x € 1.000; lasten positief, baten negatief")
    table(doc, OUDEWATER_MONEY)


OUDEWATER2_MONEY = """
Taakveld 7.2 | Rekening 2024 | Begroting 2025 na wijziging | Begroting 2026 | Begroting 2027 | Begroting 2028 \
| Begroting 2029
Onderhoud riolen en gemalen | 612.480 | 634.900 | 658.200 | 671.300 | 684.700 | 698.400
Kapitaallasten | 401.115 | 418.250 | 443.600 | 467.900 | 489.100 | 512.600
Totaal lasten | 1.013.595 | 1.053.150 | 1.101.800 | 1.139.200 | 1.173.800 | 1.211.000
Rioolheffing | -1.248.310 | -1.283.000 | -1.339.400 | -1.381.700 | -1.424.600 | -1.470.200
Overige baten | -4.205 | -2.500 | -2.500 | -2.500 | -2.500 | -2.500
Totaal baten | -1.252.515 | -1.285.500 | -1.341.900 | -1.384.200 | -1.427.100 | -1.472.700
Saldo | -238.920 | -232.350 | -240.100 | -245.000 | -253.300 | -261.700
"""
OUDEWATER2_CLEAN = """
Straat | Lengte (m) | Diameter (mm) | Aanlegjaar
Prins Bernhardstraat | 340 | 400 | 1968
Populierenweg | 215 | 300 | 1971
Wulverhorstbrug e.o. | 120 | 500 | 1959
"""


def oudewater_02(doc: Document) -> None:
    """Whole euros, a list of results, a table of sewers that is no money and no action."""
    dutch(doc)
    doc.add_heading("5 Openbare ruimte", 1)
    doc.add_heading("5.1 Riolering en water", 2)
    doc.add_paragraph("Iv3-taakveld: 7.2 Riolering")
    doc.add_heading("Maatschappelijk effect", 3)
    doc.add_paragraph(
        "Inwoners houden droge voeten en het oppervlaktewater is schoon. Sinds 1953 is de bemaling van de Linschoten "
        "drie keer vergroot; de buien van 2021 lieten zien dat dit niet altijd genoeg is."
    )
    doc.add_heading("Resultaat", 3)
    lines(
        doc,
        "List Bullet",
        "De riolering in de Populierenweg is vervangen",
        "De riolering in de Prins Bernhardstraat is vervangen",
        "Het meldpunt wateroverlast is het hele jaar bereikbaar",
    )
    doc.add_heading("Te vervangen riolen", 3)
    table(doc, OUDEWATER2_CLEAN)
    doc.add_heading("Wat mag het kosten?", 3)
    doc.add_paragraph("Bedragen in euro’s")
    table(doc, OUDEWATER2_MONEY)


DRONTEN_ACTIONS = """
Aanleg van een vrijliggend fietspad langs de Biddingweg | team Verkeer | Q1 en Q2 2026
Vervanging van de verkeerslichten op de kruising De Drieslag | team Verkeer | Q3-2026
Vervanging van de verkeerslichten op de kruising De Noord | team Verkeer | 2026 Q4
Verkeerseducatie op alle basisscholen | team Onderwijs | jaarlijks
"""
DRONTEN_MONEY = """
Bedragen x € 1.000 | Rekening 2024 | Begroting 2025 | Begroting 2026 | Begroting 2027 | Begroting 2028 | Begroting 2029
Lasten | -6.418 | -6.702 | -6.955 | -7.010 | -7.043 | -7.088
Baten | 812 | 745 | 760 | 760 | 771 | 771
Saldo | -5.606 | -5.957 | -6.195 | -6.250 | -6.272 | -6.317
Storting reserves | -300 | - | - | - | - | -
Onttrekking reserves | 425 | 180 | 210 | 95 | - | -
Resultaat | -5.481 | -5.777 | -5.985 | -6.155 | -6.272 | -6.317
"""


def dronten_01(doc: Document) -> None:
    """Bold lines for headings, an action table without header row, expenses negative."""
    dutch(doc)
    fake(doc, "2.3 Bereikbaarheid en verkeersveiligheid", 16)
    fake(doc, "Wat willen we bereiken?", 12)
    doc.add_paragraph(
        "Dronten, Swifterbant en Biddinghuizen zijn goed en veilig bereikbaar, op de fiets, met de bus en met de auto."
    )
    lines(
        doc,
        "List Bullet",
        "Het aantal ernstige verkeersongevallen daalt ieder jaar",
        "Meer leerlingen komen op de fiets naar school",
    )
    fake(doc, "Wat gaan we daarvoor doen?", 12)
    table(doc, DRONTEN_ACTIONS, heads=())
    fake(doc, "Wat mag het kosten?", 12)
    table(doc, DRONTEN_MONEY)
    fake(doc, "Verbonden partijen", 12)
    doc.add_paragraph(
        "Omgevingsdienst Flevoland & Gooi en Vechtstreek voert de verkeersmetingen langs de rondwegen voor ons uit."
    )


BRONCKHORST_ACTIONS = """
Nr. | Activiteit | Stand van zaken | Toelichting
1 | Opstellen woonzorgvisie | Op schema | De visie gaat in oktober naar de raad.
2 | Realiseren van 40 flexwoningen in Hengelo | Niet volgens planning | Het bezwaar van omwonenden loopt nog.
3 | Invoeren van de blijverslening | Afgerond | De regeling staat sinds 1 maart open.
4 | Splitsen van boerderijen makkelijker maken | Vraagt aandacht | De capaciteit van het team is krap.
"""
BRONCKHORST_MONEY = """
| Primitieve begroting 2026 | Actuele begroting 2026 | Verwachting 2026 | Verschil | V / N
Lasten | 8.240 | 8.515 | 8.702 | 187 | N
Baten | 3.105 | 3.105 | 3.341 | 236 | V
Saldo | 5.135 | 5.410 | 5.361 | 49 | V
Onttrekking aan reserves | 260 | 480 | 455 | 25 | N
Resultaat | 4.875 | 4.930 | 4.960 | 24 | V
"""


def bronckhorst_01(doc: Document) -> None:
    """A half-year report with a V / N column and one wrong figure."""
    own_style(doc, "Kop programma", "Heading 1")
    own_style(doc, "Kop vraag", "Heading 2")
    lines(doc, "Kop programma", "3. Wonen en vastgoed")
    lines(doc, "Kop vraag", "Wat wilden we bereiken?")
    doc.add_paragraph("Voor iedere inwoner een passende woning in een leefbare kern, van Vorden tot Steenderen.")
    lines(doc, "Kop vraag", "Wat hebben we daarvoor gedaan?")
    table(doc, BRONCKHORST_ACTIONS)
    lines(doc, "Kop vraag", "Wat heeft het gekost?")
    doc.add_paragraph("(x € 1.000; V = voordeel, N = nadeel)")
    table(doc, BRONCKHORST_MONEY)


VEENENDAAL_ACTIONS = """
Wat gaan we doen? | Planning | Status
Uitbreiden van het cameratoezicht in de binnenstad | 1 april 2026 | #92D050
Opzetten van buurtpreventie in Veenendaal-oost | Q2/3 2026 | #92D050
Sluiten van een convenant met horeca en politie | februari 2026 | #FFC000
Opleiden van vier extra boa’s | in de loop van 2026 | #FF0000
"""
VEENENDAAL_PEOPLE = """
Portefeuille | Portefeuillehouder
Openbare orde en veiligheid | burgemeester G.J. Kats
Handhaving | wethouder D. Bos
"""


def veenendaal_01(doc: Document) -> None:
    """Status in the colour of the cell alone."""
    doc.add_heading("1.2 Openbare orde en veiligheid", 1)
    doc.add_heading("Visie", 2)
    doc.add_paragraph("Veenendaal is een stad waar mensen zich veilig voelen, op straat en achter de voordeur.")
    doc.add_heading("Wat gaan we hiervoor doen?", 2)
    table(doc, VEENENDAAL_ACTIONS, style="Light Grid Accent 1")
    doc.add_heading("Tabel portefeuillehouders", 2)
    table(doc, VEENENDAAL_PEOPLE)


EINDHOVEN_ACTIONS = """
Actie | Wie | Wanneer | Type
Doel 1: Meer talent blijft in de regio | < | < | <
Opstellen van de agenda Brainport voor elkaar | Economie | begin 2026 | Beleid
Uitbreiden van het stagefonds techniek | Economie | 1e kwartaal 2026 | Uitvoering
Actie | Wie | Wanneer | Type
Doel 2: Ruimte voor bedrijven | < | < | <
Herstructureren van bedrijventerrein De Hurk, fase 1 | Ruimte | 2026 | Project
Herstructureren van bedrijventerrein De Hurk, fase 2 | ^ | 2026 e.v. | Project
Onderzoek naar functiemenging op Kapelbeemd | ^ | 4e kwartaal 2026 | Onderzoek
Actie | Wie | Wanneer | Type
Doel 3: Een gastvrije binnenstad | < | < | <
Uitvoeren van het programma Stadsleven | Cultuur | continu | Uitvoering
"""


def eindhoven_01(doc: Document) -> None:
    """Groups per goal, a header row that comes back, cells joined downwards."""
    dutch(doc)
    doc.add_heading("3.1 Economie en Brainport", 1)
    doc.add_heading("Wat willen we bereiken?", 2)
    lines(doc, "List Bullet", "Meer talent blijft in de regio", "Ruimte voor bedrijven", "Een gastvrije binnenstad")
    doc.add_heading("Wat gaan we daarvoor doen?", 2)
    table(doc, EINDHOVEN_ACTIONS, heads=(0, 4, 9))
    doc.add_heading("Ontwikkelingen", 2)
    doc.add_paragraph(
        "Met project Beethoven investeren Rijk en regio tot 2030 in woningen, mobiliteit en opleidingen. In 1891 begon "
        "Philips hier met gloeilampen; de regio telt nu meer dan 400.000 banen."
    )


NEDERBETUWE_FIRST = """
Activiteit | Planning | Trekker
Vaststellen van het integraal huisvestingsplan onderwijs | 3e kwartaal van 2026 | OCW
Start nieuwbouw van de Eben-Haëzerschool in Ochten | na de zomer | OCW
Aanbesteden leerlingenvervoer | | Wmo-team
Overleg met de schoolbesturen over passend onderwijs | structureel | OCW
"""
NEDERBETUWE_SECOND = """
Activiteit | Planning | Trekker
Vaststellen van de nota lokaal onderwijsbeleid | III-2026 | OCW
Uitrol van de doorstroomtoets | gereed | OCW
Inrichten van de monitor voortijdig schoolverlaten | 24-09-2026 | RBL
Uitvoering geven aan de regionale taalaanpak | 2026-2029 | RBL
"""


def neder_betuwe_01(doc: Document) -> None:
    """Two tables in one block, one empty planning."""
    own_style(doc, "Programmatitel", "Normal", 18)
    own_style(doc, "Vraagkop", "Normal", 13)
    lines(doc, "Programmatitel", "4.2 Onderwijs")
    lines(doc, "Vraagkop", "Missie")
    doc.add_paragraph("Ieder kind in Neder-Betuwe volgt onderwijs dat past, in een gezond gebouw en dicht bij huis.")
    lines(doc, "Vraagkop", "Wat willen wij bereiken?")
    lines(
        doc,
        "List Number",
        "Schoolgebouwen zijn duurzaam en gezond",
        "Jongeren verlaten de school met een startkwalificatie",
    )
    lines(doc, "Vraagkop", "Wat gaan we daarvoor doen?")
    doc.add_paragraph("Voor de huisvesting:")
    table(doc, NEDERBETUWE_FIRST)
    doc.add_paragraph("Voor het onderwijsbeleid:")
    table(doc, NEDERBETUWE_SECOND)


LEIDSCHENDAM_ACTIONS = """
Doelstelling | Speerpunten | Wethouder
Inwoners doen langer zelfstandig mee | • Uitbreiden van de dagbesteding in Stompwijk \
• Openen van een tweede ontmoetingscentrum dementie \
• Aanbieden van gratis valpreventie | A. van Eekelen
Mantelzorgers raken niet overbelast | • Verruimen van de respijtzorg \
• Verstrekken van de mantelzorgwaardering | P.M. de Wit
Niemand is ongewild eenzaam | • Opleiden van huisbezoekers | A. van Eekelen
"""
LEIDSCHENDAM_MONEY = """
(x € 1.000) | Rekening 2024 | Begroting 2025 | Begroting 2026 | Raming 2027 | Raming 2028 | Raming 2029
Lasten | < | < | < | < | < | <
Maatwerkvoorzieningen | 18.340 | 19.105 | 20.460 | 20.880 | 21.310 | 21.742
Welzijn en ontmoeting | 5.212 | 5.390 | 5.518 | 5.518 | 5.518 | 5.518
Totaal lasten | 23.552 | 24.495 | 25.978 | 26.398 | 26.828 | 27.260
Baten | < | < | < | < | < | <
Eigen bijdragen | 611 | 590 | 640 | 655 | 670 | 686
Rijksbijdragen | 1.204 | 1.180 | 1.195 | 1.195 | 1.195 | 1.195
Totaal baten | 1.815 | 1.770 | 1.835 | 1.850 | 1.865 | 1.881
Saldo van baten en lasten | -21.737 | -22.725 | -24.143 | -24.548 | -24.963 | -25.379
"""


def leidschendam_voorburg_01(doc: Document) -> None:
    """Several actions in one cell; both sides positive and the balance signed."""
    doc.add_heading("6 Zorg en welzijn", 1)
    doc.add_heading("Speerpunten", 2)
    table(doc, LEIDSCHENDAM_ACTIONS)
    doc.add_heading("Wat gaat het kosten?", 2)
    table(doc, LEIDSCHENDAM_MONEY, style="Medium Shading 1 Accent 1")


UITHOORN_ONE = """
Acties | Planning
Herinrichten van het Zijdelwaardplein | heel 2026
Planten van 250 bomen | laatste kwartaal van 2026
"""
UITHOORN_TWO = """
Acties | Planning
Invoeren van een videoloket | 2e kwartaal 2026
Organiseren van twee burgerberaden | in de loop van 2026
"""
UITHOORN_FOUR = """
Acties | Planning
Vernieuwen van de kunstgrasvelden bij Legmeervogels | 2026 e.v.
Verlengen van de buurtsportcoachregeling | 1 januari 2026
"""


def uithoorn_01(doc: Document) -> None:
    """A small book in a template without heading styles: a number is skipped and a block is empty."""
    own_style(doc, "Paragraaftitel", "Normal", 16)
    own_style(doc, "subparagraaftitel", "Normal", 12)
    lines(doc, "Paragraaftitel", "1. Leefomgeving")
    lines(doc, "subparagraaftitel", "Opgave")
    lines(doc, "No Spacing", "We houden Uithoorn en De Kwakel groen, schoon en heel, nu de ruimte schaarser wordt.")
    lines(doc, "subparagraaftitel", "Acties")
    table(doc, UITHOORN_ONE, cell_style="No Spacing")
    lines(doc, "Paragraaftitel", "2. Bestuur en dienstverlening")
    lines(doc, "subparagraaftitel", "Opgave")
    lines(doc, "No Spacing", "Inwoners krijgen snel en vriendelijk antwoord, aan de balie en digitaal.")
    lines(doc, "subparagraaftitel", "Ontwikkelingen")
    lines(doc, "subparagraaftitel", "Acties")
    table(doc, UITHOORN_TWO, cell_style="No Spacing")
    lines(doc, "Paragraaftitel", "4. Sport en bewegen")
    lines(doc, "subparagraaftitel", "Opgave")
    lines(doc, "No Spacing", "Sporten is voor iedereen bereikbaar en betaalbaar.")
    lines(doc, "subparagraaftitel", "Acties")
    table(doc, UITHOORN_FOUR, cell_style="No Spacing")


ZAANSTAD_MONEY = """
Bedragen x € 1.000,- | Realisatie 2024 | Begroting 2025 | Begroting 2026 | Begroting 2027 | Begroting 2028 \
| Begroting 2029
Personele lasten | (4.120) | (4.310) | (4.405) | (4.405) | (4.405) | (4.405)
Subsidies | (12.806) | (13.150) | (13.420) | (13.390) | (13.390) | (13.390)
Nieuw theater | - | - | p.m. | p.m. | p.m. | p.m.
Totaal lasten | (16.926) | (17.460) | (17.825) | (17.795) | (17.795) | (17.795)
Totaal baten | 2.318 | 2.205 | 2.240 | 2.240 | 2.240 | 2.240
Saldo | (14.608) | (15.255) | (15.855) | (15.555) | (15.555) | (15.555)
"""
ZAANSTAD_ACTIONS = """
Prestaties | Wie | Wanneer | Budget
Verbouwen van het Zaantheater | S. Onclin | n.t.b. | € 1.250.000
Uitvoeren van de cultuurnota Kleur je Zaanstad | S. Onclin | 2025-2028 | € 340.000
Restaureren van de molen De Ooievaar | G. Slegers | 1-10-2026 | € 85.000
Verstrekken van de cultuurpas aan minima | S. Onclin | jaarlijks | € 60.000
"""


def zaanstad_01(doc: Document) -> None:
    """Brackets for what goes out, p.m. and dashes, one wrong figure."""
    dutch(doc)
    own_style(doc, "Programmakop", "Heading 1")
    lines(doc, "Programmakop", "7 Kunst, cultuur en erfgoed")
    doc.add_heading("Programmadoelstelling en de rol van de gemeente", 2)
    doc.add_paragraph(
        "Alle Zaankanters kunnen genieten van kunst en cultuur. De gemeente geeft subsidie, verbindt en bewaart het "
        "industrieel erfgoed."
    )
    doc.add_heading("Prestaties", 2)
    table(doc, ZAANSTAD_ACTIONS)
    doc.add_heading("Baten en lasten Kunst, cultuur en erfgoed", 2)
    table(doc, ZAANSTAD_MONEY)


EDE_ONE = """
Prestatie | Planning | Voortgang
Aanleggen van een klimaatpark in Ede-Oost | Q4 2026 | Op koers
Vergroenen van schoolpleinen in Bennekom en Lunteren | 2026 | Op koers
Vergroenen van de schoolpleinen in Bennekom/Lunteren | 2026 | Op koers
"""
EDE_TWO = """
Prestatie | Planning | Voortgang
Saneren van drie stortplaatsen langs de A12 | eind 2026 gereed | Vraagt aandacht
Meten van de luchtkwaliteit in het buitengebied | doorlopend | Op koers
"""


def ede_01(doc: Document) -> None:
    """A table per goal; two actions almost the same, and one goal with none."""
    dutch(doc)
    doc.add_heading("2.4 Milieu en klimaat", 1)
    doc.add_heading("Wat gaan we daarvoor doen?", 2)
    doc.add_heading("Doel A. Ede is in 2050 klimaatbestendig", 3)
    table(doc, EDE_ONE)
    doc.add_heading("Doel B. De bodem en de lucht zijn schoon", 3)
    table(doc, EDE_TWO)
    doc.add_heading("Doel C. Het geluid langs de snelwegen neemt af", 3)
    doc.add_paragraph("Rijkswaterstaat plaatst de schermen langs de A30; wij volgen de uitvoering op afstand.")


EDE_RISKS = """
Risico | Kans | Gevolg | Beheersmaatregel
Stijgende vraag naar jeugdhulp | groot | groot | Maandelijks sturen op verwijzingen
Cyberaanval | klein | zeer groot | Regelmatige oefening met de Veiligheidsregio
Faillissement van een verbonden partij | zeer klein | groot | Jaarlijkse doorlichting
"""
EDE_RESERVES = """
Bedragen x € 1.000 | Rekening 2024 | Begroting 2025 | Begroting 2026 | Raming 2027 | Raming 2028 | Raming 2029
Algemene reserve | 31.402 | 29.880 | 28.115 | 27.640 | 27.640 | 27.640
Stille reserves | 2.150 | 2.150 | 2.150 | 2.150 | 2.150 | 2.150
Post onvoorzien | 120 | 122 | 125 | 125 | 125 | 125
Totaal weerstandscapaciteit | 33.672 | 32.152 | 30.390 | 29.915 | 29.915 | 29.915
"""


def ede_02(doc: Document) -> None:
    """A paragraph of the law, with a table of risks that is neither action nor money."""
    dutch(doc)
    doc.add_heading("P2 Weerstandsvermogen en risicobeheersing", 1)
    doc.add_heading("Beleidskader", 2)
    doc.add_paragraph(
        "De nota risicomanagement is in 2022 vastgesteld. De ratio van het weerstandsvermogen moet minstens 1,4 zijn; "
        "in 2015 was die nog 1,0."
    )
    doc.add_heading("Belangrijkste risico’s", 2)
    table(doc, EDE_RISKS)
    doc.add_heading("Beschikbare weerstandscapaciteit", 2)
    table(doc, EDE_RESERVES)


DRONTEN2_INVEST = """
Omschrijving | Krediet 2026 | Krediet 2027 | Krediet 2028 | Krediet 2029 | Totaal
Nieuwbouw brandweerkazerne Biddinghuizen | 1.450.000 | 2.300.000 | 0 | 0 | 3.750.000
Vervanging tractoren buitendienst | 180.000 | 0 | 190.000 | 0 | 370.000
Renovatie sporthal De Munt | 0 | 875.000 | 425.000 | 0 | 1.300.000
Openbare verlichting | 210.000 | 210.000 | 210.000 | 210.000 | 840.000
Totaal investeringen | 1.840.000 | 3.385.000 | 825.000 | 210.000 | 6.260.000
"""


def dronten_02(doc: Document) -> None:
    """An appendix with the investments."""
    doc.add_heading("Bijlage 3 Investeringsplan 2026-2029", 1)
    doc.add_heading("Uitgangspunten", 2)
    doc.add_paragraph(
        "Kredieten boven € 500.000 worden apart aan de raad voorgelegd. Afschrijving begint in het jaar na oplevering."
    )
    doc.add_heading("Investeringen", 2)
    doc.add_paragraph("Bedragen in euro’s")
    table(doc, DRONTEN2_INVEST)


UITHOORN4_MONEY = """
Omschrijving | Rekening 2024 | Begroting 2025 | Begroting 2026 | Begroting 2027 | Begroting 2028 | Begroting 2029
Lasten | € 1.482 | € 1.530 | € 1.577 | € 1.577 | € 1.590 | € 1.604
Baten | € 96 | € 110 | € 104 | € 104 | € 104 | € 104
Saldo | € -1.386 | € -1.420 | € -1.473 | € -1.473 | € -1.486 | € -1.500
"""
UITHOORN4_SPLIT = """
Verdeling van de lasten 2026 (x € 1.000) | Begroting 2026
Afvalinzameling | 1.120
Duurzaamheid | 457
Totaal lasten | 1.577
"""


def uithoorn_04(doc: Document) -> None:
    """A small book with contents, numbered levels, actions as headings with text, and an appendix."""
    dutch(doc)
    own_style(doc, "Inhopg1", "Normal")
    own_style(doc, "Kopvaninhoudsopgave", "Normal", 14)
    doc.sections[0].header.paragraphs[0].text = "Programmabegroting 2026"
    doc.sections[0].footer.paragraphs[0].text = "Pagina 12 van 96"
    lines(doc, "Kopvaninhoudsopgave", "Inhoudsopgave")
    lines(doc, "Inhopg1", "5 Duurzaamheid en afval\t3", "5.1 Energie\t3", "5.2 Afval\t4", "Bijlage Begrippen\t5")
    doc.add_heading("5 Duurzaamheid en afval", 1)
    doc.add_heading("5.1 Energie", 2)
    doc.add_heading("Opgave", 3)
    doc.add_paragraph("Uithoorn wekt in 2030 de helft van de eigen stroom op. In 2020 was dat nog 9 procent.")
    doc.add_heading("Acties", 3)
    doc.add_heading("Zon op bedrijfsdaken", 4)
    doc.add_paragraph("Wij brengen ondernemers op bedrijvenpark Amstel en de netbeheerder bij elkaar.")
    doc.add_heading("Isolatieactie De Kwakel", 4)
    doc.add_paragraph("Eigenaren van een huis van voor 1980 kunnen met korting vloer en spouw laten isoleren.")
    doc.add_heading("5.2 Afval", 2)
    doc.add_heading("Opgave", 3)
    doc.add_paragraph("Per inwoner blijft in 2028 niet meer dan 100 kilo restafval over.")
    doc.add_heading("Acties", 3)
    lines(
        doc,
        "List Number",
        "Invoeren van omgekeerd inzamelen bij de hoogbouw",
        "Uitbreiden van de openingstijden van het scheidingsdepot",
    )
    doc.add_heading("Wat gaat het kosten?", 3)
    doc.add_paragraph("Bedragen x € 1.000")
    table(doc, UITHOORN4_MONEY)
    table(doc, UITHOORN4_SPLIT)
    doc.add_heading("Bijlage Begrippen", 1)
    doc.add_heading("Afkortingen", 2)
    lines(doc, "List Bullet", "VANG: van afval naar grondstof", "RES: regionale energiestrategie")


LEIDSCHENDAM4_ACTIONS = """
Doel | Activiteit | Wanneer | Status | Toelichting
Een levendig Huygenskwartier | Herinrichten van de Herenstraat | Q2 2026 | #00B050 Groen | Start na Koningsdag.
^ | Aanpakken van leegstand boven winkels | 2e helft 2026 | #FFC000 Oranje |
^ | Verlichten van de Oude Kerk | december 2026 | #00B050 Groen |
Een vitaal buitengebied | Opstellen van een visie op Stompwijk | maart 2026 | #FF0000 Rood | De adviseur stopte.
^ | Verkopen van de oude schoollocatie | eind 2027 | #0070C0 Blauw | Het doel is gewijzigd door de raad.
"""


def leidschendam_voorburg_04(doc: Document) -> None:
    """The goal joined over several rows; a colour and its word; PM left in the prose."""
    own_style(doc, "Heading11", "Normal", 15)
    own_style(doc, "Heading21", "Normal", 12)
    lines(doc, "Heading11", "3.4 Ruimte en erfgoed")
    lines(doc, "Heading21", "Ambitie")
    doc.add_paragraph("De historische kernen blijven aantrekkelijk om te wonen, te werken en te bezoeken.")
    lines(doc, "Heading21", "Speerpunten")
    table(doc, LEIDSCHENDAM4_ACTIONS)
    lines(doc, "Heading21", "Ontwikkelingen")
    doc.add_paragraph(
        "Het Rijk draagt PM bij aan het herstel van de Vlietlanden; de bijdrage volgt in de voorjaarsnota."
    )


BRONCKHORST3_MONEY = """
Omschrijving | Begroting 2026 | Gewijzigde begroting 2026 | Afwijking | V / N
Lasten | | | |
Onderhoud wegen | 2.315.000 | 2.402.500 | 87.500 | N
Gladheidbestrijding | 248.000 | 231.000 | 17.000 | V
Totaal lasten | 2.563.000 | 2.633.500 | 70.500 | N
Baten | | | |
Leges kabels en leidingen | 64.000 | 81.500 | 17.500 | V
Totaal baten | 64.000 | 81.500 | 17.500 | V
Saldo | 2.499.000 | 2.552.000 | 53.000 | N
"""
BRONCKHORST3_ROADS = """
Weg | Kern | Lengte (km)
Hummeloseweg | Zelhem | 3,2
Ruurloseweg | Vorden | 1,9
"""


def bronckhorst_03(doc: Document) -> None:
    """A report in bold lines, whole euros with a V / N column and rows that are only a heading."""
    dutch(doc)
    fake(doc, "5.2 Wegen en mobiliteit", 15, "No Spacing")
    fake(doc, "Wat wilden we bereiken?", 12, "No Spacing")
    lines(doc, "No Spacing", "De ruim 900 kilometer gemeentelijke wegen zijn veilig en heel.")
    fake(doc, "Wat hebben we gedaan?", 12, "No Spacing")
    bullets(
        doc,
        "De Hummeloseweg in Zelhem is voorzien van fietsstroken",
        "De brug over de Baakse Beek is hersteld",
    )
    fake(doc, "Uitgevoerd groot onderhoud", 12, "No Spacing")
    table(doc, BRONCKHORST3_ROADS, cell_style="No Spacing")
    fake(doc, "Wat heeft het gekost?", 12, "No Spacing")
    lines(doc, "No Spacing", "Bedragen in euro’s; V is voordelig en N is nadelig")
    table(doc, BRONCKHORST3_MONEY, cell_style="No Spacing")


VEENENDAAL3_ACTIONS = """
Wat gaan we hiervoor doen? | < | < | <
Maatregel | Wethouder | Gereed | Stand van zaken
Uitbreiden van de vroegsignalering van schulden | E. Lammers | april 2026 | Voltooid
Aanbieden van een jeugdfonds voor sport en cultuur | E. Lammers | doorlopend | Op koers
Uitvoeren van het plan Iedereen doet mee | M. Verloop | Q4 2026 | Aandacht vereist
Aanbieden van een jeugdfonds voor sport en cultuur | E. Lammers | doorlopend | Op koers
Openen van een werkgeversloket | M. Verloop | na de zomer van 2026 | Nog niet gestart
"""


def veenendaal_03(doc: Document) -> None:
    """The question stands in the first row of the table, over all columns; one action comes twice."""
    doc.add_heading("2.2 Werk en inkomen", 1)
    doc.add_heading("Visie", 2)
    doc.add_paragraph("Wie kan werken, werkt. Wie dat niet kan, houdt genoeg over om mee te doen.")
    doc.add_heading("Actielijst", 2)
    table(doc, VEENENDAAL3_ACTIONS, heads=(0, 1))


ZAANSTAD4_ACTIONS = """
Prestatie | Kwartaal | Trekker
Aanleg van de snelfietsroute naar Amsterdam, deel Zaandam | Q1 en Q2 2026 | Mobiliteit
Aanleg van de snelfietsroute naar Amsterdam, deel Koog | Q3 en Q4 2026 | Mobiliteit
Vernieuwen van de parkeerverordening | Q4 2026 | Parkeren
Prestatie | Kwartaal | Trekker
Afsluiten van de Vincent van Goghweg tijdens de werkzaamheden | Q2/3 2026 | Mobiliteit
Bijhouden van de bewegwijzering | doorlopend | Beheer
"""


def boxed(doc: Document, first: int) -> None:
    """Put what was written since `first` into a content control."""
    body = doc.element.body
    held = [child for child in list(body)[first:] if child.tag != qn("w:sectPr")]
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    control.append(OxmlElement("w:sdtPr"))
    control.append(content)
    held[0].addprevious(control)
    for child in held:
        content.append(child)


def zaanstad_04(doc: Document) -> None:
    """Parts of the page stand in content controls; developments have headings of their own."""
    dutch(doc)
    doc.add_heading("2.1 Bereikbaarheid", 1)
    doc.add_heading("Programmadoelstelling en de rol van de gemeente", 2)
    doc.add_paragraph("Zaanstad blijft bereikbaar, met meer ruimte voor fiets en trein.")
    start = len(doc.element.body) - 1
    doc.add_heading("Ontwikkelingen", 2)
    doc.add_heading("Verbreding van de A8", 3)
    doc.add_paragraph("Het Rijk besluit in 2027 over de verbinding tussen de A8 en de A9.")
    doc.add_heading("Sprinters naar Schiphol", 3)
    doc.add_paragraph("Met de dienstregeling 2026 rijden er vier sprinters per uur vanaf station Zaandam.")
    boxed(doc, start)
    start = len(doc.element.body) - 1
    doc.add_heading("Prestaties", 2)
    made = table(doc, ZAANSTAD4_ACTIONS, heads=(0, 4))
    made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    boxed(doc, start)


EINDHOVEN3_ONE = """
Wat wilden we daarvoor doen? | Status | Toelichting
Planten van 1.000 bomen | Gerealiseerd | Er zijn 1.043 bomen geplant.
Ontstenen van vijf pleinen | Deels gerealiseerd | Drie pleinen zijn klaar.
"""
EINDHOVEN3_TWO = """
Wat wilden we daarvoor doen? | Status | Toelichting
Herstellen van de oevers van de Dommel | Niet gerealiseerd | De vergunning van het waterschap kwam te laat.
"""
EINDHOVEN3_MONEY = """
Bedragen x € 1.000 | Rekening 2024 | Begroot na wijz. 2025 | Rekening 2025 | Verschil
Lasten | -28.904 | -30.115 | -29.377 | 738
Baten | 3.611 | 3.240 | 3.189 | -51
Saldo van baten en lasten | -25.293 | -26.875 | -26.188 | 687
Toevoeging reserves | -500 | -250 | -250 | 0
Onttrekking reserves | 1.120 | 980 | 871 | -109
Resultaat | -24.673 | -26.145 | -25.567 | 587
"""


def eindhoven_03(doc: Document) -> None:
    """Annual accounts: a table per goal, a difference with a sign and one wrong figure."""
    doc.add_heading("5.3 Groen en water", 1)
    doc.add_heading("Wat hebben we bereikt?", 2)
    doc.add_paragraph("Eindhoven is groener geworden: 61 procent van de inwoners woont nu dicht bij een park.")
    doc.add_heading("Wat hebben we daarvoor gedaan?", 2)
    doc.add_heading("Een groenere stad", 3)
    table(doc, EINDHOVEN3_ONE)
    doc.add_heading("Een gezonde rivier", 3)
    table(doc, EINDHOVEN3_TWO)
    doc.add_heading("Wat heeft het gekost?", 2)
    table(doc, EINDHOVEN3_MONEY)


DRONTEN5_MONEY = """
Bedragen x € 1.000 | 2024 | 2025 | 2026 | 2027 | 2028 | 2029
Wegen | -2.870 | -2.955 | -3.040 | -3.075 | -3.110 | -3.145
Riolering | -1.460 | -1.502 | -1.548 | -1.580 | -1.612 | -1.645
Gebouwen | -905 | -930 | -951 | -951 | -951 | -951
Totaal onderhoud | -5.235 | -5.387 | -5.539 | -5.606 | -5.673 | -5.741
"""
DRONTEN5_PLANS = """
Beheerplan | Vastgesteld in | Looptijd
Wegen | 2023 | 2023-2027
Riolering | 2024 | 2024-2028
Gebouwen | 2021 | 2021-2026
"""


def dronten_05(doc: Document) -> None:
    """A paragraph of the law with a table of plans; the amount columns are plain years."""
    own_style(doc, "Agendapunt", "Heading 1")
    lines(doc, "Agendapunt", "C. Onderhoud kapitaalgoederen")
    doc.add_heading("Beleidskader", 2)
    doc.add_paragraph("De kwaliteit van de openbare ruimte is minimaal niveau B; in de centra geldt niveau A.")
    table(doc, DRONTEN5_PLANS)
    doc.add_heading("Wegen", 2)
    doc.add_paragraph("In 2026 krijgt de Dronterweg een nieuwe deklaag. De laatste grote beurt was in 1998.")
    doc.add_heading("Gebouwen", 2)
    doc.add_paragraph("Het meerjarenonderhoudsplan wordt in het najaar aan de raad aangeboden.")
    doc.add_heading("Wat kost het?", 2)
    table(doc, DRONTEN5_MONEY)


TITLES = {
    "bronckhorst-01": "Bestuursrapportage 2026",
    "bronckhorst-03": "Bestuursrapportage 2026",
    "eindhoven-03": "Jaarstukken 2025",
}
CASES: dict[str, Callable[[Document], None]] = {
    "oudewater-01": oudewater_01,
    "oudewater-02": oudewater_02,
    "dronten-01": dronten_01,
    "dronten-02": dronten_02,
    "bronckhorst-01": bronckhorst_01,
    "veenendaal-01": veenendaal_01,
    "eindhoven-01": eindhoven_01,
    "neder-betuwe-01": neder_betuwe_01,
    "leidschendam-voorburg-01": leidschendam_voorburg_01,
    "uithoorn-01": uithoorn_01,
    "zaanstad-01": zaanstad_01,
    "ede-01": ede_01,
    "ede-02": ede_02,
    "uithoorn-04": uithoorn_04,
    "leidschendam-voorburg-04": leidschendam_voorburg_04,
    "bronckhorst-03": bronckhorst_03,
    "veenendaal-03": veenendaal_03,
    "zaanstad-04": zaanstad_04,
    "eindhoven-03": eindhoven_03,
    "dronten-05": dronten_05,
}


def save(doc: Document, target: Path) -> None:
    """Write the file, the same bytes each time."""
    memory = io.BytesIO()
    doc.save(memory)
    with zipfile.ZipFile(memory) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            made.writestr(zipfile.ZipInfo(name, STAMP), source.read(name), zipfile.ZIP_DEFLATED)


def make(folder: Path) -> None:
    """Write every Word page into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, build in CASES.items():
        doc = docx.Document()
        doc.core_properties.title = TITLES.get(name, "Programmabegroting 2026")
        build(doc)
        save(doc, folder / f"{name}.docx")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
