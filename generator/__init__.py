"""Turn a folder of Markdown articles into a news site that keeps its readers' secrets."""

__version__ = "0.1.0"
