/** A menu that lies over the page is closed by Escape, by a press beside it, and when the focus goes on: nothing stays hidden under it. */
export function closeMenusInTime(): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('.menu-phone, .kebab')) {
    const leaveFor = (place: EventTarget | null) => {
      if (place instanceof Node && !menu.contains(place)) menu.open = false
    }
    menu.addEventListener('focusout', ({ relatedTarget }) => leaveFor(relatedTarget))
    document.addEventListener('pointerdown', ({ target }) => leaveFor(target))
    menu.addEventListener('keydown', ({ key }) => {
      if (key !== 'Escape' || !menu.open) return
      menu.open = false
      menu.querySelector('summary')?.focus()
    })
  }
}
