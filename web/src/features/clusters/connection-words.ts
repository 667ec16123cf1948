import type { ConnectionState } from '@sluice/shared/clusters'
import type { Translate } from '#lib/i18n/dictionary.ts'
import type { StateTone } from '#ui/state-mark.tsx'

interface ConnectionWords {
  tone: StateTone
  /** One word for tables and the rail. */
  word: string
  /** With for how long. */
  sentence: (duration: string) => string
}

export function connectionWords({ state }: ConnectionState, t: Translate): ConnectionWords {
  switch (state) {
    case 'connected':
      return {
        tone: 'ok',
        word: t('clusters.connected'),
        sentence: (duration) => t('clusters.connectedFor', { duration }),
      }
    case 'connecting':
      return {
        tone: 'unknown',
        word: t('clusters.connecting'),
        sentence: (duration) => t('clusters.connectingFor', { duration }),
      }
    case 'unreachable':
      return {
        tone: 'trouble',
        word: t('clusters.unreachable'),
        sentence: (duration) => t('clusters.unreachableFor', { duration }),
      }
  }
}
