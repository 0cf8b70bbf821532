"""Take out of addresses what tells a site who sent a reader, in which mail, by which click.

The names are what the senders call their parameters in their own documentation.
Invariants: an address from which nothing is taken stays the same, sign for sign; what is signed,
what is kept in an archive and what follows `#` is never touched.
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import unquote

# Campaigns: the same for all who get a mail or see an advertisement.
CAMPAIGNS = (
    "utm_* mtm_* matomo_* pk_campaign pk_kwd pk_keyword pk_source pk_medium pk_content pk_cid "
    "piwik_campaign piwik_kwd piwik_keyword at_campaign at_campaign_type at_creation at_custom* "
    "at_emailtype at_format at_link at_link_id at_link_origin at_link_type at_medium "
    "at_network at_ptr_name at_recipient_id at_recipient_list at_send_date at_variant at_bbc_team "
    "hsa_* wt_mc wt_mc_o wt_zmc wtrid sc_campaign sc_channel sc_content "
    "sc_medium sc_outcome ns_campaign ns_linkname ns_mchannel ns_source ns_fee cmpid xtor "
    "trk_contact trk_msg trk_module trk_sid itm_source itm_medium itm_campaign itm_content "
    "itm_term ga_source ga_medium ga_campaign ga_content ga_term ga_place guccounter "
    "guce_referrer guce_referrer_sig soc_src soc_trk spm_id __twitter_impression ncid sr_share "
    "tracking_source echobox tduid ocid_campaign cx_click cx_artpos cx_testid cx_testvariant "
    "sms_click sms_source sms_uph _ly_c _ly_r"
)
# One click of one reader on one advertisement.
CLICKS = (
    "fbclid gclid gclsrc dclid gbraid wbraid gad gad_source gad_campaignid gclaw srsltid msclkid "
    "twclid ttclid li_fat_id lipi licu igshid igsh yclid ymclid ysclid _openstat epik rdt_cid "
    "scclid sccid ndclid tblci obclid dicbo wickedid wickedsource rb_clickid irclickid irgwc "
    "cjevent cjdata awc sscid ranmid raneaid ransiteid clickid click_id clkid affid_click zanpid "
    "vmcid vgo_ee xmt unicorn_click_id qclid mkwid pcrid gcl_au gcl_aw gcl_dc ef_id s_kwcid "
    "adgroupid_click campaignid_click _branch_match_id _branch_referrer action_object_map "
    "action_type_map action_ref_map fb_action_ids fb_action_types fb_comment_id fb_ref fb_source "
    "mibextid syclid bbeml hmb_campaign hmb_medium hmb_source yj_r"
)
# One reader of a mail, or a visitor from one page to the next.
READERS = (
    "mc_cid mc_eid mc_tc mkt_tok _hsenc _hsmi __hssc __hstc __hsfp hsctatracking hsCtaTracking "
    "oly_anon_id oly_enc_id vero_id vero_conv ml_subscriber ml_subscriber_hash elqtrack "
    "elqtrackid elqaid elqat elqcampaignid elqak elq ck_subscriber_id _kx _ke dm_i dm_t "
    "bsft_clkid bsft_eid bsft_uid bsft_mid bsft_aaid bsft_ek bsft_mime_type iterable_campaign "
    "iterable_template cm_mmc cm_mmca cm_mmcs cm_lm sb_ctid spmailingid spuserid spjobid "
    "spreportid sp_mid sp_rid _bta_tid _bta_c inf_contact_key mailid_tracking nl_eid "
    "s_cid emci emdi ceid sfmc_id sfmc_activityid sfmc_sub sfmc_j sfmc_l sfmc_u sfmc_mid "
    "j_subscriber rsid_mail et_rid et_cid mindbox-click-id mindbox-message-key _ga _gl _gid "
    "ajs_uid ajs_anonymous_id customid_track trkid trkcampaign trkinfo pd_rd_r pd_rd_w pd_rd_wg "
    "pf_rd_r pf_rd_p pf_rd_m pf_rd_s pf_rd_t pf_rd_i __s user_email_address lctg wtmc cid_hash "
    "oft_c oft_ck oft_d oft_id oft_ids oft_k oft_lk oft_sk sc_customer sc_eh sc_uid _bhlid "
    "__readwiselocation subscriber_hash email_hash hash_email ref_device_id ss_email_id "
    "ss_campaign_id ss_campaign_name ss_campaign_sent_date ss_source beehiiv_ads cl_subscriber"
)
NAMES = frozenset(f"{CAMPAIGNS} {CLICKS} {READERS}".lower().split())
# These are something else elsewhere.
HOSTS = MappingProxyType(
    {
        "youtube.com": frozenset({"si", "feature", "pp", "ab_channel"}),
        "youtu.be": frozenset({"si", "feature"}),
        "open.spotify.com": frozenset({"si", "pi", "nd"}),
        "twitter.com": frozenset({"s", "t", "ref_src", "ref_url", "cn", "refsrc"}),
        "x.com": frozenset({"s", "t", "ref_src", "ref_url", "cn", "refsrc"}),
        "instagram.com": frozenset({"ig_rid", "igsh", "ig_mid"}),
        "facebook.com": frozenset({"__tn__", "eid", "rdid", "share_url", "refid", "paipv"}),
        "tiktok.com": frozenset(
            {"_r", "_t", "is_from_webapp", "sender_device", "share_app_id", "web_id", "u_code"}
        ),
        "reddit.com": frozenset({"share_id", "ref_source", "correlation_id", "post_fullname"}),
        "linkedin.com": frozenset({"trk", "refid", "trackingid", "rcm", "midtoken", "midsig"}),
        "nytimes.com": frozenset({"referringsource", "sgrp", "smid", "smtyp"}),
        "bbc.co.uk": frozenset({"xtor", "ns_fee"}),
        "bbc.com": frozenset({"xtor", "ns_fee"}),
        "theguardian.com": frozenset({"cmp", "cmp_bunit", "cmp_tu"}),
        "reuters.com": frozenset({"taid", "feedtype", "feedname", "rpc"}),
        "medium.com": frozenset({"source"}),
        "substack.com": frozenset(
            {"r", "isfreemail", "publication_id", "post_id", "triedredirect"}
        ),
        "bing.com": frozenset({"cvid", "form", "sk", "sp", "sc", "qs", "qp", "ghc"}),
        "google.com": frozenset(
            {"ved", "ei", "sei", "gs_lcp", "gs_lcrp", "sca_esv", "usg", "sclient"}
        ),
    }
)
# To take a piece out of what is signed breaks it.
SIGNED = re.compile(
    r"(?:^|[-_])(?:sig|signature|signed|hmac|mac|digest|checksum|policy)$|^(?:x-amz|x-goog)-|"
    r"^(?:key-pair-id|sv|se|sp|token|auth|access_token|jwt|hdnts|hdnea|__gda__|__token__|md5|verify)$"
)
# The address within is that of the page that was kept, and names nothing that is sent.
ARCHIVES = frozenset(
    {
        "archive.org", "archive.today", "archive.is", "archive.ph", "archive.vn", "archive.li",
        "archive.md", "archive.fo", "ghostarchive.org", "perma.cc", "megalodon.jp", "arquivo.pt",
        "webcitation.org", "webcache.googleusercontent.com", "webarchive.nationalarchives.gov.uk",
        "freezepage.com", "preservetube.com",
    }
)  # fmt: skip
WEB = re.compile(r"(?:https?:)?//(?:[^/?#@]*@)?([^/?#:]+)[^?#]*\?", re.IGNORECASE)
BLANK = frozenset[str]()


def untracked(url: str, extra: frozenset[str] = BLANK) -> str:
    """Take tracking parameters out of a web address; any other text stays as it is.

    `extra` are names of the site's own, in small letters; with a star at the end, beginnings.
    """
    found = WEB.match(url) if "?" in url else None
    if not found:
        return url
    host = found[1].lower().removesuffix(".")
    query, mark, fragment = url[found.end() :].partition("#")
    pieces = query.split("&")
    names = [unquote(piece.partition("=")[0]).lower() for piece in pieces]
    # A `;` may part one parameter from the next, or belong to a value: who knows keeps away.
    if _is_within(host, ARCHIVES) or ";" in query or any(map(SIGNED.search, names)):
        return url
    left = [
        piece
        for piece, name in zip(pieces, names, strict=True)
        if not is_tracking(name, host, extra)
    ]
    if len(left) == len(pieces):
        return url
    head = url[: found.end()] if left else url[: found.end() - 1]
    return head + "&".join(left) + mark + fragment


@lru_cache(maxsize=10_000)  # an answer is the same for ever
def is_tracking(name: str, host: str, extra: frozenset[str] = BLANK) -> bool:
    """Tell whether a parameter, in small letters, says on this host who reads or where from."""
    if _is_named(name, NAMES) or _is_named(name, extra):
        return True
    return any(name in names for own, names in HOSTS.items() if _is_within(host, {own}))


def _is_named(name: str, names: frozenset[str]) -> bool:
    """Look a name up, and its beginnings among those with a star."""
    return name in names or any(
        one.endswith("*") and name.startswith(one[:-1]) for one in names if one[:2] == name[:2]
    )


def _is_within(host: str, hosts: frozenset[str] | set[str]) -> bool:
    """Tell whether a host is one of these or below one."""
    parts = host.split(".")
    return any(".".join(parts[at:]) in hosts for at in range(len(parts)))
