import { historyView } from '../../src/web/pages/history/view.ts'
import { notMeView } from '../../src/web/pages/not-me/view.ts'
import { otpView } from '../../src/web/pages/otp/view.ts'
import { restoreView } from '../../src/web/pages/restore/view.ts'
import { visitsView } from '../../src/web/pages/visits/view.ts'
import type { Frame } from '../../src/web/views/frame.ts'
import type { Html } from '../../src/web/views/template.ts'
import { at, halfWay, signedIn } from './sample.ts'

/** What happened to an account, how it is stopped and how it opens again. */
export function watch(base: Frame): Record<string, Html> {
  return { ...looking(base), ...stopped(base) }
}

function looking(base: Frame): Record<string, Html> {
  const frame = signedIn(base, '/visits')
  const visit = { startedAt: at - 86_400_000, lastSeenAt: at, here: false, halfSignedIn: false }
  const here = { ...visit, id: 'a', browser: 'Safari（iPhone）', here: true }
  const entry = { at, detail: {}, browser: 'Safari（iPhone）', here: false, notMe: '/history/9/not-me' }
  return {
    visits: visitsView(frame, {
      visits: [
        here,
        { ...visit, id: 'b', browser: 'Microsoft Edge（Windows）' },
        { ...visit, id: 'c', browser: '', halfSignedIn: true },
      ],
      done: null,
    }),
    'visits-one': visitsView(frame, { visits: [here], done: 'others' }),
    'visits-gone': visitsView(frame, { visits: [here], done: 'gone' }),
    history: historyView(signedIn(base, '/history'), {
      entries: [
        { ...entry, name: 'factor.proven', detail: { factor: 'totp' }, here: true },
        { ...entry, name: 'attempt.locked', detail: { kind: 'password' }, browser: '' },
        { ...entry, name: 'letter.issued', browser: null },
      ],
      older: 7,
      first: false,
    }),
    'history-none': historyView(signedIn(base, '/history'), { entries: [], older: null, first: true }),
  }
}

function stopped(base: Frame): Record<string, Html> {
  const states = ['restored', 'closed', 'expired', 'unknown'] as const
  return {
    'not-me': notMeView(base, { state: 'open', happenedAt: at }),
    'not-me-frozen': notMeView(base, { state: 'frozen', happenedAt: at }),
    ...Object.fromEntries(states.map((state) => [`not-me-${state}`, notMeView(base, { state })])),
    'frozen-otp': otpView(
      { ...halfWay(base), frozen: true },
      {
        ...{ devices: [{ id: 'a', name: 'スマートフォン' }], chosen: null, errors: [], clockOffSeconds: null },
        ...{ retryAt: null, others: [] },
      },
    ),
    restore: restoreView(halfWay(base), { by: 'ownFactors' }),
    'restore-letter': restoreView(halfWay(base), { by: 'letter' }),
  }
}
