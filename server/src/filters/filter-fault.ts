import type { CelFault } from '@sluice/shared/messages-cel'

/** `FILTER_TIMEOUT`: it took more time or memory than it may; `FILTER_REFUSED`: it did so again and again. */
export type FilterFaultCode = 'FILTER_INVALID' | 'FILTER_TIMEOUT' | 'FILTER_REFUSED' | 'FILTER_BUSY'

/** A filter that cannot be run, or was ended because it took too much. */
export class FilterFault extends Error {
  readonly code: FilterFaultCode
  /** What is wrong with the expression, where that is the reason. */
  readonly fault: CelFault | null

  constructor(code: FilterFaultCode, message: string, fault: CelFault | null = null) {
    super(message)
    this.name = 'FilterFault'
    this.code = code
    this.fault = fault
  }
}
