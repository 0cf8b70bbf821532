"""Take out of addresses what tells a site who sent a reader, in which mail, by which click.

Invariants: an address from which nothing is taken stays the same, sign for sign; what is signed,
what is kept in an archive and what follows `#` is never touched. Nothing here raises.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from urllib.parse import unquote

LISTED = (
    # Campaigns, as publishers and those who measure for them name them
    "at_campaign at_campaign_type at_creation at_variant at_network "
    "at_custom1 at_custom2 at_custom3 at_custom4 at_emailtype at_format at_link at_link_id "
    "at_link_origin at_link_type at_medium at_ptr_name at_recipient_id at_recipient_list "
    "at_send_date at_bbc_team at_platform at_identifier wt_mc wt_mc_o wt_zmc wtrid wtmc xtor "
    "ns_campaign ns_linkname ns_mchannel ns_source ns_fee "
    "soc_src soc_trk sr_share _ly_c _ly_r "
    "cx_click cx_artpos cx_testid cx_testvariant itm_source itm_medium itm_campaign itm_content "
    "itm_term trk_contact trk_msg trk_module trk_sid echobox tracking_source ocid_campaign "
    # Google and Yahoo
    "gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid srsltid _ga _gl _gid _gac "
    "ga_source ga_medium ga_campaign ga_content ga_term ga_place "
    "pk_campaign pk_kwd pk_keyword pk_source pk_medium pk_content pk_cid pk_group pk_placement "
    "gcl_au gcl_aw gcl_dc guccounter guce_referrer guce_referrer_sig "
    # Facebook and Instagram
    "fbclid fb_action_ids fb_action_types fb_comment_id fb_ref fb_source action_object_map "
    "action_type_map action_ref_map igshid igsh ig_mid ig_rid mibextid "
    # Microsoft, LinkedIn, X, TikTok, Pinterest, Reddit, Snapchat
    "msclkid li_fat_id twclid __twitter_impression ttclid rdt_cid sccid scclid "
    # Yandex, and others in Russia
    "yclid ymclid ysclid _openstat mindbox-click-id mindbox-message-key yj_r "
    # Advertisements, and those who are paid by the sale
    "ndclid tblci obclid dicbo wickedid wickedsource rb_clickid irclickid irgwc cjevent cjdata "
    "ranmid raneaid ransiteid zanpid tduid vmcid vgo_ee qclid "
    "mkwid pcrid ef_id s_kwcid s_cid unicorn_click_id syclid _branch_match_id _branch_referrer "
    # Mailchimp, Marketo, HubSpot, Olytics, Vero, MailerLite, Klaviyo, ConvertKit, Drip
    "mc_cid mc_eid mc_tc mkt_tok _hsenc _hsmi __hssc __hstc __hsfp hsctatracking oly_anon_id "
    "oly_enc_id vero_id vero_conv ml_subscriber ml_subscriber_hash _kx _ke ck_subscriber_id __s "
    # Eloqua, Dotdigital, Bluecore, Iterable, Adobe, Salesforce, Silverpop, Bronto
    "elqtrack elqtrackid elqaid elqat elqcampaignid elqak dm_i dm_t iterable_campaign "
    "iterable_template cm_mmc cm_mmca cm_mmcs et_rid et_cid sfmc_id sfmc_activityid sfmc_sub "
    "spmailingid spuserid spjobid spreportid sp_mid sp_rid _bta_tid _bta_c inf_contact_key "
    # Ometria, Beehiiv, Springbot, Emarsys, EveryAction, Smartsupp, and mails of newspapers
    "oft_c oft_ck oft_d oft_id oft_ids oft_k oft_lk oft_sk _bhlid bbeml sb_ctid sc_customer sc_eh "
    "sc_uid emci emdi ss_email_id ss_campaign_id ss_campaign_name ss_campaign_sent_date "
    "ss_source nl_eid lctg trkcampaign ajs_uid ajs_anonymous_id __readwiselocation "
    "hmb_campaign hmb_medium hmb_source sms_click sms_source sms_uph "
    # Amazon's widgets
    "pd_rd_r pd_rd_w pd_rd_wg pd_rd_i pf_rd_r pf_rd_p pf_rd_m pf_rd_s pf_rd_t pf_rd_i"
)
NAMES = frozenset(LISTED.split())
# Google's tags, then Matomo's, HubSpot's for advertisements, Bluecore's.
BEGINNINGS = ("utm_", "mtm_", "matomo_", "piwik_", "hsa_", "bsft_")
# These names are other sites' own, too: a value of the tracker's making tells.
SHAPES = MappingProxyType(
    {
        "awc": re.compile(r"\d{2,7}_\d{9,11}_[0-9a-f]{16,}", re.IGNORECASE),  # Awin
        "epik": re.compile(r"dj0[\w-]{8,}"),  # Pinterest
    }
)
# And this one tells of an advertisement only beside others of Google's.
BESIDE = MappingProxyType(
    {"gad": frozenset({"gclid", "gbraid", "wbraid", "gad_source", "gad_campaignid"})}
)
X = "s t cn ref_src ref_url refsrc"
YOUTUBE = "si feature pp ab_channel embeds_referring_euri embeds_referring_origin source_ve_path"
CLOUD = "sc_campaign sc_channel sc_content sc_medium sc_outcome sc_geo sc_country"
SHOP = f"tag linkcode linkid ref ref_ creative creativeasin camp ascsubtag qid crid dib {CLOUD}"
SHOP += " sprefix"
SHOPS = (
    "ae ca cn co.jp co.uk com com.au com.be com.br com.mx com.tr de eg es fr ie in it nl pl sa se"
)
# These are something else on other hosts.
HOSTS = MappingProxyType(
    {
        "youtube.com": YOUTUBE,
        "youtube-nocookie.com": YOUTUBE,
        "youtu.be": YOUTUBE,
        "open.spotify.com": "si pi nd",
        "twitter.com": X,
        "x.com": X,
        "facebook.com": "__tn__ __cft__[0] __xts__[0] rdid share_url paipv refsrc hc_ref "
        "hc_location",
        "instagram.com": "img_index_ref",
        "tiktok.com": "is_from_webapp sender_device sender_web_id is_copy_url share_app_id "
        "share_link_id u_code tt_from web_id _r _t",
        "reddit.com": "share_id ref_source ref_campaign correlation_id post_fullname post_index",
        "linkedin.com": "lipi trk refid trackingid rcm midtoken midsig",
        "medium.com": "source",
        "substack.com": "r",
        "nytimes.com": "referringsource sgrp smid smtyp emc",
        "washingtonpost.com": "itid wpisrc wpmm tid",
        "theguardian.com": "cmp cmp_bunit cmp_tu",
        "wsj.com": "mod reflink",
        "bloomberg.com": "leadsource sref srnd cmpid",
        "foxnews.com": "cmpid",
        "foxbusiness.com": "cmpid",
        "techcrunch.com": "ncid",
        "huffpost.com": "ncid",
        "engadget.com": "ncid",
        "aol.com": "ncid",
        "yahoo.com": "ncid",
        "economist.com": "fsrc",
        "dailymail.co.uk": "ito",
        "bing.com": "cvid form ghc qs qp sk sc",
        "google.com": "ved ei sei gs_lcp gs_lcrp sca_esv sclient",
        "aliexpress.com": "spm scm pvid algo_pvid algo_expid",
    }
    | {f"amazon.{end}": SHOP for end in SHOPS.split()}
)
# To take a piece out of what is signed breaks it; a token alone signs nothing.
SIGNED = re.compile(
    r"(?:.*[-_])?(?:sig|signature|hmac|mac|urlsig)|.*signature|x-(?:amz|goog|oss|ms)-.+|"
    r"awsaccesskeyid|googleaccessid|key-pair-id|hdnts|hdnea|__gda__|__token__|wssecret|usg"
)
TOKEN = re.compile(r"(?:.*[-_])?(?:token|hash|md5|digest|sign|key|policy)|oh")
UNTIL = re.compile(r"(?:.*[-_])?(?:expires|expire|expiry|exp|expiration|validuntil)|oe")
# The address within is that of the page that was kept, and names nothing that is sent.
KEPT = (
    "web.archive.org wayback.archive.org archive-it.org archive.today archive.is archive.ph "
    "archive.vn archive.li archive.md archive.fo ghostarchive.org perma.cc megalodon.jp arquivo.pt "
    "webcitation.org webcache.googleusercontent.com cc.bingj.com webarchive.org.uk freezepage.com "
    "webarchive.nationalarchives.gov.uk webarchive.loc.gov webarchive.nla.gov.au"
)
ARCHIVES = frozenset(KEPT.split())
WEB = re.compile(r"(?:https?:)?//(?:[^/?#\\]*@)?(\[[^]/?#]*\]|[^/?#:@\\]+)[^?#]*\?", re.IGNORECASE)
NONE = frozenset[str]()


def untracked(url: str, extra: frozenset[str] = NONE) -> str:
    """Take tracking parameters out of a web address; any other text stays as it is.

    `extra` are names of the site's own, in small letters; with a star at the end, beginnings.
    """
    found = WEB.match(url) if "?" in url else None
    if not found or _is_within(found[1], ARCHIVES):
        return url
    query, mark, fragment = url[found.end() :].partition("#")
    sign, pieces = _pieces(query)
    names = frozenset(map(_name, pieces))
    left = [
        piece
        for piece in pieces
        if not is_tracking(_name(piece), found[1], extra)
        and not _is_shaped(*_halves(piece))
        and names.isdisjoint(BESIDE.get(_name(piece), NONE))
    ]
    if len(left) == len(pieces) or _is_unsure(query, found[1], extra):
        return url
    end = found.end() if any(left) else found.end() - 1
    return url[:end] + (sign.join(left) if any(left) else "") + mark + fragment


def is_tracking(name: str, host: str, extra: frozenset[str] = NONE) -> bool:
    """Tell whether a parameter says, on this host, who reads or where they come from."""
    plain = unquote(name).lower()
    if plain in NAMES or plain.startswith(BEGINNINGS):
        return True
    if plain and any(_is_meant(plain, one) for one in extra):
        return True
    return any(plain in HOSTS[end].split() for end in _ends(host) if end in HOSTS)


def _pieces(query: str) -> tuple[str, list[str]]:
    """Part a query into its parameters; `;` parts them only if all then have a value."""
    pieces = query.split(";")
    if "&" not in query and len(pieces) > 1 and all(map(_name_with_value, pieces)):
        return ";", pieces
    return "&", query.split("&")


def _name_with_value(piece: str) -> str:
    """Give the name of `name=value`; nothing if there is no sign between the two."""
    name, sign, _ = piece.partition("=")
    return name if sign else ""


def _is_unsure(query: str, host: str, extra: frozenset[str]) -> bool:
    """Tell whether to take something out may break an address: it is signed, or `;` is unclear."""
    names = [_name(piece) for piece in re.split("[&;]", query)]
    # A tracker's own name may look like a signature's: guce_referrer_sig.
    others = [name for name in names if not is_tracking(name, host, extra)]
    if any(map(SIGNED.fullmatch, others)):
        return True
    if any(map(TOKEN.fullmatch, others)) and any(map(UNTIL.fullmatch, others)):
        return True
    sign, pieces = _pieces(query)
    parts = [part for piece in pieces if ";" in piece for part in piece.split(";")]
    return sign == "&" and any(is_tracking(_name(part), host, extra) for part in parts)


def _name(piece: str) -> str:
    """Give a parameter's name, in small letters and without %20."""
    return _halves(piece)[0]


def _halves(piece: str) -> tuple[str, str]:
    """Give a parameter's name, in small letters, and its value, both without %20."""
    name, _, value = piece.partition("=")
    return unquote(name).lower(), unquote(value)


def _is_shaped(name: str, value: str) -> bool:
    """Tell whether a name that others use, too, has a value that only a tracker gives it."""
    return name in SHAPES and SHAPES[name].fullmatch(value) is not None


def _is_meant(name: str, own: str) -> bool:
    """Tell whether one of the site's own names, or beginnings with a star, is this name."""
    return name.startswith(own[:-1]) if own.endswith("*") else name == own


def _ends(host: str) -> list[str]:
    """Give a host and all that it is below: `a.b.example`, `b.example`, `example`."""
    labels = host.lower().removesuffix(".").split(".")
    return [".".join(labels[at:]) for at in range(len(labels))]


def _is_within(host: str, hosts: frozenset[str]) -> bool:
    """Tell whether a host is one of these or below one."""
    return not hosts.isdisjoint(_ends(host))
