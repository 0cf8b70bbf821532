"""Names that ad blockers take away are told; ordinary names, and the program's own, are not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.blockers import blocked, hidden

ROOT = Path(__file__).parent.parent

TAKEN = """
tracking-pixel.gif=tracking-pixel tracking_pixel.png=tracking_pixel TrackingPixel.PNG=trackingpixel
how-a-tracking-pixel-works.png=tracking-pixel tracker-pixel.gif=tracker-pixel fbpixel.js=fbpixel
fb-pixel.js=fb-pixel facebook-pixel.webp=facebook-pixel web-beacon.gif=web-beacon beacon.gif=beacon
webbug.gif=webbug pixel.gif=pixel advert.jpg=advert advert-1.png=advert adverts.png=adverts
advertisement.webp=advertisement advertisement-1998.jpg=advertisement advertising.svg=advertising
advertising-law.png=advertising a-radio-advert.mp3=advert an_advertisement.png=advertisement
advertorial.jpg=advertorial ad.png=ad ad-hoc.png=ad ad1.jpg=ad ad-auction.png=ad ads.css=ads
ads-on-a-bus.jpg=ads our-ads.png=ads the-last-ad.jpg=ad a-page-ad.jpg=page-ad ad_728x90.gif=728x90
AdBanner.png=adbanner ad-banner.png=ad-banner ad_banner_2.png=ad_banner
the-ad-banner-of-1994.gif=ad-banner banner-ad.gif=banner-ad bannerad.gif=bannerad
old-banner-ads-from-1994.png=banner-ads google-ads.png=google-ads text-ads.png=text-ads
adserver.js=adserver adsense.png=adsense adwords.png=adwords adtech-map.svg=adtech
doubleclick.js=doubleclick popunder.js=popunder pop-under.png=pop-under popup.js=popup
popup-ad.png=popup-ad sponsor.png=sponsor sponsors.png=sponsors sponsored-content.png=sponsored
sponsored-links.webp=sponsored-links sponsor-banner.png=sponsor-banner tracking.js=tracking
affiliate-link.png=affiliate-link tracking-cookies.png=tracking tracker.gif=tracker
js-tracker.js=tracker clicktracking.js=clicktracking click-tracking.svg=click-tracking
link-tracking.png=link-tracking event_tracker.js=event_tracker analytics.js=analytics
analytics.min.js=analytics analytics-2024.png=analytics page-analytics.js=analytics
google-analytics.js=google-analytics google_analytics_report.png=google_analytics
web-analytics.png=web-analytics googletagmanager.js=googletagmanager fingerprint.js=fingerprint
fingerprint2.min.js=fingerprint2 fingerprintjs.js=fingerprintjs fingerprint3.png=fingerprint3
telemetry.js=telemetry collect.js=collect stats.js=stats hotjar.js=hotjar matomo.js=matomo
piwik.js=piwik gtm.js=gtm gtag.js=gtag ga.js=ga fbevents.js=fbevents prebid.js=prebid
taboola.png=taboola outbrain-box.png=outbrain fine-for-criteo.png=criteo hit-counter.gif=hit-counter
evercookie.png=evercookie supercookie.svg=supercookie web-vitals.mjs=web-vitals
cookie-banner.png=cookie-banner cookie_consent.js=cookie_consent skyscraper-ad.jpg=skyscraper-ad
ad-leaderboard.png=ad-leaderboard old-728x90.gif=728x90 banner468x60.gif=468x60 300x250.webp=300x250
skyscraper_160x600.jpg=160x600 phone-320x50.png=320x50 336x280.png=336x280 970x250.png=970x250
468_60.gif=468_60 728-90.png=728-90 300x250ad.jpg=300x250
"""
TAKEN_NAMES = [line.split("=") for line in TAKEN.split()]


@pytest.mark.parametrize(("name", "word"), TAKEN_NAMES, ids=[name for name, _ in TAKEN_NAMES])
def test_files_that_do_not_arrive(name: str, word: str) -> None:
    assert blocked(name) == blocked(f"/assets/{name}") == word
    stem, _, suffix = name.rpartition(".")
    assert blocked(f"/assets/{stem}.0a1b2c3d4e.{suffix}") == blocked(name)
    assert blocked(f"/a/B/{name.upper()}?v=2#top") == blocked(name)


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("/assets/tracking-pixel.0a1b2c3d4e.gif", "tracking-pixel"),
        ("/assets/ad.0a1b2c3d4e.png", "ad"),
        ("/assets/ad-728x90.png", "728x90"),
        ("/ads/dog.png", "ads"),
        ("/Advertising/dog.png", "advertising"),
        ("/2026/02/tracking/dog.png", "tracking"),
        ("/ad2/dog.png", "ad"),
        ("/banners/dog.png", "banners"),
        ("/img/728x90/dog.png", "728x90"),
        ("/matomo/dog.svg", "matomo"),
        ("/ad-images/adserver/x.css", "adserver"),
    ],
)
def test_the_word_is_told(path: str, word: str) -> None:
    assert blocked(path) == word


ORDINARY = """
adventure advantage advent adverse advice advocate advocaat adobe adoption admiral address adult
radar head header-image heading thread read-more upload download broadband badge shadow gradient
roadmap trackside tracked-changes racetrack soundtrack track tracks fingerprint fingerprints
fingerprints-of-printers fingerprint-reader printer-dots load loading lead leaders dead bread
spread ladder madrid trade salad ballad myriad pad ipad canada armada nomad squad stadium
how-an-ad-auction-works who-sees-which-ads-on-a-phone why-advertising-pays law-on-tracking-people
anti-tracking the-trackers no-trackers-here backtracking spacer pixels pixel-art a-pixel statistics
stats status state collection collector-of-stamps leaderboard skyscraper skyscrapers banner
protest-banners bannerman popups pop-up-shop sponsorship sponsoring-bill affiliation analysis
analyst analytic-geometry an-analytics-office beacons-hill lighthouse-beacon telemetry-of-a-rocket
matomorph piwikipedia gargoyle gtm ga 250x250 800x600 1728x90 300x2500 1920x1080 2024-11-03
cookie cookies cookie-jar cookies-and-consent consent-form facebook google instagram newspaper
portrait office-at-night court-room data-broker-map phone-location-history app-permissions
what-a-bid-request-says adblocker adblock bad-ads-in-papers crossroads beads toads heads threads
style main script comments search theme icon favicon logo image photo figure diagram chart map
"""
ORDINARY_NAMES = ORDINARY.split()


@pytest.mark.parametrize("name", ORDINARY_NAMES)
def test_ordinary_names_of_files(name: str) -> None:
    assert blocked(f"/assets/{name}.png") == ""
    assert blocked(f"/assets/{name}.0a1b2c3d4e.webp") == ""
    # The digits of a digest mean nothing: ad, 12ad345, adadad.
    for digest in ("12ad345678", "0000000ad0", "ad00000000", "adadadadad", "00000000ad"):
        assert blocked(f"/assets/{name}.{digest}.png") == ""


SCRIPTS = """
style main comments search theme image-gallery headings toggle upload adventure status-page gallery
gap statistics-table advance
"""


@pytest.mark.parametrize("name", SCRIPTS.split())
def test_ordinary_names_of_scripts(name: str) -> None:
    for suffix in ("js", "mjs", "min.js", "css", "woff2", "mp3"):
        assert blocked(f"/assets/{name}.{suffix}") == ""


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        ".",
        "png",
        "/ads",
        "/ads/",
        "/2026/02/advert-law/",
        "/2026/02/tracking-pixel/",
        "/tracking-pixel.html",
        "/ads/index.html",
        "/tags/advertising/feed.xml",
        "/tags/analytics/",
        "/ads.txt",
        "/analytics.json",
        "/advert.pdf",
        "/advertising.js/",
        "/advice?picture=tracking-pixel.gif",
        "/advice/#/ads/1.png",
    ],
)
def test_pages_and_data_arrive(path: str) -> None:
    assert blocked(path) == ""


def test_the_files_of_this_site_arrive() -> None:
    pictures = [file for file in (ROOT / "content").rglob("*") if file.suffix in {".png", ".jpg"}]
    assets = [*(ROOT / "layouts/assets").iterdir(), *(ROOT / "output").glob("assets/*")]
    assert len(pictures) >= 8
    for file in pictures + assets:
        assert blocked(f"/assets/{file.name}") == "", file


HIDES = """
ad=ad ads=ads Ad=ad ad1=ad ads-2=ads ad-300x250=ad advert=advert advert-1=advert
advertisement=advertisement
advertising=advertising advertorial=advertorial ad-banner=ad-banner ad_banner=ad_banner
adbanner=adbanner ad-container=ad-container adContainer=adcontainer ad-wrapper=ad-wrapper
ad-slot-top=ad-slot ads-sidebar=ads-sidebar adbox=adbox adsbox=adsbox adsbygoogle=adsbygoogle
adv-banner=adv-banner advert-box=advert-box advertisement-label-2=advertisement-label
ad-unit-3=ad-unit banner=banner banner-ad=banner-ad top-ads=top-ads sidebar-ad=sidebar-ad
google-ads=google-ads my-text-ad=text-ad article-footer-advert=footer-advert sponsor=sponsor
sponsors=sponsors sponsored=sponsored sponsored-content=sponsored-content
sponsor-logo=sponsor-logo sponsored-links=sponsored-links promo=promo promoted=promoted
promo-box=promo-box popup=popup pop-up=pop-up popunder=popunder outbrain=outbrain
taboola-below-article=taboola box-728x90=728x90 cookie-banner=cookie-banner
cookie-notice=cookie-notice cookie-consent=cookie-consent cookieconsent=cookieconsent
cookie_bar=cookie_bar cookie-banner-text=cookie-banner gdpr-notice=gdpr-notice
consent-manager=consent-manager share-buttons=share-buttons social-share=social-share
social-icons=social-icons sharing-buttons=sharing-buttons share-bar-left=share-bar
addthis_toolbox=addthis sharedaddy=sharedaddy newsletter-popup=newsletter-popup
subscribe-modal=subscribe-modal fb-like=fb-like twitter-share-button=twitter-share-button
"""
HIDDEN_NAMES = [line.split("=") for line in HIDES.split()]


@pytest.mark.parametrize(("name", "word"), HIDDEN_NAMES, ids=[name for name, _ in HIDDEN_NAMES])
def test_names_that_are_hidden(name: str, word: str) -> None:
    assert hidden(name) == hidden(name.upper()) == word


SHOWN = """
address adventure advice advantage advance add added additional admonition admonition-title adjust
head header heading thread threads read reader read-more load shadow badge badges gradient radar
lead leading breadcrumbs download upload broadband dead-link roadmap roads pads
tracking tracker trackers analytics cookies cookie cookie-jar consent the-consent-of-the-reader
share shares shared social society newsletter subscribe popular population popularity
promise promontory promoters-of-the-law banners-of-the-world bannerman what-is-an-ad
who-pays-for-the-ads how-ads-work ads-in-the-courts ad-hoc ad-hoc-committees advertising-pays
the-advertising-law sponsors-of-the-bill tips-for-popups facebook google privacy-notice
notice note warning tip caution important danger comments comments-thread comments-title
card cards pager footnotes footnote-ref code table task task-list task-box anchor left center right
wide window lineno linenos hll w p n o s2 fn:post fnref:post month-1 year-2026 1 -- _
"""


@pytest.mark.parametrize("name", SHOWN.split())
def test_names_that_are_shown(name: str) -> None:
    assert hidden(name) == ""


def named(text: str) -> set[str]:
    """List the classes and ids that a file's HTML or Python gives to elements."""
    given = re.findall(r"""\b(?:class|id)=\\?["']([^"']*)["']""", text)
    given += re.findall(r"""["'](?:class|id)["'](?:,|:) f?["']([^"']*)["']""", text)
    return {name for one in given for name in re.sub(r"{%.*?%}", " ", one).split()}


