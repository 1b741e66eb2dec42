"""The typed shape of a catalogue file. Its keys are Polish: coordinators edit it by hand."""

from decimal import Decimal
from typing import Annotated, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, TypeAdapter

from collector.domain.indicator import Combine, Direction, Gender, Kind, Moment, Role


def _polish_number(value: object) -> object:
    return value.replace("\u00a0", "").replace(" ", "").replace(",", ".") if isinstance(value, str) else value


def _yes_or_no(value: object) -> object:
    return {"tak": True, "nie": False}.get(value, value) if isinstance(value, str) else value


Number = Annotated[Decimal, BeforeValidator(_polish_number), Field(allow_inf_nan=False)]
YesNo = Annotated[bool, BeforeValidator(_yes_or_no)]
Text = Annotated[str, Field(min_length=1)]
Year = Annotated[int, Field(ge=1990, le=2100)]

Forms = Annotated[list[Text], Field(min_length=3, max_length=3)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


# The key of the forms of a noun after numbers; a noun may also be nothing but their list.
FORMS: Final = "formy"


class NounPart(_Part):
    """A counted noun that is only a list in the file: one of `jednostki` or of `poziomy`."""

    formy: Forms
    dopelniacz: str = ""
    biernik: str = ""
    rodzaj: Gender | None = None


class DeclinedPart(NounPart):
    """A counted noun with everything that a sentence needs."""

    dopelniacz: Text
    biernik: Text
    rodzaj: Gender


_FORMS: Final = TypeAdapter(Forms)


def _noun(value: object) -> NounPart:
    if isinstance(value, dict):
        return DeclinedPart.model_validate(value)
    return NounPart(formy=_FORMS.validate_python(value))


# Two shapes with one place for every mistake: that of a union would hold the name of the shape as well.
Noun = Annotated[NounPart, PlainValidator(_noun)]


class YearsPart(_Part):
    """`lata` of a programme."""

    od: Year
    do: Year


class ProgrammePart(_Part):
    """`program`."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    tytul: Text
    miasto: Text
    koordynator: Text
    lata: YearsPart
    sprawozdania_od: Year | None = None
    poziomy: Annotated[list[Noun], Field(min_length=1)]


class ColumnPart(_Part):
    """One of `raport.kolumny`."""

    klucz: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    naglowek: Text
    szerokosc: Annotated[Number, Field(gt=0, le=100)]
    powtarzana: YesNo = False
    grupa: str = ""


class ReportPart(_Part):
    """`raport`."""

    tytul: Annotated[list[Text], Field(min_length=1)]
    wydal: Text
    tytul_tabeli: Text
    pasy: list[Text]
    kolumny: Annotated[list[ColumnPart], Field(min_length=1)]
    zakonczenie: str = ""
    pasmo: Annotated[Number, Field(ge=0, le=100)] = Decimal(5)
    podstawa_prawna: list[Text] = []
    cel: list[Text] = []


class ExecutorPart(_Part):
    """One of `realizatorzy`."""

    nazwa: Text
    koordynuje: str = ""


class ComponentPart(_Part):
    """One of `skladniki` of an indicator."""

    id: Annotated[str, Field(pattern=r"^[a-z]$")]
    rola: Role
    nazwa: Text
    jednostka: Text
    rodzaj: Kind


class BasePart(_Part):
    """`baza` of an indicator."""

    rok: Year
    wartosc: Number
    znak: Annotated[str, Field(pattern=r"^\**$")] = ""
    uwaga: str = ""


class IndicatorPart(_Part):
    """One of `wskazniki` of a section."""

    id: Text
    nazwa: Text
    rodzaj: Kind
    jednostka: Text
    moment: Moment
    kierunek: Direction
    realizatorzy: Annotated[list[Text], Field(min_length=1)]
    laczenie: Combine
    skala: str = ""
    skladniki: list[ComponentPart] = []
    min: Number = Decimal(0)
    max: Number | None = None
    zwykle_od: Number | None = None
    zwykle_do: Number | None = None
    prog_zmiany: Number | None = None
    rowny: str = ""
    wymagany: YesNo = True
    aliasy: list[Text] = []
    podpowiedz: str = ""
    drukuj_jednostke: YesNo | None = None
    od: Year | None = None
    baza: BasePart | None = None
    cel: str = ""
    cel_wartosc: Number | None = None


class ChoicePart(_Part):
    """One of `wskazniki_do_wyboru` of a task of a register."""

    id: Text
    nazwa: Text


class ActionPart(_Part):
    """One of `dzialania` of a task of a register."""

    id: Text
    nazwa: Text
    realizator: Text
    wskaznik: str = ""
    w_tym: str = ""
    z_tego: str = ""


class SectionPart(BaseModel):
    """A node of `drzewo`; its further keys are texts for the report's own columns."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, str]

    kod: Annotated[str, Field(pattern=r"^[^\s/]+$")]
    tytul: Text
    podrzedne: list["SectionPart"] = []
    wskazniki: list[IndicatorPart] = []
    scal: list[Text] = []
    wskazniki_do_wyboru: list[ChoicePart] = []
    dzialania: list[ActionPart] = []


class MeasurePart(_Part):
    """One of `miary` of a table."""

    klucz: Annotated[str, Field(pattern=r"^[a-z]$")]
    nazwa: Text
    jednostka: Text
    rodzaj: Kind
    moment: Moment = Moment.YEAR
    realizatorzy: list[Text] = []
    grupa: str = ""
    licznik: str = ""
    mianownik: str = ""


class RowPart(_Part):
    """One of `wiersze` of a table."""

    nr: Annotated[int, Field(ge=1)]
    lp: str = ""
    nazwa: str = ""
    w_tym: int | None = None
    z_tego: int | None = None
    grupa: str = ""
    rodzaje: dict[str, Kind] = {}
    jednostka: str = ""
    od: Year | None = None
    realizatorzy: list[Text] = []


class TablePart(_Part):
    """One of `tabele`."""

    kod: Annotated[str, Field(pattern=r"^T[0-9]+$")]
    tytul: Text
    naglowek: str = ""
    lata: Literal["kolumny", "wiersze"] = "kolumny"
    realizatorzy: Annotated[list[Text], Field(min_length=1)]
    miary: Annotated[list[MeasurePart], Field(min_length=1)]
    wiersze: Annotated[list[RowPart], Field(min_length=1)]
    przypisy: list[Text] = []


class SourcePart(_Part):
    """One of `zrodla` of the register."""

    klucz: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    naglowek: Text


class RegisterPart(_Part):
    """`rejestr`."""

    zrodla: Annotated[list[SourcePart], Field(min_length=1)]
    powody: Annotated[dict[str, list[Text]], Field(min_length=1)]
    suma_celu: Text
    suma_celu_wieloletnie: Text
    podsumowanie: Text
    podsumowanie_celu: Text


class CataloguePart(_Part):
    """The whole file."""

    format: Annotated[str, Field(pattern=r"^1$")]
    program: ProgrammePart
    raport: ReportPart
    realizatorzy: Annotated[dict[str, ExecutorPart], Field(min_length=1)]
    jednostki: dict[str, Noun]
    zwykle_najwyzej: dict[str, Number] = {}
    skale: dict[str, Annotated[list[Text], Field(min_length=2)]] = {}
    drzewo: Annotated[list[SectionPart], Field(min_length=1)]
    tabele: list[TablePart] = []
    rejestr: RegisterPart | None = None
