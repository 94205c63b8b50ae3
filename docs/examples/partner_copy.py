"""Keep an exact copy of a feed in an SQLite file, as new as the last time this was run.

python partner_copy.py 'https://commonplace.example/api/v1/changes/?fields=all' copy.sqlite3
"""

import json
import sqlite3
import sys
import time
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import Request, urlopen

HEADERS = {"User-Agent": "partner-copy/1.0 (+https://partner.example/contact)"}


def get(url, pauses=(1, 5, 25, 125)):
    """Give the JSON at an address. While it is busy or out of reach, wait and ask again."""
    for pause in (*pauses, None):
        try:
            with urlopen(Request(url, headers=HEADERS), timeout=60) as answer:
                return json.load(answer)
        except (OSError, HTTPException) as error:
            status = getattr(error, "code", 503)
            if pause is None or (status < 500 and status != 429):
                raise
            time.sleep(int(getattr(error, "headers", {}).get("Retry-After", pause)))


def follow(start, copy):
    """Bring a copy up to date: each page in one transaction with the place it leads to."""
    copy.execute("CREATE TABLE IF NOT EXISTS item (id PRIMARY KEY, content, seen)")
    copy.execute("CREATE TABLE IF NOT EXISTS place (only PRIMARY KEY, start, next)")
    place, more = dict(copy.execute("SELECT start, next FROM place")).get(start), True
    while more:
        try:
            page = get(place or start)
        except HTTPError as error:
            if error.code != 410 or not place:
                raise
            place = None  # it is too old: begin again
            continue
        with copy:
            if not place:  # what has not come again by the end is gone
                copy.execute("UPDATE item SET seen = 0")
            for row in page["results"]:
                if row["event"] == "withdrawn":
                    copy.execute("DELETE FROM item WHERE id = ?", [row["id"]])
                else:
                    item = [row["id"], json.dumps(row["item"])]
                    copy.execute("REPLACE INTO item VALUES (?, ?, 1)", item)
            copy.execute("REPLACE INTO place VALUES (1, ?, ?)", [start, page["next"]])
            if not page["has_more"]:
                copy.execute("DELETE FROM item WHERE NOT seen")
        place, more = page["next"], page["has_more"]


if __name__ == "__main__":
    follow(sys.argv[1], sqlite3.connect(sys.argv[2]))
