import type { notices as ja } from '../ja/notices.ts'

export const notices: typeof ja = {
  eyebrow: 'Information',
  title: 'Notices',
  none: 'There are no notices.',
}
