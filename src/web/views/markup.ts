/** The template that escapes what is put into it, for the demo's pages: they must not know the web framework. */
export { html } from 'hono/html'
