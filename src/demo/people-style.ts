/** What the demo's start page adds to the look of the product. */
export const peopleStyle = `
.sub { display: block; color: var(--ink-soft); font-size: 0.8125rem; font-weight: 400; letter-spacing: normal; line-height: 1.5 }
.band .sub, .button .sub, .member-state .sub, .member dt .sub, .reload .sub { display: inline; margin-left: 0.5em; color: inherit }
.demo-top { display: grid; gap: var(--gap) }
.demo-top .banner { margin: 0 }
.demo-top .button { max-width: 24rem }
.people { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(26rem, 100%), 1fr)); gap: 1.25rem; list-style: none }
.member { display: flex; flex-direction: column; gap: 0.875rem; padding: 1.25rem; border-radius: var(--round-large); background: var(--sheet); box-shadow: var(--shade); scroll-margin-top: 1rem }
.member-name { font-size: 1.25rem; line-height: 1.4 }
.member-try { font-size: 0.9375rem; line-height: 1.6 }
.member .facts { margin: 0; padding: 0.75rem 1rem }
.member .facts dt { line-height: 1.4 }
.member .facts dd a { font-weight: 400; display: inline-flex; align-items: center; min-height: 2.75rem }
.member .facts code { font-size: 1em; word-break: normal }
.member .facts .now { font-size: 1.5rem; letter-spacing: 0.08em }
.member .facts .reload { margin-left: 1rem; font-size: 0.9375rem }
.jumps { list-style: none }
.area-title { scroll-margin-top: 3rem }
.member-links { display: grid; gap: 0.75rem; margin-top: auto }
.society-head { display: grid; gap: 0.25rem; margin-bottom: 1.25rem }
.society-head a { display: inline-flex; align-items: center; min-height: 2.75rem; overflow-wrap: anywhere }
@media (min-width: 48em) {
  .member { padding: 1.5rem }
  .member .facts div { grid-template-columns: 8rem minmax(0, 1fr); align-items: center; min-height: 2.25rem }
  .member dt .sub { display: block; margin: 0 }
  .member-links { grid-template-columns: 1fr 1fr }
}
`
