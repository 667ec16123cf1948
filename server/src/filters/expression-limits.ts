import { CEL_BYTES_MAX } from '@sluice/shared/messages-cel-words'

/** Held before and while an expression is parsed, so that none costs more than it may before it is known. */
export const EXPRESSION_LIMITS = {
  bytes: CEL_BYTES_MAX,
  /** Macros (`all`, `exists`, `map`, …) inside of macros multiply what they walk. */
  nestedMacros: 2,
  syntax: { maxAstNodes: 500, maxDepth: 64, maxListElements: 400, maxMapEntries: 200, maxCallArguments: 8 },
} as const
