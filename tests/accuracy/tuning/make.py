"""Build the Word pages of the tuning set: `python -m tests.accuracy.tuning.make FOLDER`."""

import sys
from collections.abc import Callable
from pathlib import Path

from docx.document import Document as WordDocument

from tests.accuracy.tuning.word import new, save, write


def amstelveen_01() -> WordDocument:
    """Proper headings, a numbered list of objectives and the usual table of actions."""
    document = new()
    write(
        document,
        """
[h1] 2.3.2 Verkeer en mobiliteit

[h2] Doelstellingen

[n] Minder ernstige verkeersongevallen op gemeentelijke wegen

[n] Meer korte ritten per fiets of te voet

[n] Een goed bereikbaar Stadshart tijdens de verbouwing

[h2] Actuele beleidsontwikkelingen

[h3] Mobiliteitsvisie 2040

[p] De raad heeft in 2021 de Mobiliteitsvisie vastgesteld. In 2026 werken we de visie verder uit in een
fietsprogramma en een parkeerprogramma. De verhouding tussen auto en fiets verandert vooral rond de haltes van
de Amstelveenlijn.

[h3] Verkeersveiligheid rond scholen

[p] Uit metingen in het voorjaar van 2025 blijkt dat bij zes scholen harder wordt gereden dan is toegestaan.
Met de wijkplatforms zijn maatregelen per school besproken.

[h2] Actiepunten

[t] Wat gaan we doen? | type | planning
Vaststellen fietsprogramma 2026-2030 | Beleid | Q1 en Q2 2026
Herinrichten kruising Beneluxbaan en Sportlaan | Project | Q2/3 2026
Plaatsen van snelheidsdisplays bij zes scholen | Uitvoering | Q1 2026
Plaatsen van fietsnietjes bij zes haltes | Uitvoering | 3e/4e kwartaal 2026
Evalueren van het parkeren in Westwijk | Onderzoek | 4e kwartaal 2026
Voeren van overleg met de Vervoerregio | Regulier | doorlopend
""",
    )
    return document


def amstelveen_03() -> WordDocument:
    """Bold lines instead of headings, and the actions as bullets within one cell."""
    document = new()
    write(
        document,
        """
[b] 2.5.4 Sport en bewegen

[b] Doelstellingen

[p] Inwoners van alle leeftijden bewegen voldoende en doen dat in een veilige omgeving.

[b] Actuele beleidsontwikkelingen

[b] Actiepunten

[t] Doel | Wat gaan we doen? | type
Meer kinderen bewegen | * Opstellen beweegplan voor het basisonderwijs // * Inzetten van twee extra buurtsportcoaches \
// * Verlengen subsidie schoolzwemmen | Uitvoering
Toekomstbestendige accommodaties | * Onderzoeken uitbreiding sporthal Bankras // * Verduurzamen sportpark De Startbaan \
| Project

[b] Verbonden partijen

[p] Het Amstelveens Sportbedrijf voert het beheer van de binnensportaccommodaties uit.
""",
    )
    return document


def wassenaar_02() -> WordDocument:
    """An annual report whose status is a coloured cell only."""
    styles = {"h1": ("Kop Programma", "Heading 1"), "h2": ("Kop Onderdeel", "Heading 2"), "p": ("Normaalweb", "Normal")}
    document = new(styles)
    write(
        document,
        """
[h1] Programma 3: Wonen en leefomgeving

[h2] Doelstelling: "Wat wilden we bereiken ?"

[p] Een gevarieerd woningaanbod, waarin ook starters en ouderen een passende woning vinden, met behoud van het
groene karakter van de villawijken.

[h2] Belangrijkste resultaten voor 2025

[t] Resultaat | Wethouder | Planning | Stoplicht | Toelichting
Vaststellen van de Woonzorgvisie | Van der Plas | februari 2025 | {fill:00B050} | De raad stelde de visie vast op 11 \
februari.
Start bouw 42 appartementen aan de Starrenburglaan | Van der Plas | 1 april 2025 | {fill:FF0000} | De aanbesteding \
is mislukt; er volgt een nieuwe ronde.
Actualiseren van de Erfgoedverordening | De Boer | eind 2025 | {fill:FFC000} | Het ontwerp ligt ter inzage.
Actualiseren Erfgoedverordening | De Boer | laatste kwartaal van 2025 | {fill:FFC000} | Zie hiervoor.

[h2] Portefeuillehouder

[p] Wethouders Van der Plas en De Boer
""",
        styles,
    )
    return document


