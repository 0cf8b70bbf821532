"""Describe pages to machines, in the words of schema.org.

An article is a NewsArticle, the front page a WebSite, a tag or series a CollectionPage, an author's
page a ProfilePage; the way to these is a BreadcrumbList.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.dates import rfc3339
from generator.model import Anchor, Card, Edition, Picture, Post, Settings, Term

Data = dict[str, object]
CONTEXT = "https://schema.org"


def news_article(edition: Edition, post: Post, picture: Picture | None) -> Mapping[str, object]:
    """Describe an article; its picture may be one that was drawn for it."""
    card, settings = post.card, edition.settings
    origin = settings.origin
    data: Data = {
        "@context": CONTEXT,
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": origin + card.url},
        "url": origin + card.url,
        "headline": card.title,
        "datePublished": rfc3339(card.published),
        "dateModified": rfc3339(card.updated or card.published),
        "inLanguage": card.language,
        "timeRequired": f"PT{card.minutes}M",
        "publisher": _publisher(edition),
        "isAccessibleForFree": True,
    }
    if card.summary:
        data["description"] = card.summary
    if card.authors:
        data["author"] = tuple(_person(author, settings) for author in card.authors)
    if card.tags:
        data["keywords"] = tuple(tag.name for tag in card.tags)
    if card.series:
        series = {"@type": "CreativeWorkSeries", "name": card.series.name}
        data["isPartOf"] = series | {"url": origin + card.series.url}
    if picture:
        data["image"] = _image(card, picture, origin)
    return data | _record(post)


def _publisher(edition: Edition) -> Data:
    """Describe who publishes."""
    settings = edition.settings
    data: Data = {
        "@type": "NewsMediaOrganization",
        "name": settings.title,
        "url": settings.base_url,
    }
    if edition.icon:
        data["logo"] = {"@type": "ImageObject", "url": settings.origin + edition.icon}
    return data


def _person(author: Term, settings: Settings) -> Data:
    """Describe an author, and where else on the web they are."""
    data: Data = {"@type": "Person", "name": author.name}
    if author.url:
        data["url"] = settings.origin + author.url
    profile = settings.authors.get(author.slug)
    return data | (_elsewhere(profile.links) if profile else {})


def _elsewhere(links: tuple[Anchor, ...]) -> Data:
    """List other pages of the same person."""
    return {"sameAs": tuple(link.url for link in links)} if links else {}


def _image(card: Card, picture: Picture, origin: str) -> Data:
    """Describe the picture of an article."""
    image: Data = {
        "@type": "ImageObject",
        "url": origin + picture.url,
        "width": picture.width,
        "height": picture.height,
    }
    if card.cover and card.cover.caption:
        image["caption"] = card.cover.caption
    if card.cover and card.cover.credit:
        image["creditText"] = card.cover.credit
    return image


def _record(post: Post) -> Data:
    """Describe what was corrected, and what the article stands on."""
    data: Data = {}
    if post.corrections:
        data["correction"] = tuple(
            {
                "@type": "CorrectionComment",
                "text": correction.text,
                "datePublished": rfc3339(correction.date),
            }
            for correction in post.corrections
        )
    if post.sources:
        data["citation"] = tuple(
            {"@type": "CreativeWork", "name": source.title}
            | ({"url": source.url} if source.url else {})
            | ({"archivedAt": source.archived} if source.archived else {})
            for source in post.sources
        )
    return data


def website(edition: Edition) -> Mapping[str, object]:
    """Describe the publication."""
    settings = edition.settings
    data: Data = {
        "@context": CONTEXT,
        "@type": "WebSite",
        "name": settings.title,
        "url": settings.origin + settings.home,
        "inLanguage": settings.language,
        "publisher": _publisher(edition),
    }
    return data | ({"description": settings.description} if settings.description else {})


def collection(
    edition: Edition,
    term: Term,
    description: str,
    links: tuple[Anchor, ...],
    index: tuple[str, str],
) -> Mapping[str, object]:
    """Describe the page of a tag, an author or a series; `index` is the list that it is in."""
    settings = edition.settings
    page: Data = {
        "@type": "ProfilePage" if term.kind == "author" else "CollectionPage",
        "name": term.name,
        "url": settings.origin + term.url,
        "inLanguage": settings.language,
    }
    about: Data = {"description": description} if description else {}
    if term.kind == "author":
        person: Data = {"@type": "Person", "name": term.name, "url": settings.origin + term.url}
        page["mainEntity"] = person | about | _elsewhere(links)
    else:
        page |= about
    steps = ((settings.title, settings.home), index, (term.name, term.url))
    way = tuple(
        {"@type": "ListItem", "position": number, "name": name, "item": settings.origin + url}
        for number, (name, url) in enumerate(steps, 1)
    )
    trail: Data = {"@type": "BreadcrumbList", "itemListElement": way}
    return {"@context": CONTEXT, "@graph": (page, trail)}
