import type { Translate } from '#lib/i18n/dictionary.ts'
import type { ShownKind } from './state-link.ts'

export function kindWords(t: Translate): Readonly<Record<ShownKind | 'absent', string>> {
  return {
    live: t('state.live'),
    deleted: t('state.deleted'),
    unknown: t('state.unknown'),
    absent: t('state.absent'),
    added: t('state.added'),
    removed: t('state.removed'),
    changed: t('state.changed'),
    rewritten: t('state.rewritten'),
    same: t('state.same'),
  }
}

export function kindTips(t: Translate): Readonly<Record<ShownKind, string>> {
  return {
    live: t('state.liveTip'),
    deleted: t('state.deletedTip'),
    unknown: t('state.unknownTip'),
    added: t('state.addedTip'),
    removed: t('state.removedTip'),
    changed: t('state.changedTip'),
    rewritten: t('state.rewrittenTip'),
    same: t('state.sameTip'),
  }
}