def woerden_01() -> WordDocument:
    """Group rows per objective, joined over the width of the table."""
    styles = {"h1": ("Kop1", "Heading 1"), "h2": ("Kop2", "Heading 2"), "h3": ("Kop3", "Heading 3")}
    document = new(styles)
    write(
        document,
        """
[h1] Opgave 4 Duurzaam bereikbaar Woerden

[h2] Wat wil Woerden met deze opgave bereiken?

[p] Woerden en de kernen blijven bereikbaar, ook nu er tot 2040 vierduizend woningen bij komen. De groei van het
verkeer vangen we op met de fiets en het openbaar vervoer.

[h2] Ambities

[h3] Schoon en stil verkeer

[p] In 2030 rijdt de helft van de bestelauto's in de binnenstad zonder uitstoot.

[h3] Veilig onderweg

[p] Het aantal verkeersslachtoffers daalt ieder jaar.

[h2] Resultaat

[t] Nr. | Resultaat | Wanneer | Trekker
**Schoon en stil verkeer | < | < | <
4.1 | Aanwijzen van de zone voor stadslogistiek | voor de zomer van 2026 | Ruimte
4.2 | Aanleggen van 60 laadpunten in Schilderskwartier en Molenvliet | Q3-2026 | Realisatie
**Veilig onderweg | < | < | <
4.3 | Ombouwen van de rotonde bij de Boerendijk | na de zomer | Realisatie
4.4 | Uitvoeren van de campagne Fiets met licht | jaarlijks | Communicatie
4.5 | Verlagen van de snelheid op de Jaap Bijzerwetering | begin 2026 | Ruimte
""",
        styles,
    )
    return document


def zevenaar_01() -> WordDocument:
    """Plain styles throughout; amounts in whole euros; sentences about years long past."""
    styles = {"p": ("Geenafstand", "Normal"), "b": ("Geenafstand", "Normal"), "cell": ("Geenafstand", "Normal")}
    document = new(styles)
    write(
        document,
        """
[b] 6. Sport en gezondheid

[b] Wat willen we?

[p] In 1974 kreeg Zevenaar zijn eerste overdekte zwembad en in 2018 voegden we de voorzieningen van Zevenaar en
Rijnwaarden samen. Daarop bouwen we voort: iedereen kan dicht bij huis sporten.

[b] Ontwikkelingen

[p] De leden van vv De Griffioen en Sporting PM '62 willen samen verder op sportpark Hengelder. De besturen
tekenden daarvoor in 2024 een intentieverklaring.

[b] Wat doen we?

[t] Activiteit | Wanneer | Wie | Budget
Uitbreiden van sportpark Hengelder met twee velden | 2026-2027 | Team Vastgoed | € 125.000
Uitbreiden van sportpark De Panoven met een kleedgebouw | 2026 e.v. | Team Vastgoed | € 80.000
Verlengen van de afspraken met combinatiefunctionarissen | heel 2026 | Team Samenleving | € 48.500
Uitvoeren van het vitaliteitsakkoord | in de loop van 2026 | Team Samenleving | € 32.000

[b] Wat kost het?

[t] Onderwerp | Begroting 2026 | Raming 2027 | Raming 2028 | Raming 2029
Uitbreiding sportpark Hengelder | € -125.000 | € -240.000 | € -240.000 | € -240.000
Combinatiefunctionarissen | € -48.500 | € -48.500 | € -48.500 | € -48.500
Vitaliteitsakkoord | € -32.000 | € -32.000 | - | -
Rijksbijdrage SPUK | € 60.250 | € 60.250 | - | -
Totaal mutaties | € -145.250 | € -260.250 | € -288.500 | € -288.500
""",
        styles,
    )
    return document


