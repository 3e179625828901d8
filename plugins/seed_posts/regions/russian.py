"""Russian names that are no towns here: people, and the everyday words that small towns are named for.

Russian has no articles and opens its sentences with adjectives: "Северный поток", "Новый закон". A town of such a name
is believed where its kind is said, and a town that shares its name with people where a preposition stands before it.
"""

from __future__ import annotations

from ..wordlists import words
from .place import Place
from .scripts import stem


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in text.split())


PEOPLE = words(
    "владимир никола кир орл иван александр андре павл петр серг дмитр михайл алекс чех пушкин горьк максим роман"
)  # stems of first names and surnames that are towns, too, or share their stem with one
RUSSIAN_PREPOSITIONS = words("в во из под на около близ до от города город городе г")
FIRST_NAMES = _stems(
    "Александр Александра Алексей Алексея Анатолий Андрей Андрея Анна Антон Артём Борис Вадим Валентин Валентина"
    " Валерий Василий Вера Виктор Виктория Виталий Владимир Владислав Вячеслав Галина Геннадий Георгий Григорий Дарья"
    " Денис Дмитрий Евгений Евгения Екатерина Елена Елизавета Иван Игорь Илья Ирина Кирилл Константин Ксения Лариса"
    " Леонид Любовь Людмила Максим Маргарита Мария Марина Михаил Надежда Наталья Наталия Никита Николай Николая Оксана"
    " Олег Ольга Павел Павла Пётр Петра Полина Роман Светлана Сергей Сергея Софья София Станислав Степан Татьяна"
    " Тимофей Фёдор Юлия Юрий Яков"
)  # what follows is a surname
EVERYDAY = _stems(
    "Новый Красный Северный Южный Восточный Западный Центральный Мирный Светлый Советский Октябрьский Первомайский"
    " Майский Солнечный Зелёный Белый Чёрный Горный Лесной Морской Речной Большой Малый Старый Дальний Победа Дружба"
    " Мир Свобода Труд Заря Звезда Маяк Прогресс Восход Рассвет Горизонт Океан Молодёжный Пионерский Космос Энергетик"
)  # words that small towns are named for
KINDS = words(
    "город города городу городе поселок поселка поселке село села селе деревня деревни деревне станция станции"
)


def is_no_russian_town(place: Place) -> bool:
    """Анна Белова, Северный поток, завод «Дружба»: somebody or something, whatever town has that name, too."""
    if place.key in EVERYDAY:
        return place.before not in KINDS
    if place.before in RUSSIAN_PREPOSITIONS:
        return False
    return place.key in PEOPLE or (place.word_before[:1].isupper() and stem(place.before) in FIRST_NAMES)
