import type { ConnectionState } from '@sluice/shared/clusters'
import type { Translate } from '#lib/i18n/dictionary.ts'
import type { StateTone } from '#ui/state-mark.tsx'

interface ConnectionWords {
  tone: StateTone
  /** The state, and for how long. */
  sentence: (duration: string) => string
}

export function connectionWords({ state }: ConnectionState, t: Translate): ConnectionWords {
  switch (state) {
    case 'connected':
      return {
        tone: 'ok',
        sentence: (duration) => t('clusters.connectedFor', { duration }),
      }
    case 'connecting':
      return {
        tone: 'unknown',
        sentence: (duration) => t('clusters.connectingFor', { duration }),
      }
    case 'unreachable':
      return {
        tone: 'trouble',
        sentence: (duration) => t('clusters.unreachableFor', { duration }),
      }
  }
}