def zevenaar_03() -> WordDocument:
    """Two numbered sections; a table of actions without header row; a sum that is wrong."""
    styles = {
        "h1": ("Paragraaftitel", "Normal"),
        "h2": ("subparagraaftitel", "Normal"),
        "p": ("Geenafstand", "Normal"),
    }
    document = new(styles)
    write(
        document,
        """
[h1] 3.1 Werk en inkomen

[h2] Wat willen we?

[p] Meer inwoners van Zevenaar verdienen hun eigen inkomen; wie dat niet kan, leeft niet in armoede.

[h2] Wat doen we?

[t] Openen van het werkplein aan de Kerkstraat | RSD de Liemers | eind 2026 gereed
Aanbieden van vroegsignalering bij betalingsachterstanden | Team Samenleving | structureel
Invoeren van de meedoenpas voor gezinnen | Team Samenleving | III-2026
Opstellen van een nota minimabeleid | Team Beleid | 2026 Q2

[h2] Wat kost het?

[t] (x € 1.000) | Realisatie 2024 | Begroting 2025 | Begroting 2026 | Begroting 2027 | Begroting 2028 | Begroting 2029
Lasten | -18.204 | -19.377 | -19.850 | -19.902 | -19.944 | -20.011
Baten | 6.355 | 6.420 | 6.488 | 6.500 | 6.500 | 6.512
Saldo baten en lasten | -11.849 | -12.957 | -13.362 | -13.402 | -13.444 | -13.499
Onttrekking reserves | 590 | 340 | - | - | - | -
Resultaat | -11.295 | -12.617 | -13.362 | -13.402 | -13.444 | -13.499

[h1] 3.2 Onderwijs en jeugd

[h2] Wat willen we?

[p] Ieder kind groeit veilig op en gaat naar school.

[h2] Wat doen we?

[t] Opstellen van het integraal huisvestingsplan | Team Vastgoed | 1e kwartaal van 2026
Overdragen van de jeugdgezondheidszorg | GGD | n.t.b.
""",
        styles,
    )
    return document


def baarn_02() -> WordDocument:
    """Cells joined downwards, brackets for negative amounts, and leftovers of last year's text."""
    styles = {"h1": ("Heading11", "Heading 1"), "h2": ("Heading21", "Heading 2"), "p": ("Normaalweb", "Normal")}
    document = new(styles)
    write(
        document,
        """
[h1] Programma 5 Onderwijs

[h2] Wat is het beoogde maatschappelijke effect?

[p] Alle Baarnse kinderen krijgen gelijke kansen in een gezond en goed geventileerd schoolgebouw.

[h2] Op hoofdlijnen

[p] In de begroting 2025 kiezen wij voor de bouw van een nieuw kindcentrum in de Noordschil. De grondverwerving
kost naar verwachting XXX euro.

[h2] Wat gaan we daarvoor doen?

[t] Strategisch doel | Actie | Kwartaal | Voortgang
Gezonde gebouwen | Kiezen van de locatie voor kindcentrum Noordschil | Q1 2026 | Op schema
^ | Ventilatie verbeteren in De Uitkijck | 3e kwartaal 2026 | Vraagt aandacht
^ | Aanvragen van de SUVIS-subsidie | gereed | Afgerond
Gelijke kansen | Uitbreiden van de voorschoolse educatie naar zestien uur | 2e kwartaal 2026 | Op schema
^ | Starten van een ouderkamer op de Montinischool | september 2026 | Niet volgens planning

[h2] Wat mag het kosten?

[t] Bedragen x € 1.000 | Rekening 2024 | Begroting 2025 | Begroting 2026 | Raming 2027 | Raming 2028 | Raming 2029
Onderwijshuisvesting | (1.874) | (2.016) | (2.290) | (2.415) | (2.630) | (2.625)
Leerlingenvervoer | (702) | (731) | (760) | (775) | (790) | (805)
Voor- en vroegschoolse educatie | (388) | (395) | (402) | (402) | (402) | (402)
Herijking schoolgebouwen | - | - | p.m. | p.m. | p.m. | p.m.
Totaal lasten | (2.964) | (3.142) | (3.452) | (3.592) | (3.822) | (3.832)
Totaal baten | 415 | 402 | 410 | 410 | 410 | 410
Saldo | (2.549) | (2.740) | (3.042) | (3.182) | (3.421) | (3.422)
Onttrekking aan reserves | 120 | - | 85 | - | - | -
Programma resultaat | (2.429) | (2.740) | (2.957) | (3.182) | (3.421) | (3.422)
""",
        styles,
    )
    return document


