import type { Difference } from './json-diff.ts'

/** How a difference is marked: by a sign first, as colour alone says nothing to some. */
export const CHANGE_SIGN: Record<Difference['kind'], string> = {
  added: '+',
  removed: '−',
  changed: '~',
  spelling: '≈',
}

export const CHANGE_LOOK: Record<Difference['kind'], string> = {
  added: 'text-ok',
  removed: 'text-trouble',
  changed: 'text-attention',
  spelling: 'text-ink-faint',
}
