"""What a made-up promise is drawn from: its words, its unit, and the range its figures may fall in.

Amounts are those of a middling oblast; `draw_up` scales them. Must not draw anything itself.
"""

from __future__ import annotations

from dataclasses import dataclass

Words = tuple[str, str, str]  # Kazakh, Russian, English


@dataclass(frozen=True, slots=True)
class Promise:
    """One kind of promise.

    ``amount``: range of the target (cumulative, annual) or of the baseline (level); ``change``: range of what
    a level gains or, where ``falling``, loses; ``digits`` after the point; ``shared``: districts have a part of
    it that feeds the oblast's; ``site``: what is built under it; ``hold``: the target is the baseline;
    ``unknown``: no baseline was ever measured; ``cap``: a level cannot go beyond it.
    """

    key: str
    title: Words
    unit: str
    kind: str
    amount: tuple[float, float] = (1, 1)
    change: tuple[float, float] = (0, 0)
    department: str = "society"
    digits: int = 0
    shared: bool = False
    site: str = ""
    falling: bool = False
    hold: bool = False
    unknown: bool = False
    cap: float | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """What a building measure is called and may cost, in million tenge; ``sizes`` fill ``{n}``."""

    title: Words
    budget: tuple[int, int]
    sizes: tuple[int, ...] = ()


PERCENT = ("%", "%", "%")
UNITS: dict[str, Words] = {
    "percent": PERCENT,
    "object": ("нысан", "объектов", "facilities"),
    "school": ("мектеп", "школ", "schools"),
    "kindergarten": ("балабақша", "детских садов", "kindergartens"),
    "person": ("адам", "человек", "people"),
    "thousand_people": ("мың адам", "тыс. человек", "thousand people"),
    "family": ("отбасы", "семей", "families"),
    "job": ("жұмыс орны", "рабочих мест", "jobs"),
    "km": ("км", "км", "km"),
    "thousand_m2": ("мың м²", "тыс. м²", "thousand m²"),
    "m2": ("м²", "м²", "m²"),
    "village": ("ауыл", "сёл", "villages"),
    "vehicle": ("көлік", "автомобилей", "vehicles"),
    "building": ("үй", "домов", "buildings"),
    "firm": ("кәсіпорын", "предприятий", "enterprises"),
    "tenge": ("теңге", "тенге", "KZT"),
    "billion": ("млрд теңге", "млрд тенге", "KZT billion"),
    "loan": ("несие", "кредитов", "loans"),
    "grant": ("грант", "грантов", "grants"),
    "per_thousand": ("1 000 туғанға шаққанда", "на 1 000 родившихся", "per 1,000 births"),
    "lamp": ("шам", "светильников", "lamps"),
    "bridge": ("көпір", "мостов", "bridges"),
    "library": ("кітапхана", "библиотек", "libraries"),
    "event": ("іс-шара", "мероприятий", "events"),
    "thousand_trees": ("мың түп", "тыс. деревьев", "thousand trees"),
    "dump": ("үйінді", "свалок", "dumps"),
    "post": ("бекет", "постов", "stations"),
    "meeting": ("кездесу", "встреч", "meetings"),
    "project": ("жоба", "проектов", "projects"),
    "death": ("адам", "погибших", "deaths"),
}
SITES: dict[str, Site] = {
    "school": Site(
        (
            "{n} орындық мектеп салу, {k}-нысан",
            "Строительство школы на {n} мест, объект {k}",
            "Build a {n}-place school, site {k}",
        ),
        (1200, 4800),
        (120, 300, 600, 900),
    ),
    "kindergarten": Site(
        (
            "{n} орындық балабақша салу, {k}-нысан",
            "Строительство детского сада на {n} мест, объект {k}",
            "Build a {n}-place kindergarten, site {k}",
        ),
        (400, 1500),
        (90, 140, 280),
    ),
    "clinic": Site(
        (
            "Дәрігерлік амбулатория салу, {k}-нысан",
            "Строительство врачебной амбулатории, объект {k}",
            "Build an outpatient clinic, site {k}",
        ),
        (150, 700),
    ),
    "centre": Site(
        (
            "Әлеуметтік қызмет көрсету орталығын ашу, {k}-нысан",
            "Открытие центра социального обслуживания, объект {k}",
            "Open a social service centre, site {k}",
        ),
        (80, 450),
    ),
    "house": Site(
        (
            "{n} пәтерлі тұрғын үй салу, {k}-нысан",
            "Строительство жилого дома на {n} квартир, объект {k}",
            "Build a house of {n} flats, site {k}",
        ),
        (500, 2600),
        (45, 60, 80, 120),
    ),
    "pipeline": Site(
        (
            "Ауылға су құбырын тарту, {k}-нысан",
            "Строительство водопровода в селе, объект {k}",
            "Lay a water main to a village, site {k}",
        ),
        (120, 900),
    ),
    "treatment": Site(
        (
            "Кәріз тазарту қондырғысын салу, {k}-нысан",
            "Строительство канализационных очистных сооружений, объект {k}",
            "Build a sewage treatment plant, site {k}",
        ),
        (2500, 9000),
    ),
    "boiler": Site(
        (
            "Қазандықты жаңғырту, {k}-нысан",
            "Модернизация котельной, объект {k}",
            "Modernise a boiler house, site {k}",
        ),
        (200, 1400),
    ),
    "bridge": Site(
        (
            "Көпірді күрделі жөндеу, {k}-нысан",
            "Капитальный ремонт моста, объект {k}",
            "Overhaul a bridge, site {k}",
        ),
        (180, 1600),
    ),
    "plant": Site(
        (
            "Өңдеу кәсіпорнын іске қосу, {k}-жоба",
            "Запуск перерабатывающего предприятия, проект {k}",
            "Start a processing plant, project {k}",
        ),
        (600, 5200),
    ),
    "culture-house": Site(
        (
            "Мәдениет үйін салу, {k}-нысан",
            "Строительство дома культуры, объект {k}",
            "Build a house of culture, site {k}",
        ),
        (300, 1300),
    ),
    "sports-hall": Site(
        (
            "Дене шынықтыру-сауықтыру кешенін салу, {k}-нысан",
            "Строительство физкультурно-оздоровительного комплекса, объект {k}",
            "Build a sports centre, site {k}",
        ),
        (350, 1700),
    ),
    "park": Site(
        ("Саябақты абаттандыру, {k}-нысан", "Благоустройство парка, объект {k}", "Improve a park, site {k}"),
        (60, 420),
    ),
}