def leiden_01() -> WordDocument:
    """Actions as heading with text, and a table with the movements in reserves."""
    document = new()
    write(
        document,
        """
[h1] Programma 4 Bereikbaarheid

[h2] Missie

[p] De gemeente Leiden wil dat bewoners, bezoekers en bedrijven de stad vlot, veilig en schoon kunnen bereiken.

[h2] Inleiding

[p] De stad groeit en de ruimte op straat is schaars. In 2019 koos de raad met de nota Leiden duurzaam bereikbaar
voor voetganger en fietser; dat blijft het uitgangspunt.

[h2] 4A Prestaties

[h3] 4A1.1 Aanleggen van de fietsroute Leiden-Katwijk

[p] In het tweede kwartaal van 2026 start de aannemer met het gedeelte langs de Oude Rijn.

[h3] 4A1.2 Vervangen van de Spanjaardsbrug

[p] De brug is in december 2026 weer open voor al het verkeer.

[h3] 4A1.3 Uitbreiden van het venstertijdengebied

[p] Het verkeersbesluit nemen wij nadat de proef in de Breestraat is geëvalueerd.

[h2] Wat mag het kosten?

[t] Bedragen x € 1.000,- | Rekening 2024 | Begroting 2025 | Begroting 2026 | Meerjarenraming 2027 | Meerjarenraming \
2028 | Meerjarenraming 2029
Lasten | 31.208 | 33.410 | 34.877 | 34.512 | 34.120 | 34.088
Baten | -11.904 | -12.377 | -12.690 | -12.701 | -12.701 | -12.701
Saldo van baten en lasten | 19.304 | 21.033 | 22.187 | 21.811 | 21.419 | 21.387
Toevoeging reserves | 812 | 450 | 450 | 300 | 300 | 300
Onttrekking reserves | -2.104 | -1.875 | -1.940 | -980 | -410 | -395
Mutaties reserves | -1.292 | -1.425 | -1.490 | -680 | -110 | -95
Resultaat | 18.012 | 19.608 | 20.697 | 21.131 | 21.309 | 21.292
""",
    )
    return document


def capelle_01() -> WordDocument:
    """A report with N and V before the amounts, and icons with a text of their own for the status."""
    styles = {"h1": ("Kop 1 CadIJ", "Heading 1"), "h2": ("Kop 2 CadIJ", "Heading 2")}
    document = new(styles)
    write(
        document,
        """
[h1] Programma 2 Sociale kracht

[h2] Wat wilden we bereiken?

[li] Inwoners krijgen hulp dicht bij huis

[li] De wachttijd voor jeugdhulp is korter dan zes weken

[h2] Wat hebben we daarvoor gedaan?

[t] Omschrijving | Portefeuillehouder | Stand van zaken | Toelichting
Openen van een Huis van de Wijk in Schollevaar | Wilson | {icon:Voltooid} | Geopend in mei.
Aanstellen van vier praktijkondersteuners jeugd | Westerdijk | {icon:Op koers} | Drie van de vier zijn begonnen.
Invoeren van resultaatgerichte bekostiging | Westerdijk | {icon:Aandacht vereist} | De aanbieders vragen uitstel.
Overdragen van de kledingbank | Wilson | {icon:Niet voltooid} | De nieuwe huurder trok zich terug.

[h2] Wat heeft het gekost?

[t] Bedragen x € 1.000 | Begroting 2025 primitief | Begroting 2025 na wijziging | Realisatie 2025 | Afwijking
Lasten | N 30.877 | N 31.393 | N 30.964 | V 429
Baten | V 8.204 | V 8.511 | V 8.630 | V 119
Saldo | N 22.673 | N 22.882 | N 22.334 | V 548
Storting reserves | N 400 | N 650 | N 650 | 0
Onttrekking reserves | V 1.120 | V 1.385 | V 1.012 | N 373
Resultaat | N 21.953 | N 22.147 | N 21.927 | V 175

[h2] Toelichting op verschillen

[p] De lasten vallen lager uit door vacatures bij Stichting Welzijn. De onttrekking aan de reserve is daardoor ook
lager dan begroot.
""",
        styles,
    )
    return document


