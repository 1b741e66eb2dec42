"""What can be wrong with a file, its structure, its identity and its cells. A released code is never used again."""

from typing import Final

from collector.domain.finding import Rule, Severity

NOT_A_WORKBOOK: Final = Rule(
    "P101",
    Severity.BLOCKS,
    "Plik nie jest skoroszytem .xlsx",
    "Pliku nie można odczytać jako skoroszytu Excela: {found}.",
    "Jeżeli to formularz, otwórz go w Excelu, zapisz jako Skoroszyt programu Excel (.xlsx) i odeślij ponownie; "
    "jeżeli to inny dokument, poproś o właściwy formularz. Ten plik przenieś poza folder zwrotów.",
)
OTHER_FILE: Final = Rule(
    "P102",
    Severity.INFO,
    "Plik innego rodzaju",
    "Pominięto plik, który nie jest skoroszytem ({found}).",
    "Jeżeli zawiera dane, przepisz je do formularza; jeżeli to pismo lub załącznik, nic nie trzeba robić.",
)
UNKNOWN_FILE: Final = Rule(
    "P107",
    Severity.EXPLAIN,
    "Nieznany plik",
    "Nie wiadomo, czym jest ten plik ({found}); nie odczytano go.",
    "Jeżeli to formularz pod inną nazwą albo archiwum z formularzem, zapisz formularz w folderze zwrotów jako plik "
    ".xlsx.",
)
ENCRYPTED: Final = Rule(
    "P103",
    Severity.BLOCKS,
    "Skoroszyt z hasłem",
    "Skoroszyt jest zabezpieczony hasłem, więc nie można go odczytać.",
    "Zapisz formularz bez hasła (Plik > Informacje > Chroń skoroszyt) i odeślij go ponownie.",
)
ERROR_CELL: Final = Rule(
    "P104",
    Severity.BLOCKS,
    "Błąd formuły w komórce",
    "W wierszu {indicator} zamiast wpisu stoi błąd formuły {found}.",
    "Wpisz wartość z klawiatury, bez formuły.",
    several="W {number} wierszach ({indicators}) zamiast wpisu stoi błąd formuły {found}.",
)
FORMULA: Final = Rule(
    "P105",
    Severity.INFO,
    "Wartość z formuły",
    "Wpis w wierszu {indicator} jest wynikiem formuły {found}; przyjęto zapisany wynik: {expected}.",
    "Nic nie trzeba robić, jeżeli wynik jest właściwy.",
    several="Wpisy w {number} wierszach ({indicators}) są wynikami formuł; przyjęto zapisane wyniki.",
)
FORMULA_WITHOUT_RESULT: Final = Rule(
    "P106",
    Severity.BLOCKS,
    "Formuła bez zapisanego wyniku",
    "W wierszu {indicator} jest formuła {found}, ale plik nie zawiera jej wyniku.",
    "Wpisz wartość z klawiatury albo otwórz plik w Excelu, zapisz go i odeślij ponownie.",
    several="W {number} wierszach ({indicators}) jest formuła, ale plik nie zawiera jej wyniku.",
)

