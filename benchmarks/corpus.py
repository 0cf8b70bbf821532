#!/usr/bin/env python3
"""Write a deterministic corpus of news-blog posts in a neutral form.

usage: make_corpus.py N OUT.jsonl [--seed S]

One JSON object a line: slug, title, date (ISO, UTC), tags, author, summary, body (Markdown, CommonMark
plus fenced code, pipe tables and footnotes). Post i is the same for every N (seeded by (seed, i)), so a
bigger corpus is a superset of a smaller one. Standard library only.
"""

import argparse, datetime, json, random, re

TAGS = """surveillance encryption gdpr data-breach facial-recognition adtech tracking cookies vpn tor
signal whatsapp meta google apple microsoft amazon tiktok data-brokers location-data biometrics ai-act
machine-learning children age-verification chat-control end-to-end-encryption metadata police border
fourth-amendment supreme-court eu-commission edpb cnil ico ftc ccpa state-law health-data
period-trackers genetic-data smart-home connected-cars wearables iot browsers firefox chrome
fingerprinting passwords passkeys phishing ransomware spyware pegasus open-source linux android
self-hosting email dns""".split()
AUTHORS = [
    "Mara Lindqvist",
    "Tomás Herrera",
    "Aiko Brandt",
    "Dele Okafor",
    "Ruth O’Neill",
    "Jan Kowalczyk",
]
WHO = """the regulator|a coalition of civil society groups|the company|researchers at the university|two
former employees|the court|a spokesperson|lawmakers in Brussels|the Irish Data Protection Commission|the
attorney general|a leaked internal memo|privacy advocates|the vendor's own documentation|an independent
audit|security engineers|members of the oversight board|the app's developers|a group of librarians|local
police departments|the parliamentary committee|Europe's highest court|the Federal Trade Commission|a
whistleblower|parents and teachers|the advertising industry""".replace("\n", " ").split("|")
VERB = """argued that|said that|confirmed on Tuesday that|denied that|warned that|has now admitted
that|told reporters that|wrote in a letter that|found that|could not explain why|was quick to point out
that|did not dispute that|estimates that|concluded last month that|had known for years that|still
insists that""".replace("\n", " ").split("|")
SUBJ = """location data sold by brokers|the new consent banner|a default setting buried three menus
deep|the retention period|every message sent through the service|the facial recognition system|a
third-party analytics library|the advertising identifier|health information shared with
advertisers|encrypted backups|the proposed regulation|the company's data processing agreement|a
misconfigured storage bucket|the age check|metadata about who talks to whom|biometric templates|a
single line of JavaScript|the transparency report|the police request|an opt-out form|the machine
learning model|the loyalty programme|the car's telemetry unit|a browser extension with two million
users""".replace("\n", " ").split("|")
PRED = """was collected without a valid legal basis|could be linked back to named people in a matter
of minutes|had been enabled for everyone since the spring update|would cost smaller publishers far more
than it costs the largest platforms|never left the device until the change was made in 2023|is kept for
seven years, or longer if a court asks for it|cannot be switched off without losing the rest of the
service|was shared with at least 41 other companies|does not meet the standard set out in Article 5|
made it trivial to work out where someone sleeps, works and worships|has been copied into at least
three separate archives|raises questions that the impact assessment never mentions|is both cheaper and
less accurate than the contract claims|will be reviewed again before the end of the year|sits outside
the scope of the settlement|was sold on for less than a cent per record|relies on a promise that nobody
outside the company can check|had already leaked twice before anyone noticed""".replace(
    "\n", " "
).split("|")
TAIL = """, and that is the part most coverage has missed|, according to documents seen by this site|,
although the figures have not been verified|, which is why the complaint was filed in Vienna rather
than Dublin|; the fine, if there is one, comes later| (the full text runs to 118 pages)|, a practice it
calls "value exchange"|, even when the user had said no| — at least on paper| in 14 of the 27 member
states|, something the law has forbidden since 2018|, despite what the help page says|||||||||""".replace(
    "\n", " "
).split("|")
SHORT = """That is not a small thing.|Nobody asked for this.|The details matter here.|We asked for
comment and got none.|It's worth reading slowly.|The answer, it turns out, is complicated.|Here's what
we know so far.|None of this is new.|There is a simple fix.|Don't expect a quick ruling.|What happens
next isn't clear.|For now, the data keeps flowing.""".replace("\n", " ").split("|")
HEADS = """What happened|Why it matters|How the system works|What the law says|The company's answer|
Who is affected|What you can do now|The technical details|A pattern, not an accident|What comes next|
The numbers|Reading the fine print|How to opt out|The wider picture|A short history|Questions that
remain|What the audit found|Where the money goes""".replace("\n", " ").split("|")
KEY = """data minimisation|purpose limitation|end-to-end encryption|legitimate interest|real-time
bidding|differential privacy|dark patterns|device fingerprinting|consent or pay|client-side
scanning|server-side tagging|geofence warrants|zero-knowledge proofs|the right to erasure|surveillance
pricing|threat modelling""".replace("\n", " ").split("|")
SITES = [
    "https://www.example.org/reports",
    "https://noyb.example/en/case",
    "https://edpb.example/news",
    "https://example.com/blog",
    "https://eff.example/deeplinks",
    "https://curia.example/document",
    "https://research.example.edu/papers",
    "https://www.example.net/press-release",
]
LINKTEXT = """a report published this week|the decision|its own privacy policy|earlier coverage|the
complaint|a 2021 study|court filings|the technical paper|an open letter|this explainer|the public
register|a follow-up post""".replace("\n", " ").split("|")
INLINE_CODE = [
    "Referrer-Policy",
    "document.cookie",
    "navigator.userAgent",
    "/etc/hosts",
    "SameSite=Lax",
    "ad_id",
    "utm_source",
    "X-Forwarded-For",
    "about:config",
    "gpg --verify",
    "__host_session",
]
CODE = [
    (
        "python",
        '''import hashlib
from pathlib import Path


def pseudonymise(record: dict, salt: bytes) -> dict:
    """Replace the e-mail address by a salted digest."""
    digest = hashlib.sha256(salt + record["email"].encode()).hexdigest()
    return {**record, "email": digest[:%d]}


if __name__ == "__main__":
    for line in Path("users.csv").read_text().splitlines()[1:]:
        name, email = line.split(",")
        print(pseudonymise({"name": name, "email": email}, b"pepper"))''',
    ),
    (
        "bash",
        '''#!/bin/sh
set -eu
# fetch the list, check its signature, reload the resolver
curl -fsSL "https://lists.example.org/trackers.txt" -o /tmp/trackers.txt
gpg --verify trackers.txt.sig /tmp/trackers.txt || exit 1
grep -v '^#' /tmp/trackers.txt | awk '{ print "0.0.0.0 " $1 }' > /etc/hosts.d/%d-block
systemctl reload dnsmasq && echo "done: $(wc -l < /tmp/trackers.txt) hosts"''',
    ),
    (
        "javascript",
        """const params = new URL(location.href).searchParams;
for (const key of [...params.keys()]) {
  if (/^(utm_|fbclid|gclid)/.test(key)) params.delete(key);
}
// keep the fragment, drop the rest
history.replaceState(null, "", `${location.pathname}?${params}`);
setTimeout(() => fetch("/ping", { method: "POST", keepalive: true }), %d);""",
    ),
    (
        "json",
        """{
  "controller": "Example Analytics Ltd",
  "purposes": ["measurement", "personalisation"],
  "retention_days": %d,
  "shared_with": [{"name": "BidStream", "country": "US"}, {"name": "AdHub", "country": "IE"}],
  "legal_basis": null
}""",
    ),
    (
        "nginx",
        """server {
    listen 443 ssl http2;
    server_name blog.example.org;
    add_header Referrer-Policy "no-referrer" always;
    add_header Content-Security-Policy "default-src 'self'" always;
    access_log off;  # keep nothing
    location /feed { expires %dm; try_files $uri =404; }
}""",
    ),
    (
        "sql",
        """SELECT country, COUNT(DISTINCT user_id) AS users
FROM   consent_log
WHERE  given_at >= DATE '2024-01-01' AND withdrawn_at IS NULL
GROUP  BY country HAVING COUNT(*) > %d
ORDER  BY users DESC;  -- no raw identifiers leave this query""",
    ),
]