def nuenen_01() -> WordDocument:
    """Lasten and baten both positive in whole euros; the header row of the actions comes back halfway."""
    styles = {"h1": ("Kop1", "Heading 1"), "h2": ("Kop2", "Heading 2"), "p": ("Standaard tekst", "Normal")}
    document = new(styles)
    write(
        document,
        """
[h1] Programma 1 Bestuur en dienstverlening

[h2] Wat willen we bereiken?

[n] Een dienstverlening die persoonlijk en snel is

[n] Een bestuur dat inwoners vroeg betrekt

[h2] Wat gaan we ervoor doen?

[t] Actie | Planning | Verantwoordelijke
Verlengen van de openingstijden van het Klooster als loket | het derde kwartaal van 2026 | Dienstverlening
Invoeren van het digitaal vergunningenloket | Q3 2026 | Dienstverlening
Actie | Planning | Verantwoordelijke
Houden van vier dorpsgesprekken in Nuenen | 2026 | Griffie
Houden van twee dorpsgesprekken in Gerwen en Nederwetten | 2026 | Griffie
Bijwerken van het archief tot en met 2019 | continu | Informatiebeheer

[h2] Wat mag het kosten?

[t] Omschrijving | Rekening 2024 | Begroting 2025 | Begroting 2026 | Begroting 2027 | Begroting 2028 | Begroting 2029
Lasten | 4.812.366 | 5.020.940 | 5.177.300 | 5.204.815 | 5.198.250 | 5.231.400
Baten | 1.904.118 | 1.850.200 | 1.921.750 | 1.921.750 | 1.934.600 | 1.934.600
Saldo | -2.908.248 | -3.170.740 | -3.255.550 | -3.283.065 | -3.263.650 | -3.296.800

[t] Omschrijving | Rekening 2024 | Begroting 2025 | Begroting 2026 | Begroting 2027 | Begroting 2028 | Begroting 2029
Saldo | -2.908.248 | -3.170.740 | -3.255.550 | -3.283.065 | -3.263.650 | -3.296.800
Onttrekking reserves | 210.000 | 145.500 | 98.000 | 0 | 0 | 0
Toevoeging reserves | 50.000 | 50.000 | 0 | 0 | 0 | 0
Geraamd resultaat | -2.748.248 | -3.075.240 | -3.157.550 | -3.283.065 | -3.263.650 | -3.296.800
""",
        styles,
    )
    return document


def nuenen_03() -> WordDocument:
    """A short page of plain paragraphs with bold headings; investments and a status nobody explains."""
    document = new()
    write(
        document,
        """
[b] 4.2 Cultuur en erfgoed

[b] Wat willen we bereiken?

[p] Het verhaal van Van Gogh is in heel Nuenen te beleven.

[b] Wat gaan we ervoor doen?

[t] status | Actiepunt | wie
groen | Openstellen van de pastorietuin | Team Ruimte
paars | Restaureren van de Roosdonckse molen | Team Ruimte
oranje | Opstellen van het cultuurplan | Team Samenleving

[b] Investeringen

[li] Vervangen podiumtechniek Het Klooster: € 145.000 in 2026

[li] Aanlichten Oude Toren: € 38.000 in 2027

[b] Wat mag het kosten?

[t] Bedragen in euro's | 2026 | 2027 | 2028 | 2029
Lasten | € 318.400 | € 318.400 | € 291.750 | € 291.750
Baten | € 84.000 | € 84.000 | € 84.000 | € 84.000
Saldo | € -234.400 | € -234.400 | € -207.750 | € -207.750
""",
    )
    return document


