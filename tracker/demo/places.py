"""The names of the territories in three languages and two cases, as titles are put together from them.

Codes: ISO 3166-2 for regions, the first four digits of the national classifier (KATO) below them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """One territory: ``kk``, ``ru``, ``en`` its name, ``ru_of`` the Russian genitive."""

    code: str
    kk: str
    ru: str
    ru_of: str
    en: str
    parent: str = "KZ"
    level: str = "region"
    since: str = ""
    split_from: str = ""

    @property
    def kk_of(self) -> str:
        """The Kazakh genitive: every name here ends in the possessive -ы/-і."""
        return self.kk + ("нің" if self.kk.endswith("і") else "ның")

    @property
    def slug(self) -> str:
        """The code as a part of ids: ``KZ-11`` is ``11``, ``1166`` stays."""
        return self.code.removeprefix("KZ-")

    @property
    def text(self) -> dict[str, str]:
        return {"kk": self.kk, "ru": self.ru, "en": self.en}

    @property
    def is_city(self) -> bool:
        return self.kk.endswith("қаласы")


def _oblast(code: str, kk: str, ru: str, en: str) -> Place:
    return Place(code, f"{kk} облысы", f"{ru}ая область", f"{ru}ой области", f"{en} oblast")


def _young_oblast(code: str, name: str, en: str, split_from: str) -> Place:
    """One of the three formed on 8 June 2022: their names are not declined in Russian."""
    return Place(
        code,
        f"{name} облысы",
        f"Область {name}",
        f"области {name}",
        f"{en} oblast",
        since="2022-06-08",
        split_from=split_from,
    )


def _capital(code: str, name: str, ru_of: str, en: str) -> Place:
    """A city of republican significance: on the level of a region."""
    return Place(code, f"{name} қаласы", name, f"города {ru_of}", en)


REGIONS = (
    _young_oblast("KZ-10", "Абай", "Abai", "KZ-63"),
    _oblast("KZ-11", "Ақмола", "Акмолинск", "Akmola"),
    _oblast("KZ-15", "Ақтөбе", "Актюбинск", "Aktobe"),
    _oblast("KZ-19", "Алматы", "Алматинск", "Almaty"),
    _oblast("KZ-23", "Атырау", "Атырауск", "Atyrau"),
    _oblast("KZ-27", "Батыс Қазақстан", "Западно-Казахстанск", "West Kazakhstan"),
    _oblast("KZ-31", "Жамбыл", "Жамбылск", "Zhambyl"),
    _young_oblast("KZ-33", "Жетісу", "Zhetisu", "KZ-19"),
    _oblast("KZ-35", "Қарағанды", "Карагандинск", "Karaganda"),
    _oblast("KZ-39", "Қостанай", "Костанайск", "Kostanay"),
    _oblast("KZ-43", "Қызылорда", "Кызылординск", "Kyzylorda"),
    _oblast("KZ-47", "Маңғыстау", "Мангистауск", "Mangystau"),
    _oblast("KZ-55", "Павлодар", "Павлодарск", "Pavlodar"),
    _oblast("KZ-59", "Солтүстік Қазақстан", "Северо-Казахстанск", "North Kazakhstan"),
    _oblast("KZ-61", "Түркістан", "Туркестанск", "Turkistan"),
    _young_oblast("KZ-62", "Ұлытау", "Ulytau", "KZ-35"),
    _oblast("KZ-63", "Шығыс Қазақстан", "Восточно-Казахстанск", "East Kazakhstan"),
    _capital("KZ-71", "Астана", "Астаны", "Astana"),
    _capital("KZ-75", "Алматы", "Алматы", "Almaty"),
    _capital("KZ-79", "Шымкент", "Шымкента", "Shymkent"),
)


def _district(code: str, kk: str, ru: str, en: str, parent: str = "KZ-11", ru_of: str = "") -> Place:
    genitive = ru_of or ru.replace("ский район", "ского района")
    return Place(code, f"{kk} ауданы", ru, genitive, f"{en} district", parent, "district")


def _city(code: str, kk: str, ru: str, ru_of: str, en: str, parent: str = "KZ-11") -> Place:
    return Place(code, f"{kk} қаласы", ru, f"города {ru_of}", en, parent, "city")


AKMOLA = (
    _city("1110", "Көкшетау", "Кокшетау", "Кокшетау", "Kokshetau"),
    _city("1116", "Қосшы", "Косшы", "Косшы", "Kosshy"),
    _city("1118", "Степногорск", "Степногорск", "Степногорска", "Stepnogorsk"),
    _district("1132", "Ақкөл", "Аккольский район", "Akkol"),
    _district("1134", "Аршалы", "Аршалынский район", "Arshaly"),
    _district("1136", "Астрахан", "Астраханский район", "Astrakhan"),
    _district("1138", "Атбасар", "Атбасарский район", "Atbasar"),
    _district("1140", "Бұланды", "Буландынский район", "Bulandy"),
    _district("1144", "Егіндікөл", "Егиндыкольский район", "Egindikol"),
    _district("1145", "Біржан сал", "Район Биржан сал", "Birzhan sal", ru_of="района Биржан сал"),
    _district("1146", "Ерейментау", "Ерейментауский район", "Ereimentau"),
    _district("1148", "Есіл", "Есильский район", "Esil"),
    _district("1152", "Жақсы", "Жаксынский район", "Zhaksy"),
    _district("1154", "Жарқайың", "Жаркаинский район", "Zharkaiyn"),
    _district("1156", "Зеренді", "Зерендинский район", "Zerendi"),
    _district("1160", "Қорғалжын", "Коргалжынский район", "Korgalzhyn"),
    _district("1164", "Сандықтау", "Сандыктауский район", "Sandyktau"),
    _district("1166", "Целиноград", "Целиноградский район", "Tselinograd"),
    _district("1168", "Шортанды", "Шортандинский район", "Shortandy"),
    _district("1170", "Бурабай", "Бурабайский район", "Burabai"),
)

# districts and cities elsewhere for which a promise with a figure was published
ELSEWHERE = (
    _district("3166", "Шу", "Шуский район", "Shu", "KZ-31"),
    _city("3910", "Қостанай", "Костанай", "Костаная", "Kostanay", "KZ-39"),
    _district("3962", "Сарыкөл", "Сарыкольский район", "Sarykol", "KZ-39"),
    _city("5522", "Екібастұз", "Экибастуз", "Экибастуза", "Ekibastuz", "KZ-55"),
    _district("6144", "Мақтаарал", "Мактааральский район", "Maktaaral", "KZ-61"),
    _city("6210", "Жезқазған", "Жезказган", "Жезказгана", "Zhezkazgan", "KZ-62"),
)
PLACES = {place.code: place for place in (*REGIONS, *AKMOLA, *ELSEWHERE)}