class Post:
    def __init__(self, seed, i):
        self.r, self.i = random.Random(f"{seed}:{i}"), i

    def sentence(self):
        r = self.r
        if r.random() < 0.14:
            return r.choice(SHORT).strip()
        s = f"{r.choice(WHO)} {r.choice(VERB)} {r.choice(SUBJ)} {r.choice(PRED).strip()}{r.choice(TAIL)}."
        s = re.sub(" +", " ", s)
        return s[0].upper() + s[1:]

    def link(self):
        r = self.r
        u = f"{r.choice(SITES)}/{r.randint(2016, 2025)}/{r.choice(TAGS)}-{r.randint(1, 9999)}"
        return (
            f"[{r.choice(LINKTEXT)}]({u})"
            if r.random() < 0.85
            else f'[{r.choice(LINKTEXT)}]({u} "Source document")'
        )

    def paragraph(self, n):
        out, r = [], self.r
        for _ in range(n):
            s, x = self.sentence(), r.random()
            if x < 0.10:
                s = s[:-1] + f", see {self.link()}."
            elif x < 0.20:
                s = f"According to {self.link()}, " + s[0].lower() + s[1:]
            elif x < 0.29:
                s = s[:-1] + f": **{r.choice(KEY)}**."
            elif x < 0.38:
                s = f"This is what *{r.choice(KEY)}* means in practice. " + s
            elif x < 0.41:
                s += f" The header in question is `{r.choice(INLINE_CODE)}`."
            out.append(s)
        return " ".join(out)

    def body(self):
        r, blocks, notes = self.r, [], []
        code, table, note = r.random() < 0.25, r.random() < 0.10, r.random() < 0.10
        target = r.randint(390, 610)
        words = lambda: sum(len(b.split()) for b in blocks)
        blocks.append(self.paragraph(r.randint(2, 4)))
        specials = ["list", "quote"] + ["code"] * code + ["table"] * table
        r.shuffle(specials)
        heads = r.sample(HEADS, 6)
        for k, head in enumerate(heads):
            blocks.append(("### " if k and r.random() < 0.2 else "## ") + head.strip())
            for _ in range(r.randint(1, 2)):
                blocks.append(self.paragraph(r.randint(2, 5)))
            if specials:
                self.special(specials.pop(), blocks)
            if words() > target and not specials:
                break
        while words() < target - 60:
            blocks.append(self.paragraph(r.randint(2, 4)))
        if note:
            blocks[0] += "[^1]"
            notes.append(f"[^1]: {self.sentence()} See {self.link()}.")
        return "\n\n".join(blocks + notes) + "\n"

    def special(self, kind, blocks):
        r = self.r
        if kind == "list":
            blocks.append(
                "\n".join(
                    f"- {('**' + r.choice(KEY) + '**: ') if r.random() < 0.4 else ''}{self.sentence()}"
                    for _ in range(r.randint(3, 6))
                )
            )
        elif kind == "quote":
            blocks.append("> " + self.paragraph(2) + "\n>\n> — " + r.choice(AUTHORS))
        elif kind == "code":
            lang, text = r.choice(CODE)
            blocks.append(f"```{lang}\n{text.replace('%d', str(r.randint(5, 90)))}\n```")
        elif kind == "table":
            rows = "\n".join(
                f"| {r.choice(TAGS)} | {r.randint(1, 9000)} | {r.choice(['yes', 'no', '**unclear**'])} |"
                for _ in range(r.randint(3, 7))
            )
            blocks.append("| Service | Records | Notified |\n|---|---:|:---:|\n" + rows)

    def record(self):
        r = self.r
        title = f"{r.choice(SUBJ)}: {r.choice(['what we know', 'a reader’s guide', 'the case so far', 'five questions', 'who knew?', 'the “fix” that wasn’t'])}"
        title = re.sub(" +", " ", title[0].upper() + title[1:])
        weights = [1 / (k + 1) for k in range(len(TAGS))]
        tags = []
        for _ in range(r.choices([1, 2, 3, 4], [2, 4, 3, 1])[0]):
            t = r.choices(TAGS, weights)[0]
            if t not in tags:
                tags.append(t)
        date = datetime.datetime(2014, 1, 1, 8, tzinfo=datetime.timezone.utc) + datetime.timedelta(
            hours=9 * self.i, minutes=r.randint(0, 300)
        )
        slug = (
            re.sub("[^a-z0-9]+", "-", title.lower()).strip("-")[:60].strip("-") + f"-{self.i:05d}"
        )
        return dict(
            slug=slug,
            title=title,
            date=date.strftime("%Y-%m-%dT%H:%M:%SZ"),
            tags=tags,
            author=r.choice(AUTHORS),
            summary=" ".join(self.sentence() for _ in range(2)),
            body=self.body(),
        )


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("n", type=int)
    ap.add_argument("out")
    ap.add_argument("--seed", type=int, default=1)
    a = ap.parse_args()
    with open(a.out, "w", encoding="utf-8") as f:
        for i in range(a.n):
            f.write(json.dumps(Post(a.seed, i).record(), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