def middelburg_01() -> WordDocument:
    """A small book: two BBV paragraphs, one with a table of receipts."""
    document = new()
    write(
        document,
        """
[h1] 4.1 Paragraaf Lokale heffingen

[h2] Beleidskader

[p] De tarieven stijgen in 2026 met de loon- en prijsontwikkeling van 3,1%. De nota Lokale heffingen 2023-2026 en
de Legesverordening zijn de grondslag.

[h2] Overzicht van de opbrengsten

[t] Heffing (bedragen x € 1.000) | Rekening 2024 | Begroting 2025 | Begroting 2026
Onroerendezaakbelastingen | 11.842 | 12.310 | 12.688
Rioolheffing | 6.105 | 6.288 | 6.440
Afvalstoffenheffing | 7.490 | 7.731 | 7.902
Toeristenbelasting | 1.388 | 1.402 | 1.610
Parkeerbelasting | 2.207 | 2.290 | 2.325
Precariobelasting | 96 | 90 | 90
Totaal | 29.128 | 30.111 | 31.055

[h2] Woonlasten

[t] Huishouden | Middelburg | Vlissingen | Veere
Eenpersoonshuishouden met huurwoning | € 412 | € 398 | € 377
Meerpersoonshuishouden met koopwoning | € 1.066 | € 1.049 | € 1.011

[h1] 4.2 Paragraaf Onderhoud kapitaalgoederen

[h2] Wegen

[p] Het areaal bestaat uit 3,2 miljoen vierkante meter verharding. De raad koos in 2022 voor kwaliteitsniveau B.

[h2] Openbaar groen

[p] In de beheerplannen staat voor elke wijk welk beeld hoort bij het onderhoud.
""",
    )
    return document


def middelburg_03() -> WordDocument:
    """A column V / N next to the difference, and partners."""
    styles = {"h1": ("Agendapunt", "Heading 1"), "h2": ("Kop2", "Heading 2"), "h3": ("Kop3", "Heading 3")}
    document = new(styles)
    write(
        document,
        """
[h1] Programma 6 Cultuur en toerisme

[h2] Maatschappelijk effect

[p] Middelburg is een levendige monumentenstad waar bewoners en bezoekers cultuur beleven.

[h2] Wat hebben we gedaan?

[t] Instrumenten | Meetmoment | Realisatie / voortgang | Toelichting
Restauratie van de Kloveniersdoelen | Q4 2025 | (G) | De steigers zijn in oktober verwijderd.
Uitvoeringsplan toerisme Walcheren | 24-07-2025 | (O) | Veere heeft nog niet ingestemd.
Verplaatsing van het depot van het Zeeuws Archief | 2025 Q3 | (R) | Er is geen geschikt gebouw gevonden.

[h2] Wat heeft het gekost?

[t] Bedragen x € 1.000 | Begroting 2025 | Rekening 2025 | Verschil | V / N
Lasten | 9.120 | 8.866 | 254 | V
Baten | 2.310 | 2.274 | 36 | N
Saldo | 6.810 | 6.592 | 218 | V
Onttrekking reserves | 540 | 495 | 45 | N
Resultaat | 6.270 | 6.097 | 173 | V

[h2] Verbonden partijen

[h3] Zeeuws Archief

[p] De gemeente draagt bij naar rato van het aantal strekkende meters archief.

[h3] Stichting ZB Bibliotheek van Zeeland

[p] De gemeente heeft een subsidierelatie met de stichting.
""",
        styles,
    )
    return document


