"""The typed shape of a catalogue file. Its keys are Polish: coordinators edit it by hand."""

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from collector.domain.programme import Combine, Direction, Kind, Moment, Role


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
    poziomy: Annotated[list[Forms], Field(min_length=1)]


class ColumnPart(_Part):
    """One of `raport.kolumny`."""

    klucz: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    naglowek: Text
    szerokosc: Annotated[Number, Field(gt=0, le=100)]
    powtarzana: YesNo = False


class ReportPart(_Part):
    """`raport`."""

    tytul: Annotated[list[Text], Field(min_length=1)]
    wydal: Text
    tytul_tabeli: Text
    pasy: list[Text]
    kolumny: Annotated[list[ColumnPart], Field(min_length=1)]
    zakonczenie: str = ""


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
    wymagany: YesNo = True
    aliasy: list[Text] = []
    podpowiedz: str = ""
    drukuj_jednostke: YesNo | None = None


class SectionPart(BaseModel):
    """A node of `drzewo`; its further keys are texts for the report's own columns."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, str]

    kod: Annotated[str, Field(pattern=r"^[^\s/]+$")]
    tytul: Text
    podrzedne: list["SectionPart"] = []
    wskazniki: list[IndicatorPart] = []
    scal: list[Text] = []


class CataloguePart(_Part):
    """The whole file."""

    format: Annotated[str, Field(pattern=r"^1$")]
    program: ProgrammePart
    raport: ReportPart
    realizatorzy: Annotated[dict[str, ExecutorPart], Field(min_length=1)]
    jednostki: dict[str, Forms]
    skale: dict[str, Annotated[list[Text], Field(min_length=2)]] = {}
    drzewo: Annotated[list[SectionPart], Field(min_length=1)]
