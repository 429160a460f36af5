// web/views: the frame around every page and the pieces that pages are made of, as pure functions from data to markup.
// It knows texts and markup. It must not know the database, requests, sessions or how a value was found.
// This file: the type of a piece of markup. All text put into an `html` template is escaped by it.

import type { html } from 'hono/html'

/** A piece of safe markup, as `hono/html` makes it. */
export type Html = ReturnType<typeof html>
