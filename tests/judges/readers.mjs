// Read feeds with two libraries of JavaScript; their paths come as JSON, what was read goes out as JSON.
import { readFileSync } from "node:fs";
import { parseFeed as rowanmanning } from "@rowanmanning/feed-parser";
import { parseFeed as feedsmith } from "feedsmith";

const names = (list) => (list ?? []).map((one) => one.name ?? one);
const own = (links) => links?.find((one) => (one.rel ?? "alternate") === "alternate")?.href;

const SMITH = {
  rss: (feed) => feed.items.map((one) => ({
    id: one.guid?.value, title: one.title, link: one.link, published: one.pubDate, updated: one.atom?.updated,
    authors: names(one.dc?.creators), tags: names(one.categories), content: one.content?.encoded,
  })),
  atom: (feed) => feed.entries.map((one) => ({
    id: one.id, title: one.title?.value ?? one.title, link: own(one.links), published: one.published, updated: one.updated,
    authors: names(one.authors), tags: (one.categories ?? []).map((tag) => tag.label ?? tag.term),
    content: one.content?.value ?? "",
  })),
  json: (feed) => feed.items.map((one) => ({
    id: one.id, title: one.title, link: one.url, published: one.date_published, updated: one.date_modified,
    authors: names(one.authors), tags: one.tags ?? [], content: one.content_html,
  })),
};

function smith(text) {
  const { format, feed } = feedsmith(text);
  return SMITH[format]({ items: [], entries: [], ...feed });
}

function manning(text) {
  return rowanmanning(text).items.map((one) => ({
    id: one.id, title: one.title, link: one.url, published: one.published, updated: one.updated,
    authors: names(one.authors), tags: one.categories.map((tag) => tag.label ?? tag.term), content: one.content,
  }));
}

const read = JSON.parse(readFileSync(0, "utf8")).map((path) => {
  const text = readFileSync(path, "utf8");
  return { path, feedsmith: smith(text), "feed-parser": path.endsWith(".json") ? null : manning(text) };
});
console.log(JSON.stringify(read));
