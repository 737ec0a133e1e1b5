"""What branches and control write in the demonstration: remarks, reasons and evidence, all plainly made up.

These are things people typed, in the language they typed them in; they are data and are not translated.
"""

from __future__ import annotations

from random import Random

_BEHIND_BUILDING = (
    "Подрядчик отстаёт от графика, направлено предупреждение.",
    "Проектно-сметная документация прошла экспертизу с опозданием.",
    "Земельный участок ещё не оформлен.",
    "Мердігер жұмысты кешіктіріп жатыр, хат жіберілді.",
    "Құрылыс материалдарының бағасы өсті, келісімшарт қайта қаралуда.",
)
_BEHIND = (
    "Деньги из бюджета поступили позже срока.",
    "Охват меньше ожидаемого, приняты дополнительные меры.",
    "Қаражат бюджеттен кеш түсті.",
    "Көрсеткіш күткеннен төмен, қосымша шаралар қабылданды.",
)
_WELL = (
    "Работы идут по графику.",
    "Сведения сверены с управлением.",
    "Жұмыс кесте бойынша жүруде.",
    "Деректер басқармамен салыстырылды.",
)
_ZERO = ("Работы ещё не начаты.", "Жұмыс әлі басталған жоқ.")
_FINAL = ("Пункт исполнен.", "Тармақ орындалды.")
_CORRECTED_DOWN = (
    "Исправление: часть данных была учтена дважды.",
    "Исправление: цифра уточнена по документам.",
    "Түзету: деректердің бір бөлігі екі рет саналған.",
)
_CORRECTED_UP = (
    "Исправление: часть данных поступила позже.",
    "Түзету: деректердің бір бөлігі кеш келді.",
)
_ANSWERED = (
    "Исправлено по замечанию партийного контроля.",
    "Партиялық бақылаудың ескертпесі бойынша түзетілді.",
)
_DISPUTED_BUILDING = (
    "На выезде часть объектов не найдена.",
    "Часть объектов принята по актам, но закрыта.",
    "Жерге шыққанда нысандардың бір бөлігі табылмады.",
)
_DISPUTED = (
    "Цифра не сходится с приложенными документами.",
    "Способ подсчёта не подтверждён.",
    "Көрсеткіш қоса берілген құжаттармен сәйкес келмейді.",
)
_CHECKED = (
    "Сверено с документами.",
    "Проверено на месте.",
    "Құжаттармен салыстырылды.",
    "Жерінде тексерілді.",
)
_CHECKED_AGAIN = (
    "Документы представлены повторно, цифра подтверждается.",
    "Құжаттар қайта ұсынылды, көрсеткіш расталады.",
)
_EVIDENCE = (
    "Демонстрация: акт № {number}",
    "Демонстрация: справка управления № {number}",
    "Демонстрация: фотоотчёт № {number}",
    "Демонстрация: № {number} акт",
)


def note(
    share: float, planned: float, value: float, chance: Random, *, building: bool, ends: bool
) -> str | None:
    """What a report says beside its figure, mostly nothing; ``ends``: what it counts is finished at 100 %."""
    if value == 0 and planned > 0.02:
        return chance.choice(_ZERO)
    lot = chance.random()
    if ends and share >= 1:
        return chance.choice(_FINAL) if lot < 0.5 else None
    if share < 0.8 * planned and lot < 0.6:
        return chance.choice(_BEHIND_BUILDING if building else _BEHIND)
    return chance.choice(_WELL) if lot < 0.06 else None


def evidence(indicator: str, period: str, chance: Random) -> str:
    """A link that leads nowhere by its own name, or the number of a paper that says it is made up."""
    if chance.random() < 0.6:
        return f"https://example.org/demonstration/{indicator}/{period}"
    return chance.choice(_EVIDENCE).format(number=chance.randint(1, 400))


def corrected(up: bool, chance: Random) -> str:
    """Why a branch corrects itself."""
    return chance.choice(_CORRECTED_UP if up else _CORRECTED_DOWN)


def answered(chance: Random) -> str:
    """What a branch says when it corrects what control disputed."""
    return chance.choice(_ANSWERED)


def disputed(chance: Random, *, building: bool) -> str:
    """Why control does not accept a figure."""
    return chance.choice((*_DISPUTED, *(_DISPUTED_BUILDING if building else ())))


