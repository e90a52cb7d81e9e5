"""The desk's edge: pages for coaches and admins.

A page is a file in `web/pages/` that declares `routes`, a tuple of `Page(name, path, access)` with
`show` for GET (it reads), `act` for POST (it writes), or `open` for a GET that writes. Each is a
plain function `(asked, store) -> Reply` that runs whole in one transaction. `asked` holds who looks
(`asked.who`), what stands in the path, the query and the form, the time, and the ways of answering:
`asked.shown("draft.html", review=…)`, `asked.to("draft", "draft.taken", review=…)` (a redirect; the
phrase is said once at the top of the page it leads to), `asked.file(…)`.

Which drafts somebody may read only `web.access` says: `review_for(store, asked.who, public_id)`
raises Missing, which answers 404. What refuses (a status from 400) undoes what was written.

Templates extend `base.html` and import `parts.html`: every form begins with `parts.hidden(asked)`,
long texts are `parts.area(asked, "text", label, kept="<review>:<field>")`, which is saved while it
is typed, read again with `asked.typed(store, "<review>:")` and dropped when the form led on (303).
Templates find `say`, `count`, `url`, `day` and `when`; every word comes from `web/phrases/`.
"""