SKIPPED_FILE: Final = Rule(
    "P108",
    Severity.INFO,
    "Plik pominięty",
    "Pominięto {found}.",
    "Nic nie trzeba robić. Jeżeli ktoś ma formularz otwarty, niech go zapisze i zamknie przed odesłaniem.",
)
NOT_A_REGULAR_FILE: Final = Rule(
    "P109",
    Severity.BLOCKS,
    "Skrót albo plik specjalny",
    "Nie odczytano: {found}.",
    "Skopiuj właściwy plik do folderu zwrotów zamiast skrótu.",
)
FOLDER_NAMED_AS_FILE: Final = Rule(
    "P110",
    Severity.EXPLAIN,
    "Folder o nazwie pliku",
    "To folder o nazwie skoroszytu, a nie plik; przejrzano pliki, które w nim są.",
    "Sprawdź, czy formularz jest w tym folderze; jeżeli go nie ma, zapisz go w folderze zwrotów.",
)
DAMAGED: Final = Rule(
    "P111",
    Severity.BLOCKS,
    "Plik uszkodzony",
    "Plik jest uszkodzony: {found}.",
    "Otwórz go w Excelu (Plik > Otwórz > strzałka obok „Otwórz” > „Otwórz i napraw”), sprawdź wartości, zapisz jako "
    "Skoroszyt programu Excel (.xlsx) i odeślij ponownie. Uszkodzony plik przenieś poza folder zwrotów.",
)
WRONG_PASSWORD: Final = Rule(
    "P112",
    Severity.BLOCKS,
    "Niewłaściwe hasło",
    "Skoroszyt jest zabezpieczony hasłem, a hasło podane programowi go nie otwiera.",
    "Zapisz formularz bez hasła (Plik > Informacje > Chroń skoroszyt) i odeślij go ponownie. Koordynator "
    "może podać właściwe hasło w zmiennej środowiskowej COLLECTOR_PASSWORD.",
)
TOO_LARGE: Final = Rule(
    "P113",
    Severity.BLOCKS,
    "Plik niezwykle duży",
    "Plik jest niezwykle duży jak na formularz: {found} (dozwolone: {expected}).",
    "Otwórz nowy formularz od koordynatora, przenieś do niego same wartości i odeślij go.{setting}",
)
FORBIDDEN_CONTENT: Final = Rule(
    "P114",
    Severity.BLOCKS,
    "Niedozwolona zawartość",
    "Plik zawiera to, czego nie ma żaden skoroszyt zapisany w Excelu: {found}. Nie odczytano go.",
    "Otwórz nowy formularz od koordynatora, wpisz do niego wartości i odeślij go. Sprawdź, skąd pochodzi ten plik, "
    "i przenieś go poza folder zwrotów.",
)
READING_FAILED: Final = Rule(
    "P115",
    Severity.BLOCKS,
    "Nie udało się odczytać pliku",
    "Pliku nie udało się odczytać: {found}.",
    "Otwórz go w Excelu, zapisz jako Skoroszyt programu Excel (.xlsx) i odeślij ponownie; jeżeli to nie pomoże, "
    "przenieś wartości do nowego formularza.",
)
UNUSUAL_KIND: Final = Rule(
    "P116",
    Severity.INFO,
    "Plik innego formatu",
    "To {found}; odczytano go jak zwykły formularz.",
    "Nic nie trzeba robić. Następnym razem zapisz plik jako Skoroszyt programu Excel (.xlsx), bez hasła.",
)
EXTRA_PARTS: Final = Rule(
    "P117",
    Severity.INFO,
    "Dodatkowe składniki pliku",
    "Plik zawiera także: {found}. Nie uruchomiono ich ani nie odczytano.",
    "Nic nie trzeba robić, jeżeli wartości są w polach formularza.",
)
COMMENTS: Final = Rule(
    "P121",
    Severity.EXPLAIN,
    "Komentarze i pola tekstowe",
    "W pliku są {found}, których collector nie czyta.",
    "Obejrzyj je (komentarze: Recenzja > Pokaż komentarze lub Notatki). Dane i poprawki, które w nich są, wpisz do "
    "kolumn „Wartość” lub „Uwagi”.",
)
CELLS_LOST: Final = Rule(
    "P118",
    Severity.BLOCKS,
    "Nie wszystkie komórki odczytano",
    "W pliku jest wypełnionych komórek: {expected}, a odczytano: {found}.",
    "Otwórz plik w Excelu, zapisz go jako Skoroszyt programu Excel (.xlsx) i odeślij ponownie.",
)
NO_ACCESS: Final = Rule(
    "P119",
    Severity.BLOCKS,
    "Pliku nie można otworzyć",
    "Pliku nie można otworzyć: {found}.",
    "Zamknij go w innych programach, sprawdź prawo odczytu i uruchom polecenie ponownie.",
)
ARCHIVE: Final = Rule(
    "P120",
    Severity.BLOCKS,
    "Archiwum zamiast formularza",
    "Plik nie jest formularzem: {found}.",
    "Rozpakuj archiwum, zapisz w folderze zwrotów sam formularz (.xlsx), a archiwum przenieś poza ten folder.",
)