def checked(chance: Random, again: bool = False) -> str | None:
    """What control says when it accepts a figure; mostly nothing, unless it had refused it before."""
    if again:
        return chance.choice(_CHECKED_AGAIN)
    return chance.choice(_CHECKED) if chance.random() < 0.25 else None


# cause, the words beside it, the corrective action
_EXPLAINED = (
    ("money_late", "Транш второго полугодия пришёл на два месяца позже.", "Работы переведены в две смены."),
    ("money_late", "Қаражат жоспардан кеш бөлінді.", "Келісімшарт мерзімі қайта бекітілді."),
    ("contractor", "Подрядчик не вывел людей на объект.", "Договор расторгается, объявлен новый конкурс."),
    ("contractor", "Мердігер кестеден қалып қойды.", "Апта сайын штаб өткізіледі, айыппұл салынды."),
    ("papers", "Экспертиза вернула проект на доработку.", "Проект исправлен и подан повторно."),
    ("papers", "Құжаттар сараптамадан өткен жоқ.", "Құжаттар түзетіліп, қайта тапсырылды."),
    ("land", "Участок под объект оформлен не полностью.", "Согласован запасной участок."),
    ("prices", "Материалы подорожали после конкурса.", "Смета пересчитана, запрошено дофинансирование."),
    ("prices", "Құрылыс материалдары қымбаттады.", "Смета қайта есептелді."),
    ("design_error", "В проекте не учтены грунтовые воды.", "Проектировщик исправляет за свой счёт."),
    (
        "court",
        "Итоги конкурса обжалованы в суде.",
        "До решения суда ведутся работы, которых спор не касается.",
    ),
    ("other", "Не хватает специалистов на селе.", "Открыт набор с подъёмными."),
)
_HELP = (
    "Ускорить перечисление остатка из бюджета.",
    "Помочь с согласованием в министерстве.",
    "Бюджет қалдығын тезірек аудару қажет.",
)


def explained(chance: Random) -> tuple[str, str, str, str | None]:
    """Cause, words, corrective action, and what help is needed, mostly none."""
    cause, words, action = chance.choice(_EXPLAINED)
    return cause, words, action, chance.choice(_HELP) if chance.random() < 0.35 else None


# what is said and written around a hearing; the texts are the speakers', in the language they spoke
_HEARING = {
    "dropped": ("Вопрос заслушан фракцией месяц назад.", "Мәселе өткен айда қаралды."),
    "annotated": (
        "Просьба к докладчику принести пообъектный список.",
        "Баяндамашы нысандар тізімін әкелсін.",
    ),
    "asked": (
        "Кто лично отвечает за этот вопрос и к какому дню будет результат?",
        "Бұл мәселеге нақты кім жауапты және нәтиже қай күнге дейін болады?",
    ),
    "answered": (
        "Отставание признаём. Финансирование выделено уточнённым бюджетом, график пересмотрен.",
        "Часть работ завершена, подтверждающие документы будут загружены до конца месяца.",
        "Артта қалу бар. Мердігер ауыстырылды, жұмыс қайта басталды.",
        "Данные отчёта сверены, расхождений нет.",
    ),
    "noted": (
        "Докладчик пояснил причины и назвал новый срок; фракция просит подтвердить его документом.",
        "На вопрос о подтверждениях ответа не дано.",
        "Баяндамашы себептерін түсіндірді, құжаттарын ұсынуға уәде берді.",
    ),
    "decided": (
        "Представить пообъектный график и войти в план к сроку.",
        "Подтвердить отчётные цифры документами и показать объекты на месте.",
        "Устранить отставание и доложить фракции с подтверждением.",
        "Артта қалуды жойып, фракцияға құжаттармен баяндау.",
    ),
    "closes": (
        "Проверенное значение индикатора не ниже плана.",
        "Акт выезда партийного контроля.",
        "График, утверждённый руководителем.",
        "Партиялық бақылау растаған мән.",
    ),
    "done": ("Исполнено, подтверждение приложено.", "Орындалды, құжаты қоса берілді."),
    "under_way": ("В работе: конкурс завершён, договор подписан.", "Жұмыс жүріп жатыр, келісімшарт жасалды."),
    "document": ("Демонстрация: график № 14, утверждён", "Демонстрация: акт № 31"),
    "visit": ("Демонстрация: выезд партийного контроля, объект работает",),
}


def hearing_words(what: str, chance: Random) -> str:
    """What is written at a hearing: an answer, a note, a decision..."""
    return chance.choice(_HEARING[what])