def woerden_04() -> WordDocument:
    """Actions as a bulleted list without a table; styles named in Dutch."""
    styles = {
        "h1": ("Kop 1 opgave", "Normal"),
        "h2": ("Kop 2 vraag", "Normal"),
        "li": ("Lijstalinea", "List Bullet"),
        "p": ("Geenafstand", "Normal"),
    }
    document = new(styles)
    write(
        document,
        """
[h1] Opgave 7 Vitale kernen

[h2] Wat wil Woerden met deze opgave bereiken?

[p] Harmelen, Kamerik en Zegveld houden een school, een winkel en een plek om elkaar te ontmoeten.

[h2] Kaderstellende nota's

[li] Woonagenda 2022

[li] Structuurvisie Landelijk gebied

[h2] Wat gaan we doen?

[li] Bouwen van een multifunctionele accommodatie in Kamerik

[li] Verbreden van de Milandweg tussen Kamerik en Kanis

[li] Verlenen van subsidie aan dorpswinkels

[h2] Wat mag het kosten?

[t] bedragen x € 1.000 | Rekening 2024 | Begroting 2025 | Begroting 2026 | Begroting 2027 | Begroting 2028 | \
Begroting 2029
Lasten | 2.140 | 2.388 | 4.015 | 3.960 | 2.410 | 2.418
Baten | -305 | -310 | -1.160 | -1.160 | -310 | -310
Saldo | 1.835 | 2.078 | 2.855 | 2.800 | 2.100 | 2.108
Toevoeging reserves | 100 | 100 | 0 | 0 | 0 | 0
Onttrekking reserves | 0 | -45 | -900 | -820 | 0 | 0
Resultaat | 1.935 | 2.133 | 1.955 | 1.980 | 2.100 | 2.108

[h2] Portefeuillehouder

[p] Wethouder De Weger
""",
        styles,
    )
    return document


def amstelveen_05() -> WordDocument:
    """Indicators with group rows, partners, and actions whose columns stand in another order."""
    styles = {"h1": ("Kop1", "Heading 1"), "h2": ("Kop2", "Heading 2"), "h3": ("Kop3", "Heading 3")}
    document = new(styles)
    write(
        document,
        """
[h1] 2.7 Volksgezondheid

[h2] 2.7.1 Gezonde leefstijl

[h3] Doelstellingen

[p] De gezondheid van inwoners met een laag inkomen verbetert.

[h3] Beleidsindicatoren

[t] Indicator | Bron | Eenheid | Amstelveen 2024 | Nederland 2024
**Volwassenen | < | < | < | <
Overgewicht | GGD | % | 41,3 | 50,2
Rokers | GGD | % | 11,0 | 14,8
**Jongeren | < | < | < | <
Alcoholgebruik in klas 4 | GGD | % | 38,5 | NB
Wekelijks sporten | GGD | % | NNB | 71,2

[h3] Actiepunten

[t] planning | type | Wat gaan we doen?
Q3 2026 | Beleid | Vaststellen nota gezondheidsbeleid
2026 e.v. | Uitvoering | Voorlichten over rookvrij opgroeien bij verloskundigen
2026 e.v. | Uitvoering | Voorlichten over rookvrij opgroeien op schoolpleinen
september 2026 | Uitvoering | Organiseren week van de ontmoeting

[h2] 2.7.2 Jeugdgezondheidszorg

[h3] Doelstellingen

[p] Alle kinderen tot achttien jaar zijn in beeld bij de jeugdarts.

[h3] Actiepunten

[t] planning | type | Wat gaan we doen?
1 juli 2026 | Project | Verhuizen consultatiebureau naar Westwijk
2026-2029 | Uitvoering | Verhogen vaccinatiegraad in Bovenkerk

[h3] Verbonden partijen

[p] De GGD Amsterdam-Amstelland voert de jeugdgezondheidszorg uit.
""",
        styles,
    )
    return document


BUILDERS: dict[str, Callable[[], WordDocument]] = {
    "amstelveen-01": amstelveen_01,
    "amstelveen-03": amstelveen_03,
    "wassenaar-02": wassenaar_02,
    "woerden-01": woerden_01,
    "zevenaar-01": zevenaar_01,
    "zevenaar-03": zevenaar_03,
    "baarn-02": baarn_02,
    "leiden-01": leiden_01,
    "capelle-01": capelle_01,
    "nuenen-01": nuenen_01,
    "nuenen-03": nuenen_03,
    "middelburg-01": middelburg_01,
    "middelburg-03": middelburg_03,
    "woerden-04": woerden_04,
    "amstelveen-05": amstelveen_05,
}


def main(folder: Path) -> None:
    """Write every Word page into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, build in BUILDERS.items():
        save(build(), folder / f"{name}.docx")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