NO_TABLE: Final = Rule(
    "S201",
    Severity.BLOCKS,
    "Nie ma tabeli formularza",
    "W skoroszycie nie znaleziono tabeli formularza (wiersza z nagłówkami: {expected}).",
    "Odeślij formularz otrzymany od koordynatora, z arkuszem „Dane”. Nie zmieniaj nagłówków tabeli.",
)
TWO_TABLES: Final = Rule(
    "S202",
    Severity.BLOCKS,
    "Dwie tabele formularza",
    "Tabela formularza jest w kilku arkuszach: {found}. Nie wiadomo, która jest właściwa.",
    "Zostaw w pliku jeden arkusz z tabelą i odeślij go ponownie.",
)
NO_COLUMN: Final = Rule(
    "S203",
    Severity.BLOCKS,
    "Brak kolumny",
    "W tabeli nie ma kolumny „{expected}”, więc nie można odczytać odpowiedzi.",
    "Odeślij formularz z kompletem kolumn albo poproś koordynatora o nowy i przenieś do niego wartości.",
)
UNKNOWN_ROW: Final = Rule(
    "S204",
    Severity.BLOCKS,
    "Nieznany wiersz",
    "Wiersz ma numer „{found}”, którego nie ma wśród wskaźników tego realizatora.{more}",
    "Sprawdź numer w kolumnie „Nr wskaźnika”; jeżeli wiersz dopisano, usuń go i wpisz dane we właściwym wierszu.",
)
MISSING_ROW: Final = Rule(
    "S205",
    Severity.BLOCKS,
    "Brak wiersza",
    "W tabeli nie ma wiersza wskaźnika {indicator}.",
    "Odeślij formularz z kompletem wierszy albo poproś koordynatora o nowy.",
    several="W tabeli brakuje wierszy {number} wskaźników: {indicators}.",
)
REPEATED_ROW: Final = Rule(
    "S206",
    Severity.BLOCKS,
    "Powtórzony wiersz",
    "Wskaźnik {indicator} ma w tabeli kilka wierszy: {found}.",
    "Zostaw jeden wiersz z właściwą wartością, pozostałe usuń.",
)
OTHER_LABEL: Final = Rule(
    "S207",
    Severity.BLOCKS,
    "Numer nie pasuje do nazwy",
    "Wiersz wskaźnika {indicator} ma inną nazwę lub jednostkę niż w katalogu: „{found}” zamiast „{expected}”.",
    "Jeżeli numery albo nazwy przesunęły się przy wklejaniu, przywróć je; każda wartość ma stać w wierszu swojego "
    "wskaźnika. Nazw i jednostek nie zmieniaj.",
    several="W {number} wierszach ({indicators}) nazwa lub jednostka jest inna niż w katalogu.",
)
DATA_OUTSIDE_ROWS: Final = Rule(
    "S208",
    Severity.BLOCKS,
    "Dane poza wierszami wskaźników",
    "W wierszu bez numeru wskaźnika wpisano: „{found}”.{more}",
    "Przenieś wpis do wiersza właściwego wskaźnika albo usuń go.",
)
REPEATED_COLUMN: Final = Rule(
    "S210",
    Severity.BLOCKS,
    "Powtórzona kolumna",
    "Tabela ma kilka kolumn z nagłówkiem „{found}”. Nie wiadomo, która jest właściwa.",
    "Zostaw jedną kolumnę z tym nagłówkiem, dopisaną usuń i odeślij plik ponownie.",
)
OUTSIDE_FIELDS: Final = Rule(
    "S211",
    Severity.EXPLAIN,
    "Wpisy poza polami formularza",
    "Poza polami formularza są wpisy, których nie przejęto: {found}.",
    "Przenieś je do kolumn „Wartość” lub „Uwagi”; jeżeli to notatki robocze, nic nie trzeba robić.",
)
ROW_BY_NAME: Final = Rule(
    "S212",
    Severity.EXPLAIN,
    "Wiersz rozpoznany po nazwie",
    "W wierszu jest numer „{found}”, a nazwa i jednostka wskaźnika {indicator}; odczytano go jako {indicator}.",
    "Sprawdź, czy wartość jest we właściwym wierszu, i przywróć numer {indicator} w pierwszej kolumnie.",
)
SHEET_TWICE: Final = Rule(
    "S213",
    Severity.INFO,
    "Kopia arkusza",
    "Tabela formularza jest w kilku arkuszach: {found}. Kopie są puste albo takie same; odczytano arkusz „{expected}”.",
    "Nic nie trzeba robić.",
)
FORM_CELLS_CHANGED: Final = Rule(
    "S214",
    Severity.EXPLAIN,
    "Zmienione komórki formularza",
    "Zmieniono komórki, które miały pozostać bez zmian: {found}. Tych wpisów nie przejęto.",
    "Jeżeli to dane, przenieś je do kolumn „Wartość” lub „Uwagi”; jeżeli to poprawka formularza, zgłoś ją "
    "koordynatorowi.",
)
UNDER_MERGED: Final = Rule(
    "S215",
    Severity.BLOCKS,
    "Wartość przykryta scaleniem",
    "Wartość wskaźnika {indicator} („{found}”) jest ukryta pod scalonymi komórkami {expected}, więc jej nie widać.",
    "Rozdziel scalone komórki (Narzędzia główne > Scal i wyśrodkuj), sprawdź wartość w każdej z nich i odeślij plik.",
    several="Wartości {number} wskaźników ({indicators}) są ukryte pod scalonymi komórkami {expected}, więc ich nie "
    "widać.",
)
NO_ROWS: Final = Rule(
    "S209",
    Severity.BLOCKS,
    "Tabela bez wierszy",
    "W tabeli formularza nie ma żadnego wiersza z numerem wskaźnika.",
    "Odeślij formularz z kompletem wierszy albo poproś koordynatora o nowy i przenieś do niego wartości.",
)

