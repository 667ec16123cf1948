import type { ConnectionState } from '@sluice/shared/clusters'
import type { Translate } from '#lib/i18n/dictionary.ts'
import type { StateTone } from '#ui/state-mark.tsx'

interface ConnectionWords {
  tone: StateTone
  /** One word for tables and the rail. */
  word: string
  /** With since when. */
  sentence: (ago: string) => string
}

export function connectionWords({ state }: ConnectionState, t: Translate): ConnectionWords {
  switch (state) {
    case 'connected':
      return {
        tone: 'ok',
        word: t('clusters.connected'),
        sentence: (ago) => t('clusters.connectedSince', { ago }),
      }
    case 'connecting':
      return {
        tone: 'unknown',
        word: t('clusters.connecting'),
        sentence: (ago) => t('clusters.connectingSince', { ago }),
      }
    case 'unreachable':
      return {
        tone: 'trouble',
        word: t('clusters.unreachable'),
        sentence: (ago) => t('clusters.unreachableSince', { ago }),
      }
  }
}
