import type { CelFault } from '@sluice/shared/messages-cel'
import { CEL_VARIABLES } from '@sluice/shared/messages-cel-words'
import type { useText } from '#lib/i18n/text-provider.tsx'

type Translate = ReturnType<typeof useText>['t']

/** What is wrong with an expression, in the reader's language. */
export function faultWords(fault: CelFault, t: Translate): string {
  const { code, suggestion } = fault
  const found = fault.found ?? ''
  switch (code) {
    case 'empty':
      return t('cel.empty')
    case 'too-long':
    case 'too-large':
      return t('cel.tooLarge')
    case 'nested':
      return t('cel.nested')
    case 'ends-early':
      return t('cel.endsEarly')
    case 'open-text':
      return t('cel.openText')
    case 'single-equals':
      return t('cel.singleEquals')
    case 'word-operator':
      return t('cel.wordOperator', { found, sign: suggestion ?? '' })
    case 'unexpected':
      return t('cel.unexpected', { found })
    case 'unknown-name':
      return suggestion === null
        ? t('cel.unknownName', { found, names: Object.keys(CEL_VARIABLES).join(', ') })
        : t('cel.unknownNear', { found, suggestion })
    case 'unknown-function':
      return suggestion === null
        ? t('cel.unknownFunction', { found })
        : t('cel.unknownNear', { found: `${found}()`, suggestion: `${suggestion}()` })
    case 'arguments':
      return t('cel.arguments', { found })
    case 'kinds':
      return t('cel.kinds', { found })
    case 'not-a-condition':
      return t('cel.notACondition')
    default:
      // What a pattern lacks is said by its library alone.
      return fault.message
  }
}