def test_the_programs_own_classes_and_ids_are_shown() -> None:
    layouts = sorted((ROOT / "layouts").rglob("*.html"))
    code = sorted((ROOT / "generator").rglob("*.py"))
    names = {name for file in layouts + code for name in named(file.read_text("utf-8"))}
    style = (ROOT / "layouts/assets/style.css").read_text("utf-8")
    names |= set(re.findall(r"[.#]([a-z][\w-]*)", style))
    assert {
        "masthead",
        "comments-thread",
        "footnotes",
        "task-box",
        "admonition",
        "imprint",
    } <= names
    assert len(names) > 80
    assert not {name for name in names if hidden(name)}


def test_the_sample_output_is_shown() -> None:
    pages = sorted((ROOT / "output").rglob("*.html"))
    names = {name for file in pages for name in named(file.read_text("utf-8"))}
    assert not {name for name in names if hidden(name)}


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    for path in (text, f"/assets/{text}.png", f"/{text}/a.js"):
        assert blocked(path) == blocked(path.lower())
        assert blocked(path) in path.lower()
    assert hidden(text) in text.lower()


WORDS = [
    "ad",
    "ads",
    "advert",
    "tracking",
    "-",
    "_",
    ".",
    "/",
    "728x90",
    "0a",
    "min",
    "js",
    "\n",
    "İ",
]


@given(st.lists(st.sampled_from(WORDS), max_size=60).map("".join))
def test_texts_of_dangerous_pieces_are_answered(text: str) -> None:
    assert blocked(f"/assets/{text}.js") in f"/assets/{text}.js".lower()
    assert hidden(text) in text.lower()


@pytest.mark.parametrize(
    "piece",
    ["ad", "ad-", "-", "a-", "tracking-", "ads_", "728x90", "0", ".min", ".0a1b2c3d4e", "/ad"],
)
def test_long_texts_are_answered(piece: str) -> None:
    for text in (piece * 50_000, piece * 50_000 + "!"):
        blocked(f"/assets/{text}.js")
        hidden(text)
