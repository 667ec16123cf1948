import type { PartitionWhy } from '@sluice/shared/messages-produce'
import type { Translate } from '#lib/i18n/dictionary.ts'
import type { PartMode, RecordDraft } from './compose.ts'
import type { PartFault } from './read-part.ts'

export function modeWords(mode: PartMode, t: Translate): string {
  if (mode === 'json') return t('produce.modeJson')
  if (mode === 'text') return t('produce.modeText')
  return mode === 'base64' ? t('produce.modeBase64') : t('produce.modeNull')
}

export function faultWords(fault: PartFault, t: Translate, format: (count: number) => string): string {
  if (fault.kind === 'json')
    return t('produce.jsonFault', { line: format(fault.line), column: format(fault.column) })
  if (fault.kind === 'json-empty') return t('produce.jsonEmpty')
  return fault.kind === 'base64' ? t('produce.base64Fault') : t('produce.halfCharacter')
}

const PARTS = {
  key: 'produce.partKey',
  value: 'produce.partValue',
  headers: 'produce.partHeaders',
  partition: 'produce.partPartition',
  time: 'produce.partTime',
} as const

/** Names of parts in a row: "Value, Headers". */
export function partWords(parts: readonly (keyof RecordDraft)[], t: Translate): string {
  return parts.map((part) => t(PARTS[part])).join(', ')
}

export function whyWords(why: PartitionWhy, t: Translate): string {
  if (why === 'named') return t('produce.whyNamed')
  return why === 'key' ? t('produce.whyKey') : t('produce.whyAny')
}
