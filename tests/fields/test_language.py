"""The language of a story."""

import pytest

from plugins.seed_posts.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The mill at the ford was built by the miller and has been in the family for years.", "en"),
        ("Мельница у брода была построена мельником и с тех пор принадлежит его семье.", "ru"),
        ("磨坊建在渡口边，一直属于磨坊主的家庭。", "zh"),
        ("Die Mühle an der Furt wurde vom Müller gebaut und gehört seitdem seiner Familie.", "de"),
        ("Le moulin près du gué a été construit par le meunier et appartient à sa famille.", "fr"),
        ("水車小屋は粉屋が建てたものです。", "ja"),
        ("방앗간은 방앗간 주인이 지었다.", "ko"),
        ("Мельница", "ru"),
        ("Moskva", "en"),
        ("12 345", "en"),
        ("", "en"),
    ],
)
def test_language_is_named(text, language):
    assert language_of(text) == language


def test_english_story_with_russian_names_is_english():
    text = "The owner of the mill, Иван Петров, said that it was built by his father for the town."

    assert language_of(text) == "en"
