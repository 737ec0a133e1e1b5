"""What branches and control write in the demonstration: remarks, reasons and evidence, all plainly made up.

These are things people typed, in the language they typed them in; they are data and are not translated.
"""

from __future__ import annotations

from random import Random

_BEHIND = (
    "Подрядчик отстаёт от графика, направлено предупреждение.",
    "Деньги из бюджета поступили позже срока.",
    "Проектно-сметная документация прошла экспертизу с опозданием.",
    "Земельный участок ещё не оформлен.",
    "Мердігер жұмысты кешіктіріп жатыр, хат жіберілді.",
    "Қаражат бюджеттен кеш түсті.",
    "Құрылыс материалдарының бағасы өсті, келісімшарт қайта қаралуда.",
)
_WELL = (
    "Работы идут по графику.",
    "Сведения сверены с управлением.",
    "Жұмыс кесте бойынша жүруде.",
    "Деректер басқармамен салыстырылды.",
)
_ZERO = ("Работы ещё не начаты.", "Жұмыс әлі басталған жоқ.")
_FINAL = ("Пункт исполнен, акт подписан.", "Тармақ орындалды, акт қол қойылған.")
_CORRECTED_DOWN = (
    "Исправление: часть объектов была учтена дважды.",
    "Исправление: объект принят, но ещё не введён.",
    "Түзету: кейбір нысандар екі рет саналған.",
)
_CORRECTED_UP = (
    "Исправление: не были учтены данные двух районов.",
    "Түзету: екі ауданның деректері кеш келді.",
)
_ANSWERED = (
    "Исправлено по замечанию партийного контроля.",
    "Партиялық бақылаудың ескертпесі бойынша түзетілді.",
)
_DISPUTED = (
    "На выезде часть объектов не найдена.",
    "Объект принят по акту, но закрыт.",
    "Цифра не сходится с приложенными актами.",
    "Жерге шыққанда нысандардың бір бөлігі табылмады.",
    "Көрсеткіш қоса берілген актілермен сәйкес келмейді.",
)
_CHECKED = ("Сверено с актами.", "Проверено на месте.", "Актілермен салыстырылды.", "Жерінде тексерілді.")
_CHECKED_AGAIN = (
    "Документы представлены повторно, цифра подтверждается.",
    "Құжаттар қайта ұсынылды, көрсеткіш расталады.",
)
_EVIDENCE = (
    "Демонстрация: акт приёмки № {number}",
    "Демонстрация: справка управления № {number}",
    "Демонстрация: фотоотчёт № {number}",
    "Демонстрация: қабылдау актісі № {number}",
)


def note(share: float, planned: float, value: float, chance: Random) -> str | None:
    """What a report says beside its figure; mostly nothing."""
    if value == 0 and planned > 0.02:
        return chance.choice(_ZERO)
    if share >= 1:
        return chance.choice(_FINAL)
    lot = chance.random()
    if share < 0.8 * planned and lot < 0.6:
        return chance.choice(_BEHIND)
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


def disputed(chance: Random) -> str:
    """Why control does not accept a figure."""
    return chance.choice(_DISPUTED)


def checked(chance: Random, again: bool = False) -> str | None:
    """What control says when it accepts a figure; mostly nothing, unless it had refused it before."""
    if again:
        return chance.choice(_CHECKED_AGAIN)
    return chance.choice(_CHECKED) if chance.random() < 0.25 else None