OTHER_PROGRAMME: Final = Rule(
    "T301",
    Severity.BLOCKS,
    "Formularz innego programu",
    "To formularz programu „{found}”, a zbierane są dane programu „{expected}”.",
    "Odeślij formularz właściwego programu.",
)
OTHER_YEAR: Final = Rule(
    "T302",
    Severity.BLOCKS,
    "Formularz innego roku",
    "To formularz za rok {found}, a zbierane są dane za rok {expected}.",
    "Wypełnij i odeślij formularz za rok {expected}. Plik za inny rok przenieś do folderu tego roku.",
)
UNKNOWN_EXECUTOR: Final = Rule(
    "T303",
    Severity.BLOCKS,
    "Nieznany realizator",
    "Formularz wystawiono dla realizatora „{found}”, którego nie ma w programie.",
    "Poproś koordynatora o właściwy formularz i przenieś do niego wartości.",
)
NO_IDENTITY: Final = Rule(
    "T304",
    Severity.BLOCKS,
    "Formularz bez numeru",
    "W skoroszycie nie ma numeru formularza, więc nie wiadomo, czyje to dane i za jaki rok.",
    "Odeślij formularz otrzymany od koordynatora; numer stoi nad tabelą (np. MOPR-2017-1f3a9c).",
)
CONTRADICTION: Final = Rule(
    "T305",
    Severity.BLOCKS,
    "Sprzeczne numery formularza",
    "Skoroszyt podaje różne numery formularza: {found}. Nie wiadomo, czyje to dane.",
    "Przenieś wartości do jednego, właściwego formularza i odeślij go ponownie.",
)
OTHER_VERSION: Final = Rule(
    "T306",
    Severity.INFO,
    "Formularz innej wersji",
    "Formularz {found} wystawiono przed zmianą katalogu lub formularza (obecny numer: {expected}).",
    "Wartości odczytano po numerach wskaźników. Sprawdź, czy są wszystkie.",
)
WEAK_IDENTITY: Final = Rule(
    "T309",
    Severity.EXPLAIN,
    "Numer formularza tylko we właściwościach albo w nazwie pliku",
    "Numer formularza {expected} stoi tylko tu: {found}; w arkuszach go nie ma.",
    "Sprawdź, czy to formularz tego realizatora i tego roku. Numer nad tabelą powinien pozostać w pliku.",
)
OTHER_NAME: Final = Rule(
    "T321",
    Severity.EXPLAIN,
    "Inny numer w nazwie pliku",
    "Nazwa pliku podaje numer {found}, a formularz w środku ma numer {expected}. Odczytano to, co jest w środku.",
    "Sprawdź, czy odesłano właściwy plik. Nazwę można zmienić dowolnie.",
)
NEWER_VERSION: Final = Rule(
    "T320",
    Severity.BLOCKS,
    "Formularz nieznanej wersji",
    "Formularz ma wersję {found}, a ten program zna wersje: {expected}.",
    "Zainstaluj nowszą wersję programu collector albo wygeneruj formularz ponownie i przenieś do niego wartości.",
)

