"""What can be wrong with answers that could be read. A released code is never used again."""

from typing import Final

from collector.domain.finding import Rule, Severity

TOO_SMALL: Final = Rule(
    "W412",
    Severity.BLOCKS,
    "Wartość za mała",
    "Wartość wskaźnika {indicator} to {found}, a najmniejsza dozwolona to {expected}.",
    "Sprawdź liczbę i jednostkę ({unit}), a potem wpisz właściwą wartość.",
    # The value was read; the limit of the catalogue may be the one that is wrong.
    can_be_waived=True,
)
TOO_LARGE: Final = Rule(
    "W413",
    Severity.BLOCKS,
    "Wartość za duża",
    "Wartość wskaźnika {indicator} to {found}, a największa dozwolona to {expected}.",
    "Sprawdź liczbę i jednostkę ({unit}), a potem wpisz właściwą wartość.",
    # As for a value that is too small.
    can_be_waived=True,
)
LOOKS_LIKE_DATE: Final = Rule(
    "W414",
    Severity.EXPLAIN,
    "Liczba wygląda na datę",
    "Wartość wskaźnika {indicator} to {found}; w taką liczbę Excel zamienia wpis {typed} (data {date}). "
    "Ostatnia znana wartość: {expected}.",
    "Jeżeli wpisano {typed}, wpisz wartość jeszcze raz, z przecinkiem zamiast kropki. Jeżeli liczba jest właściwa, w "
    "tym samym wierszu wybierz powód w kolumnie „Powód zmiany” albo opisz go w kolumnie „Wyjaśnienie”.",
    can_be_explained=True,
)

NO_ANSWER: Final = Rule(
    "K501",
    Severity.BLOCKS,
    "Brak odpowiedzi",
    "Nie podano wartości wskaźnika {indicator} „{name}”.",
    "Wpisz wartość (zero jako 0) albo w kolumnie „Brak wartości” wybierz „nie dotyczy” lub „brak danych” (wtedy napisz "
    "powód w kolumnie „Uwagi”).",
    several="Nie podano wartości {number} wskaźników: {indicators}.",
    # It may be that nobody has the value; the report then shows the gap.
    can_be_waived=True,
)
EMPTY_FORM: Final = Rule(
    "K502",
    Severity.BLOCKS,
    "Pusty formularz",
    "W formularzu realizatora {executor} nie wpisano żadnej wartości.",
    "Wypełnij żółte pola formularza i odeślij go ponownie.",
    # As for an executor that sends nothing.
    can_be_waived=True,
)
NOT_SUBMITTED: Final = Rule(
    "K503",
    Severity.BLOCKS,
    "Brak zwrotu",
    "Realizator {executor} ({name}) nie złożył formularza ({found}).",
    "Poproś realizatora o formularz i zapisz go w folderze zwrotów: {expected}.",
    # It may be that the return cannot be had; the report then shows the gaps.
    can_be_waived=True,
)
SIGN_OFF_INCOMPLETE: Final = Rule(
    "K504",
    Severity.EXPLAIN,
    "Niepełna metryczka",
    "W arkuszu „Metryczka” nie wypełniono: {found}.",
    "Uzupełnij metryczkę albo potwierdź dane koordynatorowi w inny sposób.",
)
MARK_WITHOUT_NOTE: Final = Rule(
    "K505",
    Severity.EXPLAIN,
    "Gwiazdka bez przypisu",
    "Przy wartości „{found}” wskaźnika {indicator} jest znak przypisu, ale kolumna „Uwagi” jest pusta.",
    "Wartość zostaw, a w kolumnie „Uwagi” wpisz po gwiazdce, czego dotyczy przypis. Jeżeli przypisu ma nie być, usuń "
    "gwiazdkę przy wartości.",
    several="Przy {number} wartościach ({indicators}) jest znak przypisu, ale kolumna „Uwagi” jest pusta.",
)

