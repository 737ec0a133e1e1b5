"""The titles of the sections of demonstration roadmaps: those of the themes in ``programs/themes.yaml``."""

from __future__ import annotations

THEMES: dict[str, tuple[str, str, str]] = {
    "health": ("Денсаулық сақтау", "Здравоохранение", "Health"),
    "education": ("Білім беру", "Образование", "Education"),
    "social": ("Әлеуметтік қорғау", "Социальная защита", "Social protection"),
    "employment": ("Жұмыспен қамту және табыс", "Занятость и доходы", "Jobs and income"),
    "youth": ("Жастар", "Молодёжь", "Youth"),
    "housing": ("Тұрғын үй", "Жильё", "Housing"),
    "water": ("Ауыз су және су бұру", "Питьевая вода и водоотведение", "Drinking water and sewerage"),
    "utilities": ("Газ, жылу және электр", "Газ, тепло и электричество", "Gas, heat and power"),
    "roads": ("Жолдар", "Дороги", "Roads"),
    "economy": ("Экономика және бизнес", "Экономика и бизнес", "Economy and business"),
    "culture": ("Мәдениет және спорт", "Культура и спорт", "Culture and sport"),
    "ecology": ("Экология және абаттандыру", "Экология и благоустройство", "Environment and public spaces"),
    "openness": (
        "Ашық билік және қоғамдық бақылау",
        "Открытая власть и общественный контроль",
        "Open government and public control",
    ),
}