NOT_A_NUMBER: Final = Rule(
    "W401",
    Severity.BLOCKS,
    "To nie jest liczba",
    "Wartość wskaźnika {indicator} to „{found}”, a to nie jest liczba{hint}.",
    "Wpisz same cyfry; jednostka stoi obok. Objaśnienie wpisz w kolumnie „Uwagi”. Jeżeli wartości nie ma, wyczyść "
    "komórkę i w kolumnie „Brak wartości” wybierz powód.",
    several="Wpis „{found}” w {number} wierszach ({indicators}) nie jest liczbą{hint}.",
)
NOT_WHOLE: Final = Rule(
    "W402",
    Severity.BLOCKS,
    "Liczba z ułamkiem",
    "Wartość wskaźnika {indicator} to „{found}”, a tu może być tylko liczba całkowita.",
    "Wpisz liczbę całkowitą ({unit}).",
)
DATE_CELL: Final = Rule(
    "W403",
    Severity.BLOCKS,
    "Data zamiast wartości",
    "W komórce wskaźnika {indicator} jest data lub godzina {found}: {hint}.",
    "Wpisz wartość jeszcze raz, bez kropki (ułamek po przecinku). Jeżeli komórka nadal pokazuje datę, zmień jej format "
    "na „Ogólne” i wpisz wartość ponownie.",
)
AMBIGUOUS_NUMBER: Final = Rule(
    "W404",
    Severity.BLOCKS,
    "Niejednoznaczna liczba",
    "Wartość wskaźnika {indicator} to „{found}”: {hint}?",
    "Wpisz liczbę jednoznacznie: tysiące bez kropki i bez przecinka (1250), ułamek po przecinku, bez zbędnych zer "
    "(1,25). Jeżeli komórka pokazuje procent albo tysiące, zmień jej format na „Ogólne”.",
)
OTHER_UNIT: Final = Rule(
    "W405",
    Severity.BLOCKS,
    "Inna jednostka",
    "Wartość wskaźnika {indicator} to „{found}”, a jednostką jest: {unit}.",
    "Podaj wartość w jednostce z formularza ({unit}): samą liczbę, bez jednostki.",
)
NOT_ON_SCALE: Final = Rule(
    "W406",
    Severity.BLOCKS,
    "Poziom spoza skali",
    "Wartość wskaźnika {indicator} to „{found}”, a takiego poziomu nie ma na skali.",
    "Wybierz z listy: {expected}. Kilka poziomów rozdziel ukośnikiem (/).",
)
LOGICAL_CELL: Final = Rule(
    "W407",
    Severity.BLOCKS,
    "PRAWDA albo FAŁSZ zamiast wartości",
    "W komórce wskaźnika {indicator} jest wartość logiczna {found}.",
    "Wpisz wartość jeszcze raz; jednostka stoi obok.",
    several="W {number} wierszach ({indicators}) zamiast wartości jest wartość logiczna {found}.",
)
MARK_ALONE: Final = Rule(
    "W408",
    Severity.BLOCKS,
    "Sama gwiazdka",
    "W komórce wskaźnika {indicator} jest tylko znak przypisu „{found}”, bez wartości.",
    "Wpisz liczbę; jednostka stoi obok, a objaśnienie wpisz w kolumnie „Uwagi”.",
    several="W {number} wierszach ({indicators}) jest tylko znak przypisu „{found}”, bez wartości.",
)
INTERPRETED: Final = Rule(
    "W409",
    Severity.INFO,
    "Wartość odczytana po interpretacji",
    "Wartość wskaźnika {indicator} zapisano jako „{found}”; {expected}.",
    "Nic nie trzeba robić, jeżeli odczytano ją właściwie.",
)
VALUE_AND_REASON: Final = Rule(
    "W410",
    Severity.BLOCKS,
    "Wartość i powód jej braku naraz",
    "Wskaźnik {indicator} ma wartość „{found}”, a zarazem „{expected}” w kolumnie „Brak wartości”.",
    "Zostaw jedno z dwojga, a drugie wyczyść: wartość albo powód w kolumnie „Brak wartości”.",
)
TOO_LONG: Final = Rule(
    "W415",
    Severity.BLOCKS,
    "Liczba zbyt długa",
    "Wartość wskaźnika {indicator} to „{found}”; Excel przechowuje dokładnie tylko 15 cyfr.",
    "Wpisz liczbę krótszą, zaokrągloną do potrzebnej dokładności.",
)
NO_REAL_ANSWER: Final = Rule(
    "W416",
    Severity.BLOCKS,
    "Wpis, który nie jest odpowiedzią",
    "Wpis „{found}” przy wskaźniku {indicator} nie mówi, czy nie ma danych, czy nie ma czego podać.",
    "Wpisz odpowiedź albo wyczyść komórkę i w kolumnie „Brak wartości” wybierz „brak danych” lub „nie dotyczy”.",
    several="Wpis „{found}” przy {number} wskaźnikach ({indicators}) nie mówi, czy nie ma danych, czy nie ma czego "
    "podać.",
)
UNKNOWN_REASON: Final = Rule(
    "W411",
    Severity.BLOCKS,
    "Nieznany powód braku wartości",
    "W kolumnie „Brak wartości” wskaźnika {indicator} wpisano „{found}”.",
    "Wybierz z listy: {expected}. Inny powód opisz w kolumnie „Uwagi”.",
    several="W kolumnie „Brak wartości” {number} wskaźników ({indicators}) wpisano „{found}”.",
)
COMPOSITE: Final = Rule(
    "W417",
    Severity.BLOCKS,
    "Kilka liczb w jednej komórce",
    "Wartość wskaźnika {indicator} to „{found}”, a to kilka liczb: {hint}. Nie wiadomo, która jest wartością.",
    "Wpisz jedną liczbę ({unit}). Pozostałe wpisz w wierszach części tego wskaźnika albo, gdy ich nie ma, w kolumnie "
    "„Uwagi”.",
)
ZERO_OR_MISSING: Final = Rule(
    "W418",
    Severity.BLOCKS,
    "Zero czy brak wartości",
    "Wpis „{found}” przy wskaźniku {indicator} może znaczyć: {hint}.",
    "Jeżeli nic takiego nie było, wpisz 0. W innym razie wyczyść komórkę i w kolumnie „Brak wartości” wybierz powód.",
    several="Wpis „{found}” przy {number} wskaźnikach ({indicators}) może znaczyć: {hint}.",
)

RULES: Final = tuple(value for value in list(globals().values()) if isinstance(value, Rule))
