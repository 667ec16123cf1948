import type { FindPart } from '@sluice/shared/messages-find'
import type { Translate } from '#lib/i18n/dictionary.ts'

/** `key, headers` */
export function findPartNames(parts: readonly FindPart[], t: Translate): string {
  return parts.map((part) => findPartName(part, t)).join(', ')
}

export function findPartName(part: FindPart, t: Translate): string {
  switch (part) {
    case 'key':
      return t('find.key')
    case 'value':
      return t('find.value')
    case 'headers':
      return t('find.headers')
  }
}
