"""Name the crawlers that gather texts for language models.

Crawlers of search engines, and those that show a preview of a link, are not among them. The names
are those that the crawlers give themselves, in their operators' own documentation; of longer ones,
the part that a reader of robots.txt takes for the name (RFC 9309, 2.2.1: letters, `-` and `_`). To
refuse them is a wish: nothing makes a crawler read robots.txt.
"""

from __future__ import annotations

AI = (
    "AddSearchBot", "aiHitBot", "Amazonbot", "amazon-kendra",
    "Amzn-SearchBot", "Amzn-User", "Andibot", "Anomura", "anthropic-ai",
    "Applebot-Extended", "Awario", "bedrockbot", "bigsur", "Brightbot", "Bytespider", "CCBot",
    "ChatGPT-User", "ClaudeBot", "Claude-SearchBot", "Claude-User", "Claude-Web",
    "Cloudflare-AutoRAG", "cohere-ai", "cohere-training-data-crawler", "Cotoyogi", "Crawlspace",
    "Datenbank", "DeepSeekBot", "Devin", "Diffbot", "DuckAssistBot",
    "ExaBot", "FacebookBot", "Factset_spyderbot",
    "FirecrawlAgent", "FriendlyCrawler", "Gemini-Deep-Research", "Google-CloudVertexBot",
    "Google-Extended", "Google-Firebase", "Google-NotebookLM", "GoogleAgent-Mariner",
    "GoogleOther", "GoogleOther-Image", "GoogleOther-Video", "GPTBot", "iAskBot", "iaskspider",
    "IbouBot", "ICC-Crawler", "ImagesiftBot", "imageSpider", "ISSCyberRiskCrawler",
    "Kangaroo", "KlaviyoAIBot", "KunatoCrawler", "laion-huggingface-processor",
    "LCC", "LinerBot", "Linguee", "LinkupBot", "Manus-User", "meta-externalagent",
    "meta-externalfetcher", "meta-webindexer", "MistralAI-User", "MyCentralAIScraperBot",
    "netEstate", "NotebookLM", "NovaAct", "OAI-SearchBot", "omgili", "omgilibot",
    "PanguBot", "Panscient", "Perplexity-User",
    "PerplexityBot", "PetalBot", "PhindBot", "Poggio-Citations", "Poseidon",
    "QualifiedBot", "QuillBot", "SBIntuitionsBot", "SemrushBot-OCOB", "SemrushBot-SWA",
    "ShapBot", "Sidetrade", "TavilyBot", "TerraCotta", "Thinkbot",
    "TikTokSpider", "Timpibot", "TwinAgent", "VelenPublicWebCrawler", "WARDBot",
    "Webzio-Extended", "webzio", "wpbot", "WRTNBot", "YaK", "YandexAdditional",
    "YandexAdditionalBot", "YouBot", "ZanistaBot",
)  # fmt: skip
# Their operator documents these names, with a sign that RFC 9309 does not know: they stand apart,
# where they can't spoil what others read.
UNUSUAL = ("AI2Bot", "Ai2Bot-Dolma")
