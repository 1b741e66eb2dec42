"""What the first sheet of a catalogue workbook tells the person who edits it."""

from typing import Final

# A heading and what stands under it.
GUIDE: Final = (
    (
        "Po co jest ten plik",
        "To cały katalog programu: części programu, wskaźniki, tabele, realizatorzy i układ raportu. Po zmianach "
        "zapisz plik jako „Skoroszyt programu Excel (.xlsx)” i wczytaj go poleceniem:\n"
        "    collector catalogue import NAZWA-PLIKU.xlsx --out FOLDER --replace\n"
        "FOLDER to folder roboczy, w którym jest plik programme.yaml. Dotychczasowy katalog zostanie zachowany pod "
        "nazwą programme-poprzedni.yaml. Jeżeli w skoroszycie są błędy, polecenie wymieni wszystkie z arkuszem i "
        "komórką i niczego nie zmieni.",
    ),
    (
        "Co wolno zmieniać",
        "Teksty w komórkach, kolejność kolumn i ich szerokość. Wiersze można dopisywać, usuwać i zostawiać puste; "
        "można sortować i filtrować – ukryte wiersze też zostaną wczytane.",
    ),
    (
        "Kolejność wierszy",
        "Jest kolejnością w programie i w formularzach. Ustala ją kolumna „Lp.”, więc sortowanie arkusza niczego nie "
        "zmienia. Żeby przenieść wiersz, wpisz inną Lp., np. 2,5 między 2 a 3. Wiersz bez Lp. stoi za tym, który jest "
        "nad nim w arkuszu.",
    ),
    (
        "Czego nie zmieniać",
        "Nazw arkuszy i nagłówków kolumn (w arkuszach „Program”, „Raport” i „Rejestr”: także nazw pól w pierwszej "
        "kolumnie). Nie wpisuj formuł. Własne notatki trzymaj w innym pliku, bo collector nie przyjmie arkusza ani "
        "kolumny, których nie zna.",
    ),
    (
        "Nowy wskaźnik",
        "Dopisz wiersz w arkuszu „Wskaźniki”. Numer to kod części programu, ukośnik i kolejna liczba, np. A.1.4/4; "
        "numeru raz użytego nie nadawaj ponownie, nawet gdy wskaźnik usunięto. Jednostka, skala i realizatorzy muszą "
        "stać w swoich arkuszach. Licznik, mianownik i części wskaźnika stoją w arkuszu „Składniki”.",
    ),
    (
        "Inne brzmienie wskaźnika",
        "Popraw komórkę „Nazwa”, a poprzednie brzmienie dopisz w kolumnie „Dawne brzmienia”. Numer zostaje ten sam.",
    ),
    (
        "Wartości do wyjaśnienia",
        "Kolumny „Zwykle od”, „Zwykle do” i „Próg zmiany (%)” w arkuszu „Wskaźniki” oraz „Zwykle najwyżej” w arkuszu "
        "„Jednostki” niczego nie zabraniają: mówią, która wartość wymaga wyjaśnienia. „Powtarza wskaźnik nr” to numer "
        "wskaźnika, którego wartość ma być taka sama.",
    ),
    (
        "Wartość docelowa",
        "Kolumna „Wartość docelowa” w arkuszu „Wskaźniki” to liczba, którą wskaźnik ma osiągnąć: co najmniej tyle, gdy "
        "dobrym kierunkiem jest „więcej”, co najwyżej tyle, gdy „mniej”, około tyle, gdy „bez zmian”. Może stać obok "
        "celu zapisanego słowami albo bez niego.",
    ),
    (
        "Kilka pozycji w jednej komórce",
        "Realizatorzy, poziomy skali, przypisy i inne spisy mają każdą pozycję w osobnym wierszu komórki (Alt+Enter). "
        "W kolumnie „Inne rodzaje miar” wiersz ma postać litera: rodzaj, np. b: liczba z opisem.",
    ),
    (
        "Odmiana wyrazów",
        "W arkuszach „Jednostki” i „Poziomy” wyraz stoi w postaci po 1, po 2–4 oraz po 5 i więcej. „Dopełniacz” to "
        "postać liczby pojedynczej po ułamku (0,5 osoby) i po słowach „z”, „od”, „do” (z 1 osoby), „Biernik” – po "
        "słowie „o” (o 1 osobę), „Rodzaj” – rodzaj gramatyczny. Te trzy komórki wypełnia się razem; gdy są puste, "
        "zdania raportu opisowego podają samą liczbę. Wyraz, który się nie odmienia (%, tys. zł), ma trzy jednakowe "
        "postacie.",
    ),
    (
        "Kolumny raportu",
        "Tekst własnej kolumny raportu stoi w arkuszu „Części programu” pod nagłówkiem „Tekst kolumny: klucz”. Gdy "
        "dodajesz własną kolumnę w arkuszu „Kolumny raportu”, dopisz taki nagłówek za ostatnią kolumną.",
    ),
    (
        "Kody i liczby",
        "Komórki mają format „Tekst”, żeby Excel nie zamienił kodu 1.10 w liczbę ani w datę. Liczby wpisuj z "
        "przecinkiem. Gdy wklejasz dane, wybierz „Wklej wartości”; komórki, która pokazuje co innego, niż zawiera "
        "(np. 5% zamiast 0,05), collector nie przyjmie.",
    ),
    (
        "Znak \\",
        "Ukośnik odwrotny zachowuje to, czego nie widać w komórce: \\n to złamanie wiersza w jednej pozycji spisu, \\0 "
        "to wpisany pusty tekst, \\u{9} to znak o tym kodzie, \\\\ to sam ukośnik. Zostaw te znaki tak, jak są. Inne "
        "ukośniki, np. S:\\dane, zostają takie, jak wpisano. Pusta komórka znaczy, że wartości nie ma.",
    ),
)  # fmt: skip