PERCENTAGE_DIFFERS: Final = Rule(
    "L601",
    Severity.BLOCKS,
    "Procent niezgodny z licznikiem i mianownikiem",
    "Wskaźnik {indicator} to {found} %, a z licznika i mianownika – {inputs} – wynika {expected} %.",
    "Sprawdź procent, licznik i mianownik i popraw niewłaściwą liczbę.",
    # The percentage may come from figures that are not those of the form, or be rounded in another way.
    can_be_waived=True,
)
ZERO_DENOMINATOR: Final = Rule(
    "L602",
    Severity.BLOCKS,
    "Mianownik równy zero",
    "Mianownik wskaźnika {indicator} wynosi 0, więc procentu nie można policzyć.",
    "Popraw mianownik albo wybierz „nie dotyczy” w kolumnie „Brak wartości” wskaźnika.",
)
PART_EXCEEDS_TOTAL: Final = Rule(
    "L603",
    Severity.BLOCKS,
    "Część większa niż całość",
    "Część {part} to {found}, a całość {total} tylko {expected}.",
    "Popraw część albo całość; część „w tym” nie może być większa od całości.",
    # Both were read, and the official meaning of „w tym” may have been another one.
    can_be_waived=True,
)
PARTS_DIFFER_FROM_TOTAL: Final = Rule(
    "L604",
    Severity.BLOCKS,
    "Części nie dają całości",
    "Części „z tego” wskaźnika {indicator} dają razem {found}, a całość to {expected}.",
    "Popraw części albo całość; części „z tego” muszą dać dokładnie całość.",
    # Both were read, and the parts may not be known completely.
    can_be_waived=True,
)

_HOW_TO_AGREE: Final = (
    "wklej poniższy wpis pod wierszem „rozstrzygniecia:” (jeżeli go nie ma, dopisz go na początku pliku). W "
    "„uzgodniono” wpisz wartość tak jak w formularzu, „brak danych”, „nie dotyczy” albo skrót realizatora, którego "
    "wartość przyjęto; uzupełnij powód, osobę i datę.\n{lines}\nPotem sprawdź zwroty jeszcze raz."
)
EXECUTORS_DISAGREE: Final = Rule(
    "U701",
    Severity.BLOCKS,
    "Realizatorzy podali sprzeczne wartości",
    "Realizatorzy podali sprzeczne wartości wspólnego wskaźnika {indicator}: {found}.",
    "Ustal z realizatorami jedną wartość. Potem albo realizator odsyła poprawiony formularz, albo zapisujesz wybór w "
    f"pliku decisions.yaml: {_HOW_TO_AGREE}",
)
AGREED_OTHERWISE: Final = Rule(
    "U702",
    Severity.BLOCKS,
    "Uzgodnienie dotyczy innych odpowiedzi",
    "Wartość wskaźnika {indicator} uzgodniono (decisions.yaml, wiersz {line}), gdy podano: {expected}. Teraz jest: "
    "{found}, dlatego trzeba ją uzgodnić ponownie.",
    "Ustal z realizatorami wartość jeszcze raz. Z pliku decisions.yaml usuń cały wpis, który zaczyna się w wierszu "
    "{line}. Jeżeli odpowiedzi nie są już sprzeczne i w raporcie ma być wartość, która z nich wynika, to wystarczy. "
    f"Jeżeli wartość ma być uzgodniona, {_HOW_TO_AGREE}",
)
AGREED_VALUE_UNUSABLE: Final = Rule(
    "U703",
    Severity.BLOCKS,
    "Wartości uzgodnionej nie można przyjąć",
    "Wartości „{found}”, którą uzgodniono dla wskaźnika {indicator} (decisions.yaml, wiersz {line}), nie można "
    "przyjąć: {why}.",
    "Popraw „uzgodniono” w tym wpisie: wpisz wartość tak jak w formularzu, „brak danych”, „nie dotyczy” albo skrót "
    "realizatora, którego wartość się liczy ({expected}).",
)
# While one of these is open, nobody knows which value the report would have to print: it is not made at all.
STOPS_THE_REPORT: Final = frozenset(rule.code for rule in (EXECUTORS_DISAGREE, AGREED_OTHERWISE, AGREED_VALUE_UNUSABLE))

RULES: Final = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
