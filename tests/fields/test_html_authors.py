"""Who signs a saved web page: people, pen names, agencies."""

from .mill_page import PARAGRAPHS, story_of_page


def article_signed(byline):
    return f"<h1>Mill turns again</h1>{byline}" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS)


def author_of(name):
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "author": {{"name": "{name}"}}}}</script>'


def test_pen_name_that_markup_and_page_agree_on_signs():
    story = story_of_page(
        head=author_of("River - Ann M"), body=article_signed("<h3>by River - Ann M on 1 May 2019</h3>")
    )

    assert story.authors.value == ("River - Ann M",)


def test_pen_name_of_the_markup_alone_signs_nothing():
    assert story_of_page(head=author_of("River - Ann M")).authors.value is None


def test_user_of_a_website_program_signs_nothing_though_the_page_shows_it():
    assert story_of_page(head=author_of("admin"), body=article_signed("<p>By admin</p>")).authors.value is None


def test_agency_that_reported_signs_where_nobody_else_does():
    body = article_signed("") + "<p>Reporting by The Associated Press.</p>"

    assert story_of_page(body=body).authors.value == ("The Associated Press",)


def test_role_that_two_blocks_of_the_author_show_signs():
    twice = '<div class="post-author-name">Weir Desk Editor</div>'

    assert story_of_page(body=article_signed(twice) + twice).authors.value == ("Weir Desk Editor",)
    assert story_of_page(body=article_signed(twice)).authors.value is None


def test_name_before_the_name_of_the_site_is_the_author():
    head = '<meta property="og:site_name" content="Ford Mill Review">'
    byline = '<div class="author">By Ann Miller Ford Mill Review</div>'

    assert story_of_page(head=head, body=article_signed(byline)).authors.value == ("Ann Miller",)


def test_photographer_is_no_author_but_who_made_words_and_photos_is():
    assert story_of_page(body=article_signed("<p>Photo by Tom Ode</p>")).authors.value is None
    assert story_of_page(body=article_signed("<p>Photos and words by Tom Ode</p>")).authors.value == ("Tom Ode",)


def test_newsroom_of_another_language_is_no_person():
    assert story_of_page(head=author_of("TG Redazione")).authors.value is None
    assert story_of_page(
        head=author_of("TG Redazione"), body=article_signed("<p>By TG Redazione</p>")
    ).authors.value == ("TG Redazione",)
