/**
 * Says in time that the visit is about to end, and lets the member stay. Asking how much time is left does not extend it;
 * only the button does. Another tab may have extended it meanwhile, so the server is asked before anything is said.
 */
const WARN_BEFORE = 120
const SHORTEST = 5

type End = { endsInSeconds: number; canStay: boolean }

const place = document.querySelector<HTMLElement>('[data-stay]')
if (place) watch(place)

function watch(place: HTMLElement): void {
  const path = place.dataset.stay ?? ''
  const button = place.querySelector<HTMLElement>('[data-stay-button]')
  let timer: ReturnType<typeof setTimeout> | undefined
  let before: EventTarget | null = null
  // From here on it is said in time.
  place.querySelector('[data-stay-hint]')?.setAttribute('hidden', '')

  const say = (words: string | undefined, canStay: boolean) => {
    const line = place.querySelector('[data-stay-words]')
    if (line) line.textContent = words ?? ''
    if (button) button.hidden = !canStay
  }
  const wait = (left: number) => {
    clearTimeout(timer)
    const pause = left > WARN_BEFORE ? left - WARN_BEFORE : left + 1
    timer = setTimeout(look, Math.max(pause, SHORTEST) * 1000)
  }
  const look = async () => {
    const end = await ask(path, 'GET')
    if (end === 'unknown') return wait(0)
    if (end === 'over') return say(place.dataset.over, false)
    if (end.endsInSeconds > WARN_BEFORE) say('', false)
    else say(end.canStay ? place.dataset.words : place.dataset.last, end.canStay)
    wait(end.endsInSeconds)
  }
  button?.addEventListener('focus', ({ relatedTarget }) => {
    before = relatedTarget
  })
  button?.addEventListener('click', async () => {
    const end = await ask(path, 'POST')
    if (end === 'unknown') return
    // The button goes away: whoever was filling in a form is back in its field.
    if (document.activeElement === button)
      (before instanceof HTMLElement ? before : document.querySelector<HTMLElement>('main'))?.focus()
    if (end === 'over') return say(place.dataset.over, false)
    say(place.dataset.stayed, false)
    wait(end.endsInSeconds)
  })
  // A computer that slept: its timers did not run.
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void look()
  })
  wait(Number(place.dataset.ends))
}

async function ask(path: string, method: 'GET' | 'POST'): Promise<End | 'over' | 'unknown'> {
  try {
    const response = await fetch(path, { method, cache: 'no-store', headers: { accept: 'application/json' } })
    if (response.status === 401) return 'over'
    if (!response.ok) return 'unknown'
    const { endsInSeconds, canStay }: Partial<End> = await response.json()
    return typeof endsInSeconds === 'number' ? { endsInSeconds, canStay: canStay === true } : 'unknown'
  } catch {
    return 'unknown'
  }
}
