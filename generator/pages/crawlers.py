"""Name the crawlers that gather texts for language models.

Crawlers of search engines, and those that show a preview of a link, are not among them. The names
are those that the crawlers give themselves, in their operators' own documentation. To refuse them
is a wish: nothing makes a crawler read robots.txt.
"""

from __future__ import annotations

AI = (
    "AddSearchBot", "AI2Bot", "Ai2Bot-Dolma", "aiHitBot", "Amazonbot", "amazon-kendra",
    "Amzn-SearchBot", "Amzn-User", "Andibot", "Anomura", "anthropic-ai",
    "Applebot-Extended", "Awario", "bedrockbot", "bigsur.ai", "Brightbot", "Bytespider", "CCBot",
    "ChatGPT-User", "ChatGPT Agent", "ClaudeBot", "Claude-SearchBot", "Claude-User", "Claude-Web",
    "Cloudflare-AutoRAG", "cohere-ai", "cohere-training-data-crawler", "Cotoyogi", "Crawlspace",
    "Datenbank Crawler", "DeepSeekBot", "Devin", "Diffbot", "DuckAssistBot",
    "ExaBot", "FacebookBot", "Factset_spyderbot",
    "FirecrawlAgent", "FriendlyCrawler", "Gemini-Deep-Research", "Google-CloudVertexBot",
    "Google-Extended", "Google-Firebase", "Google-NotebookLM", "GoogleAgent-Mariner",
    "GoogleOther", "GoogleOther-Image", "GoogleOther-Video", "GPTBot", "iAskBot", "iaskspider",
    "IbouBot", "ICC-Crawler", "ImagesiftBot", "imageSpider", "img2dataset", "ISSCyberRiskCrawler",
    "Kangaroo Bot", "KlaviyoAIBot", "KunatoCrawler", "laion-huggingface-processor",
    "LCC", "LinerBot", "Linguee Bot", "LinkupBot", "Manus-User", "meta-externalagent",
    "meta-externalfetcher", "meta-webindexer", "MistralAI-User", "MyCentralAIScraperBot",
    "netEstate Imprint Crawler", "NotebookLM", "NovaAct", "OAI-SearchBot", "omgili", "omgilibot",
    "PanguBot", "Panscient", "panscient.com", "Perplexity-User",
    "PerplexityBot", "PetalBot", "PhindBot", "Poggio-Citations", "Poseidon Research Crawler",
    "QualifiedBot", "QuillBot", "SBIntuitionsBot", "SemrushBot-OCOB", "SemrushBot-SWA",
    "ShapBot", "Sidetrade indexer bot", "TavilyBot", "TerraCotta", "Thinkbot",
    "TikTokSpider", "Timpibot", "TwinAgent", "VelenPublicWebCrawler", "WARDBot",
    "Webzio-Extended", "webzio", "wpbot", "WRTNBot", "YaK", "YandexAdditional",
    "YandexAdditionalBot", "YouBot", "ZanistaBot",
)  # fmt: skip
