/**
 * The page that waits for a confirmation mail moves on by itself (EML-18). It asks seldom, ever more seldom, not at all
 * while nobody looks at it, and at once when somebody comes back from the mail app.
 */
const FIRST = 2000
const SLOWEST = 15_000
const GROWTH = 1.3

const place = document.querySelector<HTMLElement>('[data-wait]')
if (place) watch(place)

function watch(place: HTMLElement): void {
  let pause = FIRST
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking = false

  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(ask, pause)
    pause = Math.min(pause * GROWTH, SLOWEST)
  }
  const ask = async () => {
    if (asking || document.hidden) return
    asking = true
    const answer = await state(place.dataset.wait ?? '')
    asking = false
    if (answer === 'over') return
    if (answer === 'unknown' || !answer.confirmed) return later()
    say(place)
    location.assign(answer.next)
  }
  document.addEventListener('visibilitychange', () => {
    clearTimeout(timer)
    if (document.hidden) return
    pause = FIRST
    void ask()
  })
  later()
}

type State = { confirmed: boolean; next: string }

/** The server's word; `over` when the visit has ended and asking is of no use any more. */
async function state(path: string): Promise<State | 'over' | 'unknown'> {
  try {
    const response = await fetch(path, { cache: 'no-store', headers: { accept: 'application/json' } })
    if (response.status >= 400 && response.status < 500 && response.status !== 429) return 'over'
    if (!response.ok) return 'unknown'
    const { confirmed, next }: Partial<State> = await response.json()
    // Only ever to a page of this site.
    const ours = typeof next === 'string' && URL.parse(next, location.href)?.origin === location.origin
    return { confirmed: confirmed === true && ours, next: ours ? next : '' }
  } catch {
    return 'unknown'
  }
}

function say(place: HTMLElement): void {
  const words = place.querySelector('[data-wait-words]')
  if (words) words.textContent = place.dataset.confirmed ?? ''
}
