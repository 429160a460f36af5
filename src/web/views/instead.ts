import { html } from 'hono/html'
import type { Texts } from '../../texts/catalogue.ts'
import type { MethodName } from '../../texts/codes.ts'
import { secondaryButton } from './pieces.ts'
import type { Html } from './template.ts'

/** Methods that can be set up instead of the one on this page, a button each that posts `method` (PSK-32, LGN-15). */
export const instead = (t: Texts, lead: string, methods: readonly MethodName[]): Html | null =>
  methods.length === 0
    ? null
    : html`<form class="form instead" method="post" novalidate data-form><p class="small">${lead}</p>${methods.map(
        (method) => secondaryButton(t.passkey.instead[method], { name: 'method', value: method }),
      )}</form>`
